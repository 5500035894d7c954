import type { ShellCommand } from './command';
import { commandWords } from './command-words';
import { outputVariable } from './function';

/** A variable with the machine's own name. */
const HOLDS_NAME = /^(\w+)=(?:[\w.-]+@)?(?:\$\{?HOSTNAME\}?|localhost|127\.0\.0\.1)$/;
const HOLDS_ANSWER = /^(\w+)=["']?(?:[\w.-]+@)?\$\(\s*\)["']?$/;
const IS_COPY = /^(\w+)=\$\{?(\w+)\}?$/;
const HOST = /^([\w.-]+@)?(?:\$\{?(\w+)\}?|\$\(\s*\))$/;

/** The ends of IMDS URLs with the machine's own address, and services that return it. */
const OWN_ADDRESS =
  /\/(?:(?:local|public)-(?:ipv4s?|hostname)|hostname|ipv6)\/?["']?$|\b(?:checkip\.amazonaws\.com|ifconfig\.me|icanhazip\.com|ipinfo\.io\/ip|api\.ipify\.org)\b/;
const OPTION_OF_METADATA = /^(?:-[ohvp]|--(?:local|public)-(?:ipv4|hostname))$/;

/** Tracks the names of this machine: `h=$(hostname)`, `ip=$(curl http://169.254.169.254/latest/meta-data/local-ipv4)`. */
export class MachineNames {
  private readonly variables = new Set<string>();
  private readonly functions = new Set<string>();
  private readonly takers = new Set<ShellCommand>();

  /** Takes a command. If `ssh` names this machine, the name becomes `localhost`. */
  public take(command: ShellCommand): void {
    const { words, assignments, takenBy, inFunction } = command;
    if (this.asksForItself(command)) {
      if (takenBy !== undefined) this.takers.add(takenBy);
      else if (inFunction !== undefined) {
        this.functions.add(inFunction.name);
        this.variables.add(outputVariable(inFunction.name));
      }
    }
    const isTaker = this.takers.has(command);
    for (const { text } of [...words, ...assignments]) {
      const [, name] = HOLDS_NAME.exec(text) ?? (isTaker ? HOLDS_ANSWER.exec(text) : undefined) ?? [];
      if (name !== undefined) this.variables.add(name);
      const [, copy, original = ''] = IS_COPY.exec(text) ?? [];
      if (copy !== undefined && this.variables.has(original)) this.variables.add(copy);
    }
    if ((this.variables.size === 0 && !isTaker) || !words.some(({ text }) => text === 'ssh')) return;
    for (const [index, word] of words.entries()) {
      const [host, user = '', name] = HOST.exec(word.text) ?? [];
      if (host === undefined || (name === undefined ? !isTaker : !this.variables.has(name))) continue;
      words[index] = { ...word, text: `${user}localhost` };
    }
  }

  private asksForItself({ words, takenBy, inFunction }: ShellCommand): boolean {
    if (takenBy === undefined && inFunction === undefined) return false;
    const { program, rest } = commandWords(words);
    switch (program) {
      case 'curl':
      case 'wget':
      case 'http':
        return rest.some(({ text }) => OWN_ADDRESS.test(text));
      case 'ec2-metadata':
      case 'ec2metadata':
        return rest.some(({ text }) => OPTION_OF_METADATA.test(text));
      case 'hostname':
      case 'hostnamectl':
      case 'ifconfig':
        return true;
      case 'ip':
        return rest.some(({ text }) => /^(?:a|addr|address|get)$/.test(text));
      default:
        return this.functions.has(program);
    }
  }
}
