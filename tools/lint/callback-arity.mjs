/** How much of what an array method hands to its callback is meant for it, by the method's name: the value, or the two to be compared or combined. */
const MEANT = new Map([
  ...['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'from', 'map', 'some'].map((name) => [
    name,
    1,
  ]),
  ...['reduce', 'reduceRight', 'sort', 'toSorted'].map((name) => [name, 2]),
]);

/**
 * Array methods hand their callbacks the index and the array as well, and a function that is passed by name takes them for
 * parameters of its own where it has any: `numbers.reduce(Math.min)` is NaN, `texts.map(Number.parseInt)` hardly ever right.
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Require functions that are passed by name to array methods to take no more than is meant for them' },
    messages: {
      tooMany: "'{{name}}' takes more than what '{{method}}' has for it, and gets index and array as well: write an arrow function",
    },
    schema: [],
  },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    return {
      CallExpression({ callee, arguments: given }) {
        const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
        const meant = MEANT.get(method);
        const callback = given[method === 'from' ? 1 : 0];
        if (meant === undefined || (callback?.type !== 'Identifier' && callback?.type !== 'MemberExpression')) return;
        if (signaturesOf(getTypeAtLocation(callback)).every((signature) => takes(signature) <= meant)) return;
        context.report({ node: callback, messageId: 'tooMany', data: { name: context.sourceCode.getText(callback), method } });
      },
    };
  },
};

function signaturesOf(type) {
  return type.isUnion() ? type.types.flatMap(signaturesOf) : type.getCallSignatures();
}

/** Optional parameters included, and any number for a rest parameter. */
function takes({ parameters }) {
  return parameters.some(({ valueDeclaration }) => valueDeclaration?.dotDotDotToken !== undefined) ? Infinity : parameters.length;
}
