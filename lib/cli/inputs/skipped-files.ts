import { isList, isObject, member, type Json } from '../../base/json/json';

/** Names of files that a search does not take for templates, although people keep templates in such files. */
export const UNUSUAL_TEMPLATE_FILE =
  /\.(?:txt|tmpl|temp|tpl|j2|jinja2?|ejs|hbs|mustache|cfn|cform|cloudformation|jsonc|json5|ya?ml-\w+|json-\w+)$/i;

/** `Resources:` or `"Resources":` at the start of a line, or after `{` or `,`; and a resource type of AWS. */
const RESOURCES = /(?:^|[{,])[ \t]*(["']?)Resources\1[ \t]*:/m;
const RESOURCE_TYPE = /(["']?)Type\1[ \t]*:[ \t]*["']?(?:AWS|Custom|Alexa)::/;

/** Tells whether a text that is not read as a template looks like one. */
export function looksLikeTemplate(text: string): boolean {
  return RESOURCES.test(text) && RESOURCE_TYPE.test(text);
}

/** Tells whether a document that is not a template holds the resources of one further inside, as `serverless.yml` does. */
export function holdsResources(document: Json): boolean {
  const pending: Json[] = [document];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isObject(next) && isResources(member(next, 'Resources'))) return true;
    if (isObject(next) || isList(next)) pending.push(...Object.values<Json>(next));
  }
  return false;
}

function isResources(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return Object.values(value).some((resource) => {
    const type = isObject(resource) ? member(resource, 'Type') : undefined;
    return typeof type === 'string' && type.includes('::');
  });
}
