import { isList, isObject, type Json } from '../../../base/json/json';
import type { Assumptions } from '../../../template/values/assumptions';
import { intrinsicName } from '../../../template/values/evaluation';
import type { Resource } from '../../../template/resource';
import type { Template } from '../../../template/template';
import { decode } from '../../../user-data/decoding';
import { quoteWords } from '../../../user-data/scripts/quote';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace, type Undecided } from '../carried';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from '../written-nodes';
import { isTooDeep, readWrittenText } from '../written-text';
import { scriptLaunches } from './script-launches';

/** The form of a script or command in a property. */
type ScriptForm =
  /** Code in a programming language. */
  | 'code'
  /** A script as text, as a list of lines, or as base64. */
  | 'shell'
  /** The words of one command. */
  | 'words'
  /** A YAML or JSON document with commands. */
  | 'document';

/** The properties with scripts, code and commands. */
const SCRIPTS: ReadonlyMap<string, readonly (readonly [path: string, form: ScriptForm])[]> = new Map<
  string,
  readonly (readonly [path: string, form: ScriptForm])[]
>([
  ['AWS::Lambda::Function', [['Code.ZipFile', 'code']]],
  ['AWS::Serverless::Function', [['InlineCode', 'code']]],
  ['AWS::Synthetics::Canary', [['Code.Script', 'code']]],
  // The requests to an HTTP data source.
  ...['AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration'].map((type): [string, readonly (readonly [string, ScriptForm])[]] => [
    type,
    [
      ['Code', 'code'],
      ['RequestMappingTemplate', 'code'],
    ],
  ]),
  [
    'AWS::CodeBuild::Project',
    [
      ['Source.BuildSpec', 'document'],
      ['SecondarySources.[].BuildSpec', 'document'],
    ],
  ],
  ['AWS::Amplify::App', [['BuildSpec', 'document']]],
  ['AWS::Amplify::Branch', [['BuildSpec', 'document']]],
  ['AWS::ImageBuilder::Component', [['Data', 'document']]],
  ['AWS::ImageBuilder::Workflow', [['Data', 'document']]],
  ['AWS::SSM::Association', [['Parameters', 'document']]],
  ['AWS::EC2::Instance', [['SsmAssociations.[].AssociationParameters.[].Value', 'shell']]],
  [
    'AWS::SSM::MaintenanceWindowTask',
    [
      ['TaskInvocationParameters.MaintenanceWindowRunCommandParameters.Parameters', 'document'],
      ['TaskInvocationParameters.MaintenanceWindowAutomationParameters.Parameters', 'document'],
      ['TaskInvocationParameters.MaintenanceWindowStepFunctionsParameters', 'document'],
      ['TaskInvocationParameters.MaintenanceWindowLambdaParameters.Payload', 'shell'],
      ['TaskParameters', 'document'],
    ],
  ],
  ['AWS::ECS::TaskDefinition', [['ContainerDefinitions.[].Command', 'words']]],
  [
    'AWS::Batch::JobDefinition',
    [
      ['ContainerProperties.Command', 'words'],
      ['EcsProperties.TaskProperties.[].Containers.[].Command', 'words'],
      ['EksProperties.PodProperties.Containers.[].Command', 'words'],
      ['EksProperties.PodProperties.Containers.[].Args', 'words'],
      ['EksProperties.PodProperties.InitContainers.[].Args', 'words'],
      ['NodeProperties.NodeRangeProperties.[].Container.Command', 'words'],
    ],
  ],
  [
    'AWS::EMR::Cluster',
    [
      ['Steps.[].HadoopJarStep.Args', 'words'],
      ['BootstrapActions.[].ScriptBootstrapAction.Args', 'words'],
    ],
  ],
  ['AWS::DataPipeline::Pipeline', [['PipelineObjects.[].Fields.[].StringValue', 'shell']]],
  ['AWS::EMR::Step', [['HadoopJarStep.Args', 'words']]],
  [
    'AWS::SageMaker::NotebookInstanceLifecycleConfig',
    [
      ['OnCreate.[].Content', 'shell'],
      ['OnStart.[].Content', 'shell'],
    ],
  ],
  ['AWS::SageMaker::StudioLifecycleConfig', [['StudioLifecycleConfigContent', 'shell']]],
  [
    'AWS::AppRunner::Service',
    [
      ['SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.BuildCommand', 'shell'],
      ['SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.StartCommand', 'shell'],
      ['SourceConfiguration.ImageRepository.ImageConfiguration.StartCommand', 'shell'],
    ],
  ],
  ['AWS::GreengrassV2::ComponentVersion', [['InlineRecipe', 'document']]],
  ['AWS::Lightsail::Instance', [['UserData', 'shell']]],
  ['AWS::CodePipeline::Pipeline', [['Stages.[].Actions.[].Commands', 'shell']]],
]);

export const SCRIPT_TYPES: readonly string[] = [...SCRIPTS.keys()];

/** Reads the launches in a resource's scripts, code and commands, if the text shows them. */
export function scriptCalls(resource: Resource, template: Template): Carried {
  const rows = SCRIPTS.get(resource.type) ?? [];
  return carriedTogether(
    rows.flatMap(([path, form]) =>
      writtenNodes(resource, template, path).map((written) => launchedByScript(written, form, resource, template)),
    ),
  );
}

