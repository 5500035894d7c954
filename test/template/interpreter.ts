import { isList, isObject, type Json } from '../../lib/base/json/json';

/** A template boiled down: one expression and what it may refer to. */
export interface Program {
  /** The AllowedValues of each. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly conditions: Readonly<Record<string, Json>>;
  /** The mapping `M`. */
  readonly mapping: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly expression: Json;
}

/** One value for each parameter. */
export type Assignment = Readonly<Record<string, string>>;

/** CloudFormation would refuse to deploy. */
export const FAILS = Symbol('fails');

/** Returns the value of an expression when it is deployed with these values. Written independently of the engine, for comparison. */
export function valueOf(program: Program, assignment: Assignment): string | typeof FAILS {
  try {
    return new Interpreter(program, assignment).text(program.expression);
  } catch (error) {
    if (error instanceof DeploymentFailure) return FAILS;
    throw error;
  }
}

class DeploymentFailure extends Error {}

const NO_VALUE = Symbol('AWS::NoValue');

class Interpreter {
  private readonly following = new Set<string>();

  public constructor(
    private readonly program: Program,
    private readonly assignment: Assignment,
  ) {}

  public text(node: Json): string {
    const value = this.value(node);
    if (value === NO_VALUE) throw new DeploymentFailure();
    return value;
  }

  private value(node: Json): string | typeof NO_VALUE {
    if (!isObject(node)) return word(node);
    const [name = '', argument = null] = Object.entries(node)[0] ?? [];
    const parts = isList(argument) ? argument : [argument];
    const [first = null, second = null, third = null, fourth = null] = parts;
    switch (name) {
      case 'Ref':
        return first === 'AWS::NoValue' ? NO_VALUE : this.parameter(first);
      case 'Fn::Sub':
        return this.substituted(word(first), isObject(second) ? second : {});
      case 'Fn::Join':
        return (isList(second) ? second : [])
          .map((part) => this.value(part))
          .filter((part) => part !== NO_VALUE)
          .join(word(first));
      case 'Fn::Select':
        return this.selected(Number(first), second);
      case 'Fn::FindInMap':
        return this.lookedUp(this.text(second), word(third), fourth);
      case 'Fn::If':
        return this.value(this.named(first) ? second : third);
      default:
        throw new Error(`no such function: ${name}`);
    }
  }

  private parameter(name: Json): string {
    return this.assignment[word(name)] ?? '';
  }

  private substituted(text: string, own: Readonly<Record<string, Json>>): string {
    return text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => (name in own ? this.text(own[name] ?? null) : this.parameter(name)));
  }

  private selected(index: number, list: Json): string {
    const [delimiter, source] = (isObject(list) ? list['Fn::Split'] : []) as [string, Json];
    const item = this.text(source).split(delimiter)[index];
    if (item === undefined) throw new DeploymentFailure();
    return item;
  }

  private lookedUp(key: string, column: string, options: Json): string {
    const leaf = this.program.mapping[key]?.[column];
    if (leaf !== undefined) return leaf;
    if (!isObject(options)) throw new DeploymentFailure();
    return this.text(options['DefaultValue'] ?? null);
  }

  private named(condition: Json): boolean {
    return this.holds(typeof condition === 'string' ? { Condition: condition } : condition);
  }

  private followed(name: string): boolean {
    if (this.following.has(name)) throw new DeploymentFailure();
    this.following.add(name);
    try {
      return this.holds(this.program.conditions[name] ?? null);
    } finally {
      this.following.delete(name);
    }
  }

  private holds(node: Json): boolean {
    const [name = '', argument = null] = Object.entries(isObject(node) ? node : {})[0] ?? [];
    const operands = isList(argument) ? argument : [argument];
    const [first = null, second = null] = operands;
    switch (name) {
      case 'Condition':
        return this.followed(word(first));
      case 'Fn::Equals':
        return this.text(first) === this.text(second);
      case 'Fn::Not':
        return !this.holds(first);
      case 'Fn::And':
        return operands.every((operand) => this.holds(operand));
      case 'Fn::Or':
        return operands.some((operand) => this.holds(operand));
      default:
        throw new Error(`no such condition: ${name}`);
    }
  }
}

function word(node: Json): string {
  return typeof node === 'string' ? node : JSON.stringify(node);
}
