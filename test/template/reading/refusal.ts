import { readTemplate } from '../../../lib/template/reading/read-template';
import { UnreadableTemplateError } from '../../../lib/base/json/unreadable-text-error';

/** "3:5 what is wrong" of a text that is refused; a text that is read, or fails in any other way, fails the test. */
export function refusal(text: string, name = 'template'): string {
  return refusalOf(() => readTemplate(text, name));
}

export function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UnreadableTemplateError)) throw error;
    expect(error.message).toMatch(/^(?:[a-z',"0-9]|JSON|CloudFormation|resource).*[^.]$/s);
    return error.line === undefined ? error.message : `${error.line}:${error.column} ${error.message}`;
  }
  throw new Error('it was read');
}
