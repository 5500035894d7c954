import type { Catalog } from '../catalog/catalog';
import type { Doubt, Severity } from '../finding';
import type { KnownImages } from '../images/judge-image';
import type { Demands } from '../policy/demands';
import type { Pointer } from '../base/json/json';
import type { Launch } from '../launch/launches';
import type { Origin } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import type { Template } from '../template/template';

/** The names in a message's `{{...}}`. */
type Placeholders<Message extends string> = Message extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** Texts for every placeholder of a message, no more and no fewer. */
type Data<Message extends string> = [Placeholders<Message>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Placeholders<Message>, string>> };

/** The place a finding is about. */
export interface Place {
  readonly path: string;
  readonly pointer: Pointer;
  /** Where a rule about the template finds something in one of its resources. */
  readonly resource?: Resource;
}

interface Report {
  readonly at: Place;
  /** Severity where it is not the rule's own. An `error` rule that a policy turns into a warning never reports more than that. */
  readonly severity?: Severity;
  /** The offending values; findings of one message at one path become one. */
  readonly values?: readonly string[];
  readonly origin?: Origin;
  readonly fix?: string;
}

/** Reports a finding. A message id or a placeholder the rule does not declare does not compile. */
export type ReportFinding<Messages extends Readonly<Record<string, string>>> = <Id extends keyof Messages & string>(
  messageId: Id,
  finding: Report & Data<Messages[Id]>,
) => void;

/** What rules judge templates by. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly images: KnownImages;
  readonly demands: Demands;
}

export interface RuleContext<Messages extends Readonly<Record<string, string>>> extends Knowledge {
  readonly report: ReportFinding<Messages>;
}

interface RuleMeta<Messages extends Readonly<Record<string, string>>> {
  /** What the rule requires, as a command: 'Require ...'. */
  readonly description: string;
  /** The severity where a policy sets none; `off` for a rule that has to be asked for. */
  readonly severity: Severity | 'off';
  /** By message id: lower case, no full stop, what is wrong and what to do; `{{name}}` is filled from the report's data. */
  readonly messages: Messages;
  /** The messages that are no verdict, and what they are in doubt about. */
  readonly doubts?: { readonly [Id in keyof Messages]?: Doubt };
  readonly references: readonly string[];
}

interface RuleDefinition<Messages extends Readonly<Record<string, string>>> {
  /** The rule's id, its file's name and its page's name. */
  readonly name: string;
  readonly meta: RuleMeta<Messages>;
  /** Judges what one resource launches. */
  readonly checkLaunch?: (launch: Launch, context: RuleContext<Messages>) => void;
  /** Judges a template as a whole. */
  readonly checkTemplate?: (template: Template, context: RuleContext<Messages>) => void;
}

type AnyMessages = Readonly<Record<string, string>>;

/** A report as the loop receives it. */
export interface RawReport extends Report {
  readonly messageId: string;
  readonly message: string;
}

/** What a rule judges at a time. */
export type Subject = Launch | Template;

/** A rule as the loop sees it: its messages are filled in already. */
export interface Rule {
  readonly name: string;
  readonly meta: RuleMeta<AnyMessages>;
  /** Makes what judges by the rule, one subject after the other. */
  readonly judge: (known: Knowledge, report: (raw: RawReport, subject: Subject) => void) => Judge;
}

export interface Judge {
  readonly checkLaunch?: (launch: Launch) => void;
  readonly checkTemplate?: (template: Template) => void;
}

/** Makes a rule. Its message ids and their placeholders are checked by the compiler. */
export function defineRule<const Messages extends AnyMessages>({ name, meta, checkLaunch, checkTemplate }: RuleDefinition<Messages>): Rule {
  return {
    name,
    meta,
    judge: (known, report) => {
      let subject: Subject;
      // One for everything: a context for each of thousands of launches would be most of what is allocated.
      const context: RuleContext<Messages> = {
        ...known,
        report: (messageId, { data, ...rest }) => {
          report({ ...rest, messageId, message: fill(meta.messages[messageId] ?? messageId, data ?? {}) }, subject);
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

function fill(message: string, data: Readonly<Record<string, string>>): string {
  return message.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => data[name] ?? whole);
}
