import { HOLE } from '../base/hole';
import { isList, isObject, member, type Json } from '../base/json/json';
import type { Template } from '../template/template';
import { intrinsicName } from '../template/values/evaluation';
import { isPseudoParameter } from '../template/values/parameters';

/** Returns a text with holes for references to resources and pseudo parameters; undefined if folding may find more. */
export function textAsWritten(node: Json, template: Template): string | undefined {
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
    const written = textAsWritten(part, template);
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

/** Tells whether a name is a pseudo parameter or a resource. The values of a parameter may be parts of the text. */
function isCreated(name: Json | undefined, template: Template): boolean {
  if (typeof name !== 'string' || name === 'AWS::NoValue') return false;
  return isPseudoParameter(name) || (template.parameter(name) === undefined && template.declares(name));
}

/**
 * Tells whether only the deployment knows an attribute. It is neither an output of a nested stack nor the value of a Parameter Store
 * parameter.
 */
function isAttribute(argument: Json | undefined): boolean {
  const [logicalId, attribute] = isList(argument) ? argument : typeof argument === 'string' ? argument.split(/\.(.*)/s) : [];
  return typeof logicalId === 'string' && typeof attribute === 'string' && attribute !== 'Value' && !attribute.startsWith('Outputs');
}
