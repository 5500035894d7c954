import { DEEPEST } from '../../../base/json/limits';
import { CORE_TAG, type TagMeaning, type YamlDialect } from '../../../base/yaml/dialect';
import { longForm, longFormArgument, similarTag } from './short-forms';

/** YAML as CloudFormation reads it: tags are short forms of intrinsic functions. */
export const CLOUDFORMATION: YamlDialect = {
  meaningOf(tag: string): TagMeaning {
    const name = longForm(tag);
    if (name !== undefined) return { kind: 'function', name, argument: (written) => longFormArgument(name, written) };
    const written = tag.startsWith(CORE_TAG) ? `!!${tag.slice(CORE_TAG.length)}` : tag;
    const similar = similarTag(tag);
    return {
      kind: 'unknown',
      message: `CloudFormation knows no tag '${written}': ${similar === undefined ? 'write a function it knows, or quote the text' : `write '${similar}'`}`,
    };
  },
  lastKeyCounts: false,
  messages: {
    empty: 'the file is empty: write a template with Resources',
    secondDocument: 'a second document begins here: keep one template in a file',
    tooDeep: `nested more than ${DEEPEST} levels deep: CloudFormation does not accept that, write it flatter`,
  },
};
