import { isList, isObject, member, type Json, type Pointer } from '../../../base/json/json';
import { Assumptions } from '../assumptions';
import type { Domain } from '../domain';
import { TOO_DEEP, TOO_MANY } from '../effort';
import { intrinsicName, type Evaluation } from '../evaluation';
import { placeholderParts, substitutionIn } from '../intrinsics/text';
import { LITERAL, scalarText, type Known, type Origin, type Outcome } from '../outcome';
import type { Parameter } from '../parameters';
import type { UnresolvedReason } from '../unresolved-reason';
import { outcomeText } from './outcome-text';
import { ABSENT, lengthOf, unknownText, type Choice, type Option, type Text } from './text';

/** The levels of nested functions. CloudFormation's own templates stay below 20. A deeper function is unknown, by a limit. */
const DEEPEST = 150;
/** The number of characters of a text. CloudFormation accepts templates of 1 MB. A longer text is unknown, by a limit. */
const LONGEST = 1_000_000;

const NOT_A_TEXT: UnresolvedReason = { kind: 'function', text: 'it has a list or an object in place of a text' };

interface Branch {
  readonly when: Assumptions;
  readonly tag: string;
  readonly position: number;
}

interface Fork {
  readonly selector: string;
  readonly label: string;
  readonly branches: readonly Branch[];
  readonly problem?: UnresolvedReason;
}

/** One possible list of an expression. */
interface ListOption {
  readonly items: readonly Json[];
  readonly pointer: Pointer | undefined;
  readonly when: Assumptions;
  readonly tag: string;
  readonly origin: Origin;
}

/**
 * Reads expressions as texts with choices in place. Assumptions are passed down: a condition that is decided around a part is decided in
 * it. Adjacent parts are read independently, so a text may have more variants than the template has, never fewer.
 */
export class TextReader {
  private readonly choices = new Map<string, Choice>();
  private readonly ids = new Map<Choice, number>();
  private readonly parameters = new WeakMap<Domain, Text>();
  private readonly forks = new WeakMap<Assumptions, Map<string, Fork>>();

  public constructor(private readonly evaluation: Evaluation) {}

  /** Reads an expression. Returns `ABSENT` for an expression without a value in any case. */
  public read(node: Json, pointer: Pointer, when: Assumptions, depth = 0): Text {
    const name = intrinsicName(node);
    if (name === undefined || !isObject(node)) {
      const text = scalarText(node);
      return text === undefined ? unknownText(NOT_A_TEXT) : [text];
    }
    if (depth >= DEEPEST) return unknownText({ kind: 'limit', text: TOO_DEEP });
    const argument = member(node, name) ?? null;
    const below = [...pointer, name];
    switch (name) {
      case 'Ref':
        return this.reference(argument, node, pointer, when);
      case 'Fn::If':
        return this.conditional(argument, below, when, depth) ?? this.evaluated(node, pointer, when);
      case 'Fn::Join':
        return this.joined(argument, below, when, depth) ?? this.evaluated(node, pointer, when);
      case 'Fn::Sub':
        return this.substituted(argument, below, when, depth) ?? this.evaluated(node, pointer, when);
      case 'Fn::Base64': {
        const text = this.read(argument, below, when, depth + 1);
        return text === ABSENT ? ABSENT : [{ kind: 'base64', text }];
      }
      case 'Fn::ToJsonString':
        return this.json(argument, below, when, depth + 1);
      case 'Fn::Select':
        return this.selected(argument, below, when, depth) ?? this.evaluated(node, pointer, when);
      default:
        return this.evaluated(node, pointer, when);
    }
  }

  /** Returns the reachable cases of each branch of an `Fn::If`, and the place of the branch. */
  public fork(condition: Json, when: Assumptions): Fork {
    const label = typeof condition === 'string' ? condition : 'Fn::If';
    const key = typeof condition === 'string' ? condition : JSON.stringify(condition);
    const known = this.forks.get(when) ?? new Map<string, Fork>();
    this.forks.set(when, known);
    let fork = known.get(key);
    if (fork === undefined) {
      const { conditions } = this.evaluation;
      const { holds, fails, problem } =
        typeof condition === 'string' ? conditions.named(condition, when) : conditions.expression(condition, when);
      const branch = (cases: readonly Assumptions[], tag: string, position: number): Branch[] =>
        cases.length === 0 ? [] : [{ when: Assumptions.covering(cases), tag, position }];
      const branches = [...branch(holds, 'true', 1), ...branch(fails, 'false', 2)];
      fork = { selector: `condition ${key}`, label, branches, ...(problem === undefined ? {} : { problem }) };
      known.set(key, fork);
    }
    return fork;
  }

