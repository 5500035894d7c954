/** Tells whether a text switches a property on that takes a boolean. CloudFormation takes `true`, as a boolean or a text, in any case. */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}
