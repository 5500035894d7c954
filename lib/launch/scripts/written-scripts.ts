import { HOLE } from '../../base/hole';
import { intrinsicName } from '../../template/values/evaluation';
import { isList, isObject, member, type Json } from '../../base/json/json';
import type { LaunchResource, LaunchSite } from '../sites';
import type { Launch } from '../launches';
import { isPseudoParameter } from '../../template/values/parameters';
import { plainNode } from '../plain-reading';
import type { Template } from '../../template/template';
import { mayShowHabit } from '../../user-data/habits/may-show-habit';

/** Begins like a script: other formats have parts of their own, which may be encoded or broken. */
const IS_SCRIPT = /^\s*#!/;
/** A script that carries another one in a form that does not show it, or is none; one with a command that is not known. */
const HIDES_SCRIPTS = new RegExp(String.raw`base64|b64|gzip|[\0-\x08\x0e-\x1f]|\{\{resolve:|^[ \t]*${HOLE}`, 'im');
/** Characters. What is larger is looked at as a whole, and may be too large. */
const LARGEST = 100_000;

const scriptSites = new WeakMap<LaunchResource, readonly LaunchSite[]>();

/**
 * Whether what a launch runs at boot may show a habit, told from the template as it is written. Most scripts are written out,
 * or joined with references that hold no part of them, and show at once that they do not: those need not be folded. True for
 * whatever is not such a script, which may be something that cannot be read.
 */
export function mayBootWithHabits({ definition, resource, template }: Launch): boolean {
  let sites = scriptSites.get(definition);
  if (sites === undefined) {
    sites = definition.sites.filter(({ kind }) => kind === 'user-data' || kind.startsWith('cfn-init-'));
    scriptSites.set(definition, sites);
  }
  return sites.some((site) => {
    const plain = plainNode(resource, site);
    if (plain === 'unset') return false;
    const script = plain === undefined || site.kind !== 'user-data' ? undefined : encodedText(plain.node, template);
    return script === undefined || !IS_SCRIPT.test(script) || script.length > LARGEST || mayShowHabit(script) || HIDES_SCRIPTS.test(script);
  });
}

/** The argument of `Fn::Base64`, as `writtenText` has it. What is encoded already hides itself. */
function encodedText(node: Json, template: Template): string | undefined {
  const argument = intrinsicName(node) === 'Fn::Base64' && isObject(node) ? member(node, 'Fn::Base64') : undefined;
  return argument === undefined ? undefined : writtenText(argument, template);
}

/** A text with holes for references to what the deployment creates; undefined where folding may find more in it. */
function writtenText(node: Json, template: Template): string | undefined {
  if (typeof node === 'string') return node;
  if (!isObject(node)) return undefined;
  switch (intrinsicName(node)) {
    case 'Ref':
      return isCreated(member(node, 'Ref'), template) ? HOLE : undefined;
    case 'Fn::GetAtt':
      return isAttribute(member(node, 'Fn::GetAtt')) ? HOLE : undefined;
    case 'Fn::Join':
      return joinedText(member(node, 'Fn::Join'), template);
    case 'Fn::Sub':
      return substitutedText(member(node, 'Fn::Sub'), template);
    default:
      return undefined;
  }
}

function joinedText(argument: Json | undefined, template: Template): string | undefined {
  const [delimiter, parts] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !isList(parts)) return undefined;
  let text = '';
  for (const part of parts) {
    const written = writtenText(part, template);
    if (written === undefined) return undefined;
    text += text === '' ? written : delimiter + written;
  }
  return text;
}

function substitutedText(text: Json | undefined, template: Template): string | undefined {
  if (typeof text !== 'string') return undefined;
  const names = [...text.matchAll(/\$\{([^!${}][^${}]*)\}/g)].map(([, name = '']) => name.trim());
  return names.every((name) => (name.includes('.') ? isAttribute(name) : isCreated(name, template)))
    ? text.replace(/\$\{[^!${}][^${}]*\}/g, HOLE)
    : undefined;
}

/** A pseudo parameter or a resource: not one of the parameters, whose values may be parts of the script. */
function isCreated(name: Json | undefined, template: Template): boolean {
  if (typeof name !== 'string' || name === 'AWS::NoValue') return false;
  return isPseudoParameter(name) || (template.parameter(name) === undefined && template.declares(name));
}

/** An attribute that only the deployment knows: not an output of a nested stack, nor what a parameter of Systems Manager holds. */
function isAttribute(argument: Json | undefined): boolean {
  const [logicalId, attribute] = isList(argument) ? argument : typeof argument === 'string' ? argument.split(/\.(.*)/s) : [];
  return typeof logicalId === 'string' && typeof attribute === 'string' && attribute !== 'Value' && !attribute.startsWith('Outputs');
}