  private conditional(argument: Json, pointer: Pointer, when: Assumptions, depth: number): Text | undefined {
    if (!isList(argument) || argument.length !== 3) return undefined;
    return this.branched(argument, when, (position, inBranch) => {
      return this.read(argument[position] ?? null, [...pointer, position], inBranch, depth + 1);
    });
  }

  /** Returns the branches of `Fn::If` as the options of a choice. */
  private branched(argument: readonly Json[], when: Assumptions, readBranch: (position: number, when: Assumptions) => Text): Text {
    const { selector, label, branches, problem } = this.fork(argument[0] ?? null, when);
    const options = branches.map(({ when: inBranch, tag, position }): Option => {
      return { tag, text: readBranch(position, inBranch), origin: [`branch ${label} (${tag})`] };
    });
    return this.choice({ kind: 'choice', selector, options, ...(problem === undefined ? {} : { open: problem }) });
  }

  private reference(name: Json, node: Json, pointer: Pointer, when: Assumptions): Text {
    if (name === 'AWS::NoValue') return ABSENT;
    const parameter = typeof name === 'string' ? this.evaluation.names.parameter(name) : undefined;
    if (parameter === undefined || parameter.isList) return this.evaluated(node, pointer, when);
    const domain = when.domain(parameter.name) ?? parameter.domain;
    let text = this.parameters.get(domain);
    if (text === undefined) {
      text = this.parameterText(parameter, domain);
      this.parameters.set(domain, text);
    }
    return text;
  }

  private parameterText({ name }: Parameter, { values, open }: Domain): Text {
    const shown = `\${${name}}`;
    const options = values.map(({ value, source }): Option => ({ tag: value, text: [value], origin: [`parameter ${name} (${source})`] }));
    const reason = worst(open ?? []);
    return this.choice({
      kind: 'choice',
      selector: `parameter ${name}`,
      shown,
      options,
      ...(reason === undefined ? {} : { open: reason }),
    });
  }

  private joined(argument: Json, pointer: Pointer, when: Assumptions, depth: number): Text | undefined {
    const [delimiter, source] = isList(argument) && argument.length === 2 ? argument : [];
    if (typeof delimiter !== 'string' || source === undefined) return undefined;
    const lists = this.lists(source, [...pointer, 1], when, depth);
    if (lists === undefined) return undefined;
    const options = lists.options.map((list): Option => {
      const texts = list.items.map((item, at) => this.read(item, [...(list.pointer ?? pointer), at], list.when, depth + 1));
      return { tag: list.tag, text: this.delimited(texts, delimiter), origin: list.origin };
    });
    const [only, ...others] = options;
    if (only !== undefined && others.length === 0 && only.origin.length === 0 && lists.open === undefined) return only.text;
    return this.choice({ kind: 'choice', selector: lists.selector, options, ...(lists.open === undefined ? {} : { open: lists.open }) });
  }

  /** Returns the possible lists of an expression; undefined for an expression that is not a list. */
  private lists(
    node: Json,
    pointer: Pointer,
    when: Assumptions,
    depth: number,
  ): { readonly selector: string; readonly options: readonly ListOption[]; readonly open?: UnresolvedReason } | undefined {
    const name = intrinsicName(node);
    if (name === undefined) {
      return isList(node) ? { selector: '', options: [{ items: node, pointer, when, tag: '', origin: LITERAL }] } : undefined;
    }
    const argument = isObject(node) ? member(node, name) : undefined;
    if (name === 'Fn::If' && isList(argument) && argument.length === 3 && depth < DEEPEST) {
      const { selector, label, branches, problem } = this.fork(argument[0] ?? null, when);
      const inner = branches.map(({ when: inBranch, tag, position }) => ({
        tag,
        lists: this.lists(argument[position] ?? null, [...pointer, name, position], inBranch, depth + 1),
      }));
      if (inner.some(({ lists }) => lists === undefined)) return undefined;
      const options = inner.flatMap(({ tag, lists }) =>
        (lists?.options ?? []).map((list) => {
          return { ...list, tag: list.tag === '' ? tag : `${tag} ${list.tag}`, origin: [...list.origin, `branch ${label} (${tag})`] };
        }),
      );
      const open = worst([...(problem === undefined ? [] : [problem]), ...inner.flatMap(({ lists }) => lists?.open ?? [])]);
      return { selector, options, ...(open === undefined ? {} : { open }) };
    }
    const outcomes = this.evaluation.evaluate(node, pointer, when);
    const open = worst(
      outcomes.flatMap((outcome) => (outcome.kind === 'unresolved' ? [outcome.reason] : isAnyOrder(outcome) ? [ANY_ORDER] : [])),
    );
    const options = outcomes.flatMap((outcome, index): ListOption[] => {
      if (outcome.kind !== 'known' || !isList(outcome.value) || isAnyOrder(outcome)) return [];
      return [{ items: outcome.value, pointer: outcome.pointer, when: outcome.when, tag: index.toString(), origin: outcome.origin }];
    });
    const isOther = outcomes.some((outcome) => outcome.kind === 'known' && !isList(outcome.value));
    return isOther ? undefined : { selector: JSON.stringify(node), options, ...(open === undefined ? {} : { open }) };
  }

