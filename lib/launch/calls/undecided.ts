import type { Template } from '../../template/template';
import type { DeclaredResources } from '../sites/declared';
import { carriedBy } from './carriers';
import type { Undecided } from './carried';
import { undeclaredTypes } from './own-types';

/** Returns the undecided launches of a template by calls, code and resource types of one's own. */
export function undecidedLaunches(template: Template, declared: DeclaredResources): readonly Undecided[] {
  const carried = [...carriedBy(template).values()].flatMap(({ undecided }) => undecided);
  return [...carried, ...undeclaredTypes(template, declared)];
}
