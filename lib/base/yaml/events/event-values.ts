import type { Json, JsonObject } from '../../json/json';
import { DEEPEST } from '../../json/limits';
import { AliasBudget } from '../alias-budget';
import type { TagMeaning, YamlDialect } from '../dialect';
import { plainKey, plainScalar } from '../plain-scalars';
import { addMerged, hasMember, mergeSources, setMember, type OpenObject } from '../yaml-values';
import {
  ALIAS,
  BLOCK,
  DOCUMENT,
  DOUBLE_QUOTED,
  MAPPING,
  PLAIN,
  POP,
  SCALAR,
  SEQUENCE,
  type Event,
  type EventParser,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from './events';
import { isFirstOnLine, isOrdinaryKey } from './keys';
import { writtenMeaning } from './tags';

/** Thrown for a text whose meaning or error only the parser of nodes knows. */
export class LeftToNodes extends Error {}

const TAB = 0x09;
const BLANK = 0x20;
const ANCHOR_NAME = /^[\w-]+$/;

/** Builds the value of a document from its events, in one pass. Throws LeftToNodes for anything unusual. */
export class EventValues {
  private at = 0;
  private depth = 0;
  private readonly budget = new AliasBudget();
  /** The values of the anchors so far; undefined while the anchor's own value is being read. */
  private readonly anchors = new Map<string, Json | undefined>();
  private readonly meanings = new Map<string, TagMeaning>();

  public constructor(
    private readonly parser: EventParser,
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly dialect: YamlDialect,
  ) {}

  /** Returns the value of the only document. */
  public document(): Json {
    const document = this.next();
    if (document.type !== DOCUMENT || document.directives.length > 0 || document.explicitEnd) return leave();
    const root = this.next();
    // The parsers disagree on texts, and tags of texts, outside all objects and lists.
    if ((root.type !== MAPPING && root.type !== SEQUENCE) || root.tagStart >= 0 || root.anchorStart >= 0) return leave();
    const value = this.value(root);
    if (this.next().type !== POP || this.at !== this.events.length) return leave();
    return value;
  }

  private next(): Event {
    return this.events[this.at++] ?? leave();
  }

  private value(event: Event): Json {
    if (event.type === ALIAS) return this.aliasValue(event.anchorStart, event.anchorEnd);
    if (event.type === DOCUMENT || event.type === POP) return leave();
    const anchor = event.anchorStart < 0 ? undefined : this.anchorName(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined && !this.isSeparated(event.anchorStart - 1, event.anchorEnd)) return leave();
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    this.depth++;
    const value = event.tagStart < 0 ? this.plainValue(event) : this.taggedValue(event);
    this.depth--;
    if (anchor !== undefined) this.anchors.set(anchor, value);
    return value;
  }

  private plainValue(event: MappingEvent | ScalarEvent | SequenceEvent): Json {
    if (event.type === MAPPING) return this.objectValue(event.style === BLOCK);
    if (event.type === SEQUENCE) return this.listValue(event.style === BLOCK);
    const text = this.textOf(event);
    return event.style === PLAIN ? plainScalar(text) : text;
  }

  private taggedValue(event: MappingEvent | ScalarEvent | SequenceEvent): Json {
    const meaning = this.meaningAt(event.tagStart, event.tagEnd);
    const written = event.type === SCALAR ? this.textOf(event) : this.plainValue(event);
    if (meaning.kind === 'function') {
      const value: OpenObject = {};
      setMember(value, meaning.name, meaning.argument(written));
      return value;
    }
    if (meaning.kind !== 'text' || typeof written !== 'string' || event.type !== SCALAR) return leave();
    return meaning.convert === undefined ? written : meaning.convert(written);
  }

  private meaningAt(start: number, end: number): TagMeaning {
    if (!this.isSeparated(start, end)) return leave();
    const tag = this.text.slice(start, end);
    const known = this.meanings.get(tag);
    if (known !== undefined) return known;
    const meaning = writtenMeaning(tag, this.dialect) ?? leave();
    this.meanings.set(tag, meaning);
    return meaning;
  }

  /** Returns the text of a scalar, its lines folded and its escapes decoded. */
  private textOf(event: ScalarEvent): string {
    const { valueStart, valueEnd } = event;
    if (valueStart < 0) return '';
    if (event.fast) return this.text.slice(valueStart, valueEnd);
    const text = this.parser.getScalarValue(this.text, event);
    // `js-yaml` accepts any eight digits as a character.
    if (event.style === DOUBLE_QUOTED && this.text.slice(valueStart, valueEnd).includes('\\U')) return leave();
    // Blanks alone may be lines of a block text, or the end of the file.
    return event.style > DOUBLE_QUOTED && text.trim() === '' && valueStart < valueEnd ? leave() : text;
  }

  private listValue(isBlock: boolean): Json {
    const items: Json[] = [];
    for (let event = this.next(); event.type !== POP; event = this.next()) {
      if (isNothing(event) && !(isBlock && hasProperties(event))) return leave();
      items.push(this.value(event));
    }
    return items;
  }

  private objectValue(isBlock: boolean): Json {
    const value: OpenObject = {};
    let merged: JsonObject[] | undefined;
    let isFirst = true;
    for (let event = this.next(); event.type !== POP; event = this.next()) {
      if (event.type !== SCALAR || !isOrdinaryKey(this.text, event)) return leave();
      if (isBlock && !isFirst && !isFirstOnLine(this.text, event)) return leave();
      const text = this.textOf(event);
      const isPlain = event.style === PLAIN;
      if (isPlain && text === '<<') {
        (merged ??= []).push(...(mergeSources(this.value(this.next())) ?? leave()));
        isFirst = false;
        continue;
      }
      const written = this.next();
      if (!isBlock && isNothing(written) && hasProperties(written)) return leave();
      const key = isPlain ? plainKey(text) : text;
      // Most objects have one key.
      if (!isFirst && !this.dialect.lastKeyCounts && hasMember(value, key)) return leave();
      isFirst = false;
      setMember(value, key, this.value(written));
    }
    if (merged !== undefined) addMerged(value, merged);
    return value;
  }

  private aliasValue(start: number, end: number): Json {
    const value = this.anchors.get(this.anchorName(start, end));
    return value === undefined || !this.budget.spend(value, DEEPEST - this.depth) ? leave() : value;
  }

  /** Tells whether a tag or anchor is followed by a blank, and not preceded by a tab, which might be indentation. */
  private isSeparated(start: number, end: number): boolean {
    const after = this.text.charCodeAt(end);
    let at = start - 1;
    while (this.text.charCodeAt(at) === BLANK) at--;
    return (after <= BLANK || Number.isNaN(after)) && this.text.charCodeAt(at) !== TAB;
  }

  private anchorName(start: number, end: number): string {
    const name = this.text.slice(start, end);
    return ANCHOR_NAME.test(name) ? name : leave();
  }
}

/**
 * Tells whether an event is an empty value. Without a tag or anchor, the value has no place of its own; with one, it has no end in
 * brackets.
 */
function isNothing(event: Event): event is ScalarEvent {
  return event.type === SCALAR && event.valueStart < 0;
}

function hasProperties({ tagStart, anchorStart }: ScalarEvent): boolean {
  return tagStart >= 0 || anchorStart >= 0;
}

function leave(): never {
  throw new LeftToNodes();
}
