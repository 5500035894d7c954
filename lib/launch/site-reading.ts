import type { Pointer } from '../base/json/json';
import type { Assumptions } from '../template/values/assumptions';
import type { Origin, Outcome } from '../template/values/outcome';
import type { Template } from '../template/template';
import type { Text } from '../template/values/texts/text';
import type { ImageWord, LaunchSite, SiteKind } from './sites';

/** One text that a boot script may be, with choices in place. */
export interface ScriptText {
  readonly text: Text;
  readonly origin: Origin;
}

/**
 * The outcomes of an expression, folded for sites of one kind and one service's word. An expression that stands in many resources
 * of a template is folded once: their values share this object, and verdicts on its outcomes are kept by it. A verdict kept so
 * may depend on what this object holds and on nothing else.
 */
export class FoldedValue {
  public constructor(
    public readonly template: Template,
    public readonly kind: SiteKind,
    public readonly word: ImageWord | undefined,
    /** Known and unresolved outcomes. Absence is in `SiteReading.unset`. */
    public readonly outcomes: readonly Outcome[],
    /** What functions make of a boot script, beside the outcomes. */
    public readonly texts: readonly ScriptText[] = [],
  ) {}
}

/** What one property at a launch site may turn out to be: its place and its outcomes. */
export class SiteValue {
  public constructor(
    public readonly site: LaunchSite,
    /** Within the resource, intrinsic functions left out: `Properties/InstanceTypes/1`. */
    public readonly path: string,
    /** Within the document, as it is written. */
    public readonly pointer: Pointer,
    public readonly folded: FoldedValue,
  ) {}

  public get outcomes(): readonly Outcome[] {
    return this.folded.outcomes;
  }

  public get texts(): readonly ScriptText[] {
    return this.folded.texts;
  }

  /** Returns the value with other outcomes at the same place. It shares no verdict with the original. */
  public withOutcomes(outcomes: readonly Outcome[]): SiteValue {
    const { template, kind, word } = this.folded;
    return new SiteValue(this.site, this.path, this.pointer, new FoldedValue(template, kind, word, outcomes));
  }
}

/** A list element on the way to a launch site in which the site is unset. */
export interface UnsetElement {
  /** The part of the site's path that leads to the element: `LaunchTemplateConfigs.[]`. */
  readonly sitePath: string;
  readonly path: string;
  readonly pointer: Pointer;
  /** The cases in which the element leaves the site unset. */
  readonly cases: readonly Assumptions[];
}

/** What a resource has at a launch site. */
export interface SiteReading {
  readonly values: readonly SiteValue[];
  /** The cases in which nothing in the resource sets the site. */
  readonly unset: readonly Assumptions[];
  readonly unsetElements: readonly UnsetElement[];
}
