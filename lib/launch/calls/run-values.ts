import { isList, isObject, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';

/** A JSONata expression that is a text and nothing else. */
const JSONATA_TEXT = /^\{%\s*(["'])([^"'\\]*)\1\s*%\}$/;
const JSONATA = /^\{%.*%\}$/s;

/**
 * Returns what a state of Step Functions hands to a service, each value that only a run knows as such: JSONata (`{% ... %}`), and
 * in JSONPath the members whose names end in `.$`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function stateRequest(value: Json): Json {
  if (typeof value === 'string') {
    const [, , text] = JSONATA_TEXT.exec(value) ?? [];
    if (text !== undefined) return text;
    return JSONATA.test(value) ? inARun(value) : value;
  }
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map(stateRequest);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key.endsWith('.$') ? [key.slice(0, -2), inARun(typeof item === 'string' ? item : key)] : [key, stateRequest(item)],
    ),
  );
}

function inARun(expression: string): Json {
  return runTimeValue([], `'${expression.slice(0, 80)}' is known in a run of the state machine only`);
}
