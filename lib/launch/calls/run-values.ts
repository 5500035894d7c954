import { HOLE } from '../../base/hole';
import { isList, isObject, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { jsonataIn, jsonataValue, pathValue } from './state-expressions';

/**
 * Returns the request that a state of Step Functions sends. Values that only a run knows become run-time values: JSONata (`{% ... %}`), and
 * JSONPath in members whose names end in `.$`. An expression of literals is computed.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function stateRequest(value: Json): Json {
  if (typeof value === 'string') {
    const expression = jsonataIn(value);
    return expression === undefined ? value : computed(jsonataValue(expression), value);
  }
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map(stateRequest);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (!key.endsWith('.$')) return [key, stateRequest(item)];
      return [key.slice(0, -2), typeof item === 'string' ? computed(pathValue(item), item) : inARun(key)];
    }),
  );
}

function computed(value: Json, expression: string): Json {
  const isOpen = typeof value === 'string' ? value.includes(HOLE) : JSON.stringify(value).includes(HOLE);
  return isOpen ? inARun(expression) : value;
}

function inARun(expression: string): Json {
  return runTimeValue([], `'${expression.slice(0, 80)}' is known only in a run of the state machine`);
}
