import type { Choice, Option } from '../../template/values/texts/text';
import type { Slots } from './slots';

/** Returns the longest option. It stands for the others, so a text has its greatest possible content. */
export function longestOption({ options }: Choice, first: Option, slots: Slots): Option {
  const lengthOf = ({ text }: Option): number => slots.flat(text).length;
  return options.reduce((longest, option) => (lengthOf(option) > lengthOf(longest) ? option : longest), first);
}

/** Returns the option with an empty text; undefined if there is none. */
export function emptyOption({ options }: Choice, slots: Slots): Option | undefined {
  return options.find(({ text }) => slots.flat(text) === '');
}
