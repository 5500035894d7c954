import type { Choice, Option } from '../../template/values/texts/text';
import type { Slots } from './slots';

/** Returns the option that says most: it stands for the others, so that a text has as much as it may have. */
export function longestOption({ options }: Choice, first: Option, slots: Slots): Option {
  const lengthOf = ({ text }: Option): number => slots.flat(text).length;
  return options.reduce((longest, option) => (lengthOf(option) > lengthOf(longest) ? option : longest), first);
}

/** Returns the option that leaves nothing in its place; undefined for none. */
export function emptyOption({ options }: Choice, slots: Slots): Option | undefined {
  return options.find(({ text }) => slots.flat(text) === '');
}