function launchedByScript(written: WrittenNode, form: ScriptForm, resource: Resource, template: Template): Carried {
  const { path, pointer, when } = written;
  const texts = form === 'words' ? commandTexts(written, template) : scriptTexts(written, form, template);
  return launchedByTexts(texts, form !== 'code', { path, pointer }, when, resource, template);
}

/** Reads the texts of one script in its cases. */
export function launchedByTexts(
  texts: readonly string[],
  isShell: boolean,
  at: CarriedPlace,
  when: Assumptions,
  resource: Resource,
  template: Template,
): Carried {
  const readings = texts.map((text) => scriptLaunches(text, isShell, { at, when, resource, template }));
  const actions = [...new Set(readings.flatMap((each) => each.actions))];
  const given = [...new Map(readings.flatMap((each) => each.given).map((each) => [`${each.key} ${each.type}`, each])).values()];
  const carried = carriedTogether(readings.map((each) => each.carried));
  if (actions.length === 0 && given.length === 0) return carried;
  const reason = 'its launches are not followed';
  const what = actions.map((word) => `'${word}'`).join(', ');
  const undecided: Undecided =
    actions.length > 0
      ? { kind: 'launchingCode', at, resource, what, reason, values: actions, given }
      : { kind: 'programType', at, resource, what: 'the code', reason, given };
  return carriedTogether([carried, { ...CARRIES_NOTHING, undecided: [undecided] }]);
}

function scriptTexts({ node, when }: WrittenNode, form: ScriptForm, template: Template): readonly string[] {
  if (form === 'document') {
    const isWritten = (isObject(node) || isList(node)) && intrinsicName(node) === undefined;
    const read = isWritten ? [{ when, value: node }] : readWrittenText(node, template, when, { syntax: 'json-or-yaml' });
    const texts = read.flatMap(({ value, when: inCase }) =>
      isObject(value) || isList(value) ? documentTexts(value, template, inCase) : [],
    );
    if (texts.length > 0) return texts;
  } else if (isList(node)) return documentTexts(node, template, when);
  const texts = textsOf(node, template, when);
  if (texts.length === 0 || texts.every((text) => text === '')) return [writtenText(node)];
  return form === 'shell' ? texts.map((text) => decode(text).text ?? text) : texts;
}

/** Returns an expression in its written form, if it cannot be read. */
function writtenText(node: Json): string {
  return isTooDeep(node) ? '' : JSON.stringify(node).replaceAll('\\n', '\n');
}

/** Returns the commands of a document as scripts. Each value of a part is in one of them. A setting becomes a variable. */
export function documentTexts(document: Json, template: Template, when: Assumptions): readonly string[] {
  if (isTooDeep(document)) return [];
  const lines: (readonly string[])[] = [];
  const add = (node: Json, key: string): void => {
    if (isList(node) && node.every((item) => typeof item === 'string' || intrinsicName(item) !== undefined)) {
      const words = node.map((item) => textsOf(item, template, when));
      const isPlain = words.every((texts) => texts.every((text) => !/\s/.test(text)));
      for (const texts of words) lines.push(isPlain ? texts.map((text) => setting(key, text)) : texts);
    } else if (isList(node)) for (const item of node) add(item, key);
    else if (isObject(node) && intrinsicName(node) === undefined) for (const [name, item] of Object.entries(node)) add(item, name);
    else lines.push(textsOf(node, template, when).map((text) => (/\s/.test(text) ? text : setting(key, text))));
  };
  add(document, '');
  return inTurns(lines).map((texts) => texts.join('\n'));
}

function setting(key: string, text: string): string {
  return /^\w+$/.test(key) ? `${key}=${text}` : text;
}

/** Returns the text of a command that is a list of words. The runner may add words of its own before them. */
function commandTexts({ node, when, holder }: WrittenNode, template: Template): readonly string[] {
  const entry = memberOf(holder, 'EntryPoint');
  const words = [...wordsIn(entry, template, when), ...wordsIn(node, template, when)];
  const [only] = words;
  // A runner of one word with blanks is a shell.
  if (words.length === 1 && only !== undefined) return only;
  return inTurns(words).map(quoteWords);
}

function wordsIn(node: Json | undefined, template: Template, when: Assumptions): readonly (readonly string[])[] {
  if (node === undefined) return [];
  if (isList(node)) return node.map((item) => textsOf(item, template, when));
  const lists = template.evaluator.evaluate(node, undefined, when).flatMap((outcome) => (outcome.kind === 'known' ? [outcome.value] : []));
  const [first] = lists;
  return isList(first) && intrinsicName(node) !== undefined
    ? first.map((item) => textsOf(item, template, when))
    : [textsOf(node, template, when)];
}

/** Returns rows with every value of each part at least once. The longest list sets their number. */
function inTurns(parts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const given = parts.filter((texts) => texts.length > 0);
  const most = Math.max(1, ...given.map((texts) => texts.length));
  return Array.from({ length: given.length === 0 ? 0 : most }, (_, turn) => given.map((texts) => texts[turn % texts.length] ?? ''));
}
