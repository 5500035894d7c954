/** The variable with which jsii names the language of an app: `Python/3.12.1`. Undefined for JavaScript and TypeScript. */
const AGENT = 'JSII_AGENT';

/** Tells whether the app is written in JavaScript or TypeScript. */
export function isInTypeScript(): boolean {
  return process.env[AGENT] === undefined;
}

/** Spells the name of a prop in the language of the app: `instance_type` in Python, `InstanceType` in C# and Go. */
export function inLanguage(prop: string): string {
  const agent = process.env[AGENT] ?? '';
  if (/^python/i.test(agent)) return prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (/^(?:dotnet|\.net|go)/i.test(agent)) return prop.replace(/(?:^|(?<=\.))[a-z]/g, (letter) => letter.toUpperCase());
  return prop;
}

/**
 * Returns the prop of an L1 class for a path of properties, as the generator of those classes names it: `Ebs/KmsKeyId` is `ebs.kmsKeyId`,
 * `CPUCredits` is `cpuCredits`. Positions in lists stay: `BlockDeviceMappings/0` is `blockDeviceMappings[0]`.
 */
export function camelCased(path: string): string {
  return path
    .split('/')
    .map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${camelCasedName(segment)}`))
    .join('')
    .replace(/^\./, '');
}

function camelCasedName(name: string): string {
  // A run of capitals is one word, up to the capital that begins the next word.
  const words = name.replace(/[A-Z]+(?=[A-Z][a-z]|\d|[^A-Za-z]|$)/g, (run) => run.charAt(0) + run.slice(1).toLowerCase());
  return words.charAt(0).toLowerCase() + words.slice(1);
}