  /** Joins texts. An absent item removes the delimiter before it too. */
  private delimited(texts: readonly Text[], delimiter: string): Text {
    const joined: Text[] = [];
    let hasItem = false;
    for (const text of texts) {
      if (text === ABSENT) continue;
      const [choice, ...others] = text;
      const mayBeAbsent =
        others.length === 0 &&
        typeof choice === 'object' &&
        choice.kind === 'choice' &&
        choice.options.some((each) => each.text === ABSENT);
      if (mayBeAbsent && hasItem && delimiter.trim() !== '') joined.push(this.choice(withDelimiter(choice, delimiter)));
      else joined.push(hasItem && delimiter !== '' ? [delimiter, ...text] : text);
      hasItem = true;
    }
    return joined.length === 0 ? [''] : this.concatenated(joined);
  }

  private substituted(argument: Json, pointer: Pointer, when: Assumptions, depth: number): Text | undefined {
    const substitution = substitutionIn(argument);
    if (substitution === undefined) return undefined;
    const { text, own } = substitution;
    const known = new Map<string, Text>();
    const texts = placeholderParts(text, own).map((part): Text => {
      if (part.name === undefined) return [part.text];
      let value = known.get(part.name);
      if (value === undefined) {
        const at = member(own, part.name) === undefined ? pointer : [...pointer, 1, part.name];
        value = this.read(part.node, at, when, depth + 1);
        known.set(part.name, value);
      }
      return value;
    });
    return this.concatenated(texts);
  }

  /** Reads `Fn::Select` with a written position and a written list; undefined for others. */
  private selected(argument: Json, pointer: Pointer, when: Assumptions, depth: number): Text | undefined {
    const [indexNode, list] = isList(argument) && argument.length === 2 ? argument : [];
    const index = indexNode === undefined ? undefined : scalarText(indexNode);
    if (index === undefined || !/^\d+$/.test(index) || list === undefined || !isList(list)) return undefined;
    const item = list[Number(index)];
    // AWS::NoValue among the items before it moves it.
    const mayMove = list.slice(0, Number(index)).some((before) => intrinsicName(before) !== undefined);
    return item === undefined || mayMove ? undefined : this.read(item, [...pointer, 1, Number(index)], when, depth + 1);
  }

  /** Reads a value as JSON text with one item a line. A reader of lines then finds one value in each. */
  private json(node: Json, pointer: Pointer, when: Assumptions, depth: number): Text {
    if (depth >= DEEPEST) return unknownText({ kind: 'limit', text: TOO_DEEP });
    const name = intrinsicName(node);
    const argument = name !== undefined && isObject(node) ? member(node, name) : undefined;
    if (name === 'Fn::If' && isList(argument) && argument.length === 3) {
      return this.branched(argument, when, (position, inBranch) => {
        return this.json(argument[position] ?? null, [...pointer, name, position], inBranch, depth + 1);
      });
    }
    if (name !== undefined) {
      const text = this.read(node, pointer, when, depth + 1);
      return text === ABSENT
        ? ABSENT
        : ['"', ...text.map((part) => (typeof part === 'string' ? quotedJson(part).slice(1, -1) : part)), '"'];
    }
    const isOfNames = isObject(node);
    if (!isOfNames && !isList(node)) return [typeof node === 'string' ? quotedJson(node) : String(node)];
    const items = Object.entries(node).map(([key, item]): Text => {
      const text = this.json(item, [...pointer, key], when, depth + 1);
      return text === ABSENT || !isOfNames ? text : [`${quotedJson(key)}: `, ...text];
    });
    const [open, close] = isOfNames ? ['{', '}'] : ['[', ']'];
    return this.concatenated([[`${open}\n`], this.delimited(items, ',\n'), [`\n${close}`]]);
  }

