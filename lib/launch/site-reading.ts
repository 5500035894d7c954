import type { Pointer } from '../base/json/json';
import { Assumptions, isAlways } from '../template/values/assumptions';
import type { Origin, Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import type { Template } from '../template/template';
import type { Text } from '../template/values/texts/text';
import type { ImageWord, LaunchSite, SiteKind } from './sites';

/** One possible text of a boot script, with choices in place. */
export interface ScriptText {
  readonly text: Text;
  readonly origin: Origin;
}

/**
 * The outcomes of an expression, folded for sites of one kind and one service's word. An expression in many resources of a template is
 * folded once: their values share this object, and verdicts on its outcomes are kept by it. A kept verdict may depend only on the content
 * of this object.
 */
export class FoldedValue {
  public constructor(
    public readonly template: Template,
    public readonly kind: SiteKind,
    public readonly word: ImageWord | undefined,
    /** Known and unresolved outcomes. Absence is in `SiteReading.unset`. */
    public readonly outcomes: readonly Outcome[],
    /** The texts of a boot script, in addition to the outcomes. */
    public readonly texts: readonly ScriptText[] = [],
  ) {}
}

/**
 * Stands for the place of the expression at the beginning of a pointer: a folded value shared by several resources has a place in each. No
 * key of a template is this text.
 */
export const WHERE_IT_STANDS: Pointer = ['\0'];

/** A place in a resource. Its pointer is built when a finding or a message asks for it: few values have one. */
export class PlaceInResource {
  public constructor(
    private readonly resource: Pick<Resource, 'pointer'>,
    private readonly steps: readonly string[],
  ) {}

  public get pointer(): Pointer {
    return [...this.resource.pointer, ...this.steps];
  }
}

/** The value of one property at a launch site: its place and its outcomes. */
export class SiteValue {
  public constructor(
    public readonly site: LaunchSite,
    /** The path within the resource, without intrinsic functions: `Properties/InstanceTypes/1`. */
    public readonly path: string,
    private readonly place: Pointer | PlaceInResource,
    public readonly folded: FoldedValue,
  ) {}

  /** The place in the document, as written. */
  public get pointer(): Pointer {
    return this.place instanceof PlaceInResource ? this.place.pointer : this.place;
  }

  public get outcomes(): readonly Outcome[] {
    return this.folded.outcomes;
  }

  /** Returns the place of an outcome in the document. */
  public writtenAt(pointer: Pointer): Pointer {
    return pointer[0] === WHERE_IT_STANDS[0] ? [...this.pointer, ...pointer.slice(1)] : pointer;
  }

  public get texts(): readonly ScriptText[] {
    return this.folded.texts;
  }

  /** Returns the value with other outcomes in the same place. It shares no verdict with the original. */
  public withOutcomes(outcomes: readonly Outcome[]): SiteValue {
    const { template, kind, word } = this.folded;
    return new SiteValue(this.site, this.path, this.place, new FoldedValue(template, kind, word, outcomes));
  }
}

/** A list element, on the path to a launch site, that leaves the site unset. */
export interface UnsetElement {
  /** The part of the site's path that leads to the element: `LaunchTemplateConfigs.[]`. */
  readonly sitePath: string;
  readonly path: string;
  readonly pointer: Pointer;
  /** The cases in which the element leaves the site unset. */
  readonly cases: readonly Assumptions[];
}

const NO_VALUES: readonly SiteValue[] = [];
const NO_ELEMENTS: readonly UnsetElement[] = [];

/** The values of a resource at a launch site, and the cases in which it is unset. */
export class SiteReading {
  /** Returns the reading of a site that is unset in each of the cases. */
  public static unset(cases: readonly Assumptions[]): SiteReading {
    return isAlways(cases) ? SiteReading.ALWAYS_UNSET : new SiteReading(NO_VALUES, cases);
  }

  /** Returns the reading of a site that has one value, in every case but these. */
  public static of(value: SiteValue, unset: readonly Assumptions[]): SiteReading {
    return new SiteReading(Array.of(value), unset);
  }

  /** Shared: most sites of most resources are unset. */
  private static readonly ALWAYS_UNSET = new SiteReading(NO_VALUES, Assumptions.ALWAYS);

  public constructor(
    public readonly values: readonly SiteValue[],
    /** The cases in which nothing in the resource sets the site. */
    public readonly unset: readonly Assumptions[],
    public readonly unsetElements: readonly UnsetElement[] = NO_ELEMENTS,
  ) {}
}
