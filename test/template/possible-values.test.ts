import fc from 'fast-check';
import { Assumptions } from '../../lib/template/values/assumptions';
import type { Json } from '../../lib/base/json/json';
import { scalarText } from '../../lib/template/values/outcome';
import { TemplateSet } from '../../lib/template/template-set';
import { type Assignment, FAILS, type Program, valueOf } from './interpreter';
import { runs } from '../property-runs';

const POOL = ['a', 'b', 'a,b', '', 'b-a'];
const PARAMETERS = ['P', 'Q', 'R'];

const { text, condition } = fc.letrec<{ text: Json; condition: Json; part: Json }>((tie) => {
  const literal = fc.constantFrom(...POOL);
  const parameter = fc.constantFrom(...PARAMETERS);
  const inner = tie('text');
  const either = fc.tuple(fc.oneof(fc.constantFrom('C0', 'C1'), tie('condition')), inner, inner);
  return {
    text: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literal,
      parameter.map((name) => ({ Ref: name })),
      fc.tuple(parameter, parameter).map(([one, other]) => ({ 'Fn::Sub': `\${${one}}-\${${other}}` })),
      inner.map((value) => ({ 'Fn::Sub': ['${P}${own}', { own: value }] })),
      fc.tuple(fc.constantFrom('', ',', '-'), fc.array(tie('part'), { maxLength: 3 })).map((argument) => ({ 'Fn::Join': argument })),
      fc.tuple(fc.constantFrom(0, '1'), inner).map(([index, value]) => ({ 'Fn::Select': [index, { 'Fn::Split': [',', value] }] })),
      fc.tuple(inner, fc.constantFrom('x', 'y')).map(([key, column]) => ({ 'Fn::FindInMap': ['M', key, column] })),
      fc.tuple(inner, inner).map(([key, value]) => ({ 'Fn::FindInMap': ['M', key, 'x', { DefaultValue: value }] })),
      either.map((argument) => ({ 'Fn::If': argument })),
    ),
    part: fc.oneof(
      inner,
      fc.tuple(fc.constantFrom('C0', 'C1'), inner).map(([name, value]) => ({ 'Fn::If': [name, value, { Ref: 'AWS::NoValue' }] })),
    ),
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.tuple(inner, inner).map((operands) => ({ 'Fn::Equals': operands })),
      fc.tuple(parameter, literal).map(([name, value]) => ({ 'Fn::Equals': [{ Ref: name }, value] })),
      tie('condition').map((operand) => ({ 'Fn::Not': [operand] })),
      fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((operands) => ({ 'Fn::And': operands })),
      fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((operands) => ({ 'Fn::Or': operands })),
    ),
  };
});

function mentions(condition: Json, ...names: readonly string[]): boolean {
  const text = JSON.stringify(condition);
  return names.some((name) => text.includes(`"${name}"`));
}

const named = fc.oneof({ weight: 4, arbitrary: condition }, { weight: 1, arbitrary: fc.constant({ Condition: 'C1' }) });
const row = fc.record({ x: fc.constantFrom(...POOL), y: fc.constantFrom(...POOL) });
const program: fc.Arbitrary<Program> = fc.record({
  parameters: fc.record(
    Object.fromEntries(PARAMETERS.map((name) => [name, fc.uniqueArray(fc.constantFrom(...POOL), { minLength: 1, maxLength: 3 })])),
  ),
  // Conditions that refer to themselves are another test's business.
  conditions: fc.record({ C0: named.filter((each) => !mentions(each, 'C0')), C1: condition.filter((each) => !mentions(each, 'C0', 'C1')) }),
  mapping: fc.dictionary(fc.constantFrom(...POOL), row, { maxKeys: 5 }),
  expression: text,
});

/** The possible values according to the engine. */
function possibleValues({ parameters, conditions, mapping, expression }: Program): readonly (string | undefined)[] {
  const template = {
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, { Type: 'String', AllowedValues: values }])),
    Conditions: conditions,
    Mappings: { M: mapping },
    Resources: {},
  };
  const [deployment] = new TemplateSet([{ id: 'template', template }], new Map()).deployments;
  const outcomes = deployment?.evaluator.evaluate(expression, undefined, Assumptions.NONE) ?? [];
  return outcomes.map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined));
}

/** The real values, tried with every value of every parameter. */
function actualValues(one: Program): readonly (string | typeof FAILS)[] {
  const assignments = PARAMETERS.reduce<readonly Assignment[]>(
    (sofar, name) => sofar.flatMap((assignment) => (one.parameters[name] ?? []).map((value) => ({ ...assignment, [name]: value }))),
    [{}],
  );
  return assignments.map((assignment) => valueOf(one, assignment));
}

test('the engine finds every value an expression may take, and no other', () => {
  fc.assert(
    fc.property(program, (one) => {
      const possible = new Set(possibleValues(one));
      const actual = new Set(actualValues(one));
      const values = [...actual].filter((value) => value !== FAILS);
      expect(values.filter((value) => !possible.has(value))).toEqual([]);
      expect(possible.size).toBeGreaterThan(0);
      // If a lookup fails, so does the deployment. The engine may then consider the values after it possible.
      if (!actual.has(FAILS)) expect([...possible].sort()).toEqual(values.sort());
    }),
    { numRuns: runs(3000) },
  );
});
