import type { Json, Pointer } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import type { NodePool } from '../node-pools/node-pool-manifests';
import type { LaunchResource } from '../sites';
import type { GivenType } from './given-types';

/** A place in a resource, and in the document. A place inside a text has a path that leads on into the text; its pointer ends at the text. */
export interface CarriedPlace {
  readonly path: string;
  readonly pointer: Pointer;
}

/** What a call, or another text in a resource, launches. */
export interface CarriedLaunch {
  /** What the call is called, for a message: `ec2:RunInstances`. */
  readonly title: string;
  readonly definition: LaunchResource;
  /** The request, in the words of the definition. */
  readonly properties: Json;
  readonly at: CarriedPlace;
  readonly when: Assumptions;
  /** It goes to a program whose use of it is unknown, so findings are warnings. */
  readonly isGiven?: true;
}

/** A template in a text, with the parameters that it is given. */
export interface CarriedTemplate {
  readonly template: Template;
  readonly at: CarriedPlace;
}

/** The reason why the launches of a resource are unknown. */
export type UndecidedKind =
  /** The text of calls cannot be read, or the call that it makes is not known. */
  | 'callUnreadable'
  /** Code in the template calls EC2. */
  | 'launchingCode'
  /** A call deploys a template that is not checked. */
  | 'calledTemplate'
  /** Values of a Helm chart read like the requirements of node pools. */
  | 'helmPools'
  /** A text gives an instance type to a program. It counts where the type runs on Xen, or is not known. */
  | 'programType'
  /** A resource type of one's own has properties that read like launch sites. */
  | 'ownType';

export interface Undecided {
  readonly kind: UndecidedKind;
  readonly at: CarriedPlace;
  readonly resource: Resource;
  /** What it is about, for the message. */
  readonly what: string;
  /** Why, as a clause. */
  readonly reason: string;
  readonly values?: readonly string[];
  /** For `helmPools`: the pool that the values describe. It counts where it admits Xen types. */
  readonly pool?: NodePool;
  /** It is told, but hardly ever launches: what most templates have of its kind calls something else. */
  readonly isNote?: true;
  /** For `programType` and `launchingCode`: the values that the text gives to programs. A Xen type among them says more than the action. */
  readonly given?: readonly GivenType[];
}

/** A resource that a call creates, in the words of CloudFormation. It counts where resources of its type carry calls. */
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