  /** Reads the outcomes of any other function, from the evaluator. */
  private evaluated(node: Json, pointer: Pointer, when: Assumptions): Text {
    const outcomes = this.evaluation.evaluate(node, pointer, when);
    const shown = shownName(node);
    const reasons: UnresolvedReason[] = [];
    const options: Option[] = [];
    for (const outcome of outcomes) {
      const text = outcomeText(outcome, shown);
      if (text === undefined) reasons.push(outcome.kind === 'unresolved' ? outcome.reason : NOT_A_TEXT);
      else options.push({ tag: JSON.stringify(text), text, origin: outcome.origin });
    }
    const open = worst(reasons);
    return this.choice({
      kind: 'choice',
      selector: JSON.stringify(node),
      ...(shown === undefined ? {} : { shown }),
      options,
      ...(open === undefined ? {} : { open }),
    });
  }

  /** Returns a choice as a text: each option once, and the same choice for the same options in any place. */
  private choice(choice: Choice): Text {
    const options = new Map<string, Option>();
    for (const option of choice.options) {
      const key = option.text === ABSENT ? 'absent' : this.key(option.text);
      if (!options.has(key)) options.set(key, option);
    }
    const [only, ...others] = options.values();
    if (only === undefined && choice.open === undefined) return ABSENT;
    if (only !== undefined && others.length === 0 && choice.open === undefined && (only.text === ABSENT || only.origin.length === 0)) {
      return only.text;
    }
    const key = `${choice.selector}\n${[...options].map(([text, { origin }]) => `${text} ${origin.join()}`).join('\n')}\n${choice.open?.text ?? ''}`;
    let known = this.choices.get(key);
    if (known === undefined) {
      known = { ...choice, options: [...options.values()] };
      this.choices.set(key, known);
      this.ids.set(known, this.ids.size);
    }
    return [known];
  }

  private key(text: Text): string {
    return JSON.stringify(
      text.map((part) => {
        if (typeof part === 'string') return part;
        return part.kind === 'choice' ? (this.ids.get(part) ?? part.open?.text ?? null) : [this.key(part.text)];
      }),
    );
  }

  private concatenated(texts: readonly Text[]): Text {
    if (texts.reduce((sum, text) => sum + lengthOf(text), 0) > LONGEST) return unknownText({ kind: 'limit', text: TOO_MANY });
    const parts: Text[number][] = [];
    for (const part of texts.flat()) {
      const last = parts.at(-1);
      if (typeof part === 'string' && typeof last === 'string') parts.splice(-1, 1, last + part);
      else if (part !== '') parts.push(part);
    }
    return parts.length === 0 ? [''] : parts;
  }
}

const ANY_ORDER: UnresolvedReason = { kind: 'function', text: "'Fn::Join' joins a list that is chosen at deployment" };

function isAnyOrder(outcome: Outcome): outcome is Known & { readonly anyOrder: true } {
  return outcome.kind === 'known' && outcome.anyOrder === true;
}

/** Returns the reason that comes first in a report. A limit may hide content of the template. */
function worst(reasons: readonly UnresolvedReason[]): UnresolvedReason | undefined {
  return reasons.find(({ kind }) => kind === 'limit') ?? reasons[0];
}

function quotedJson(text: string): string {
  return JSON.stringify(text);
}

function withDelimiter(choice: Choice, delimiter: string): Choice {
  const options = choice.options.map((option) => (option.text === ABSENT ? option : { ...option, text: [delimiter, ...option.text] }));
  return { ...choice, options };
}

function shownName(node: Json): string | undefined {
  if (!isObject(node)) return undefined;
  const name = member(node, 'Ref');
  if (typeof name === 'string') return `\${${name}}`;
  const attribute = member(node, 'Fn::GetAtt');
  const parts = isList(attribute) ? attribute.map((part) => scalarText(part)) : [attribute];
  return parts.every((part) => typeof part === 'string') ? `\${${parts.join('.')}}` : undefined;
}
