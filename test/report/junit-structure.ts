import { DOMParser, type Element } from '@xmldom/xmldom';

interface Definition {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Undefined for an element that holds text. */
  readonly children?: readonly string[];
}

const message: Definition = { required: [], optional: ['type', 'message'] };

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  testsuites: { required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  skipped: message,
  error: message,
  failure: message,
  'system-out': { required: [], optional: [] },
  'system-err': { required: [], optional: [] },
};

/** Parses JUnit XML. Throws where it is not well formed, or has an element or attribute that the schema of Jenkins does not know. */
export function parseJunit(text: string): Element {
  const parser = new DOMParser({
    onError: (level, problem) => {
      // What XML forbids is replaced by that character.
      if (problem.startsWith('Unicode replacement character detected')) return;
      throw new Error(`${level}: ${problem}`);
    },
  });
  const root = parser.parseFromString(text, 'text/xml').documentElement;
  if (root?.tagName !== 'testsuites') throw new Error('the root is not testsuites');
  checkElement(root);
  return root;
}

export function elements(parent: Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagName(name));
}

function checkElement(element: Element): void {
  const definition = DEFINITIONS[element.tagName];
  if (definition === undefined) throw new Error(`there is no element ${element.tagName}`);
  const attributes = Array.from(element.attributes).map(({ name }) => name);
  const { required, optional, children } = definition;
  const missing = required.find((name) => !attributes.includes(name));
  const unknown = attributes.find((name) => !required.includes(name) && !optional.includes(name));
  if (missing !== undefined || unknown !== undefined)
    throw new Error(`${element.tagName}: ${String(missing)} missing, ${String(unknown)} unknown`);
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType !== child.ELEMENT_NODE) {
      if (children !== undefined && (child.nodeValue ?? '').trim() !== '') throw new Error(`${element.tagName} holds text`);
      continue;
    }
    if (children?.includes(child.nodeName) !== true) throw new Error(`${element.tagName} holds ${child.nodeName}`);
    checkElement(child as Element);
  }
}
