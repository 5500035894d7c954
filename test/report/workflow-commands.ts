export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line of a log as the runner of GitHub Actions does; undefined for one that is no command. */
export function readCommand(line: string): WorkflowCommand | undefined {
  const [, name, properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = properties.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2));
  return {
    name,
    properties: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, unescape(value)])),
    message: unescape(message),
  };
}

function unescape(text: string): string {
  const characters = new Map([
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ]);
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (escaped) => characters.get(escaped) ?? escaped);
}
