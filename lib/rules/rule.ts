import type { Catalog } from '../catalog/catalog';
import type { Doubt, Replacement, Severity, TemplateEdit } from '../finding';
import type { KnownImages } from '../images/judge-image';
import { spellProperties, type SpellingOf } from './advice/spelling';
import type { Demands } from '../policy/demands';
import type { Pointer } from '../base/json/json';
import type { DeclaredResources } from '../launch/sites/declared';
import type { Launch } from '../launch/launches';
import type { Origin } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import { Template } from '../template/template';

/** The names in a message's `{{...}}`. */
type Placeholders<Message extends string> = Message extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** Texts for every placeholder of a message, no more and no fewer. */
type Data<Message extends string> = [Placeholders<Message>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Placeholders<Message>, string>> };

/** The place of a finding. */
export interface Place {
  readonly path: string;
  readonly pointer: Pointer;
  /** The resource of the place, where `checkTemplate` reports about one. */
  readonly resource?: Resource;
}

/** A place of a launch, which may be another one than the rule checks. */
export interface CoveringPlace {
  readonly launch: Launch;
  readonly at: Place;
  /** The values that are replaced there. Default: those of the report. */
  readonly values?: readonly string[];
}

interface Report {
  readonly at: Place;
  /** The severity, if it differs from the rule's own. Notes keep it. On any other finding, a severity of the policy overrides it. */
  readonly severity?: Severity;
  /** The offending values; findings of one message at one path become one. */
  readonly values?: readonly string[];
  readonly origin?: Origin;
  /** See `Finding`. */
  readonly sharedBy?: string;
  readonly fix?: string;
  readonly replacements?: readonly Replacement[];
  /** The effect of deploying the change, if the values show more than the resource type: `stops and starts the instance`. */
  readonly change?: string;
  /** The changes of the fix, if they are mechanical. */
  readonly edits?: readonly TemplateEdit[];
  /** The place at which `instance-type` replaces the reported types. The report then counts only if that finding is accepted. */
  readonly coveredBy?: CoveringPlace | undefined;
}

/** Reports a finding. A message id or a placeholder the rule does not declare does not compile. */
export type ReportFinding<Messages extends Readonly<Record<string, string>>> = <Id extends keyof Messages & string>(
  messageId: Id,
  finding: Report & Data<Messages[Id]>,
) => void;

/** The data of rules beside the template. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly images: KnownImages;
  readonly demands: Demands;
  /** The declarations of the policy about one's own resource types. */
  readonly declared: DeclaredResources;
  /** Returns the author's spelling of values of a property. */
  readonly spellingOf: SpellingOf;
  /** The policy takes settings in the code of an app, in this package's language. Other policies are in `nitro.json`. */
  readonly policyIsInCode: boolean;
  /** Tells whether findings of another rule fail the check. A second finding about the same cause can then be omitted. */
  readonly fails: (rule: string) => boolean;
  /** Tells whether another rule reports anything. */
  readonly isOn: (rule: string) => boolean;
}

export interface RuleContext<Messages extends Readonly<Record<string, string>>> extends Knowledge {
  readonly report: ReportFinding<Messages>;
}

interface RuleMeta<Messages extends Readonly<Record<string, string>>> {
  /** The requirement, as a command: 'Require ...'. */
  readonly description: string;
  /** The severity without a setting of the policy. A rule that is `off` must be switched on. */
  readonly severity: Severity | 'off';
  /** By message id: the error, then the remedy; lower case, no full stop. `{{name}}` is filled from the report's data. */
  readonly messages: Messages;
  /** Messages about something that is in doubt, not known to be wrong. */
  readonly doubts?: { readonly [Id in keyof Messages]?: Doubt };
  readonly references: readonly string[];
}

interface RuleDefinition<Messages extends Readonly<Record<string, string>>> {
  /** The rule's id, and the name of its file and its page. */
  readonly name: string;
  readonly meta: RuleMeta<Messages>;
  /** Checks the launch of one resource. */
  readonly checkLaunch?: (launch: Launch, context: RuleContext<Messages>) => void;
  /** Checks a template as a whole. */
  readonly checkTemplate?: (template: Template, context: RuleContext<Messages>) => void;
}

type AnyMessages = Readonly<Record<string, string>>;

/** A report with its message filled in. */
export interface FilledReport extends Report {
  readonly messageId: string;
  readonly message: string;
}

/** The subject of a check by a rule. */
export type Subject = Launch | Template;

/** A rule as `check` runs it. */
export interface Rule {
  readonly name: string;
  readonly meta: RuleMeta<AnyMessages>;
  /** Creates the visitor that checks one subject after the other. */
  readonly create: (known: Knowledge, report: (filled: FilledReport, subject: Subject) => void) => RuleVisitor;
}

/** The checks of a rule, by subject. */
export interface RuleVisitor {
  readonly checkLaunch?: (launch: Launch) => void;
  readonly checkTemplate?: (template: Template) => void;
}

/** Defines a rule. The compiler checks its message ids and their placeholders. */
export function defineRule<const Messages extends AnyMessages>({ name, meta, checkLaunch, checkTemplate }: RuleDefinition<Messages>): Rule {
  return {
    name,
    meta,
    create: (known, report) => {
      let subject: Subject;
      // One context for all subjects: one for each of thousands of launches would dominate the allocations.
      const context: RuleContext<Messages> = {
        ...known,
        report: (messageId, { data, ...rest }) => {
          const message = fill(meta.messages[messageId] ?? messageId, data ?? {});
          report({ ...rest, ...inAuthorsWords(rest, subject, known), messageId, message }, subject);
        },
      };
      return {
        ...(checkLaunch !== undefined && {
          checkLaunch: (launch: Launch) => {
            subject = launch;
            checkLaunch(launch, context);
          },
        }),
        ...(checkTemplate !== undefined && {
          checkTemplate: (template: Template) => {
            subject = template;
            checkTemplate(template, context);
          },
        }),
      };
    },
  };
}

/** Spells the properties in a fix and its change as their author does. */
function inAuthorsWords({ fix, change }: Report, subject: Subject, { spellingOf }: Knowledge): Pick<Report, 'fix' | 'change'> {
  const spell = (text: string): string => (subject instanceof Template ? text : spellProperties(text, subject, spellingOf));
  return { ...(fix === undefined ? {} : { fix: spell(fix) }), ...(change === undefined ? {} : { change: spell(change) }) };
}

function fill(message: string, data: Readonly<Record<string, string>>): string {
  return message.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => data[name] ?? whole);
}
