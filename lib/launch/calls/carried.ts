import type { Json, Pointer } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import type { NodePool } from '../node-pools/node-pool-manifests';
import type { LaunchResource } from '../sites';
import type { GivenType } from './given-types';

/**
 * A place in a resource and in the document. For a place inside a text, the path continues into the text, and the pointer ends at the text.
 */
export interface CarriedPlace {
  readonly path: string;
  readonly pointer: Pointer;
}

/** A launch by a call, or by another text in a resource. */
export interface CarriedLaunch {
  /** The name of the call in a message: `ec2:RunInstances`. */
  readonly title: string;
  readonly definition: LaunchResource;
  /** The request, with the property names of the definition. */
  readonly properties: Json;
  readonly at: CarriedPlace;
  readonly when: Assumptions;
  /** The request goes to a program whose use of it is unknown. Findings are warnings. */
  readonly isGiven?: true;
}

/** A template in a text, with its parameters filled in. */
export interface CarriedTemplate {
  readonly template: Template;
  readonly at: CarriedPlace;
}

/** The reason why the launches of a resource are unknown. */
export type UndecidedKind =
  /** The text of a call cannot be read, or its service and action are unknown. */
  | 'callUnreadable'
  /** Code in the template calls EC2. */
  | 'launchingCode'
  /** A call deploys a template that is not checked. */
  | 'calledTemplate'
  /** Values of a Helm chart look like the requirements of node pools. */
  | 'helmPools'
  /** A text gives an instance type to a program. It counts if the type runs on Xen or is unknown. */
  | 'programType'
  /** A resource type of one's own has properties that look like launch sites. */
  | 'ownType';

export interface Undecided {
  readonly kind: UndecidedKind;
  readonly at: CarriedPlace;
  readonly resource: Resource;
  /** The subject of the message. */
  readonly what: string;
  /** The reason, as a clause. */
  readonly reason: string;
  readonly values?: readonly string[];
  /** For `helmPools`: the pool that the values describe. It counts if it admits Xen types. */
  readonly pool?: NodePool;
  /** Most texts of this kind call something else, so the finding is a note. */
  readonly isNote?: true;
  /**
   * For `programType` and `launchingCode`: the values that the text gives to programs. A Xen type among them is reported instead of the
   * action.
   */
  readonly given?: readonly GivenType[];
}

/** A resource that a call creates, with CloudFormation's property names. It counts if resources of its type carry calls. */
export interface CarriedResource {
  readonly type: string;
  readonly properties: Json;
  readonly at: CarriedPlace;
}

/** What a resource carries beside its own launch sites. */
export interface Carried {
  readonly launches: readonly CarriedLaunch[];
  readonly templates: readonly CarriedTemplate[];
  readonly undecided: readonly Undecided[];
  readonly resources: readonly CarriedResource[];
}

export const CARRIES_NOTHING: Carried = { launches: [], templates: [], undecided: [], resources: [] };

export function carriedTogether(all: readonly Carried[]): Carried {
  const carrying = all.filter((each) => each !== CARRIES_NOTHING);
  const [only] = carrying;
  if (carrying.length <= 1) return only ?? CARRIES_NOTHING;
  return {
    launches: carrying.flatMap(({ launches }) => launches),
    templates: carrying.flatMap(({ templates }) => templates),
    undecided: carrying.flatMap(({ undecided }) => undecided),
    resources: carrying.flatMap(({ resources }) => resources),
  };
}
