/** Tells whether a text switches on a boolean property. CloudFormation accepts `true` as a boolean or a text, in upper or lower case. */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}
