import { isImageId } from '../../images/image-reference';
import { isList, isObject, member, type Json } from '../../base/json/json';
import { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { scalarText } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, CARRIES_NOTHING, type Carried, type Undecided } from './carried';
import { CDK_TYPES } from './custom-resource';
import { givenTypes, mayGiveTypes } from './given-types';
import { textAsWritten } from '../text-as-written';
import { givenImages, imagesGivenIn } from './handed-parameters';
import { APPLIED_TYPES } from './manifests';
import { memberOf, segmentsOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';

/** The properties with settings for programs: variables as an object, variables as a list of names and values, and texts. */
const SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Lambda::Function', ['Environment.Variables']],
  ['AWS::Serverless::Function', ['Environment.Variables']],
  ['AWS::CodeBuild::Project', ['Environment.EnvironmentVariables']],
  ['AWS::CodePipeline::Pipeline', ['Stages.[].Actions.[].EnvironmentVariables']],
  ['AWS::ECS::TaskDefinition', ['ContainerDefinitions.[].Environment']],
  [
    'AWS::Batch::JobDefinition',
    [
      'ContainerProperties.Environment',
      'EcsProperties.TaskProperties.[].Containers.[].Environment',
      'EksProperties.PodProperties.Containers.[].Env',
      'NodeProperties.NodeRangeProperties.[].Container.Environment',
      'Parameters',
    ],
  ],
  [
    'AWS::AppRunner::Service',
    [
      'SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables',
      'SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentVariables',
    ],
  ],
  ['AWS::Amplify::App', ['EnvironmentVariables']],
  ['AWS::Amplify::Branch', ['EnvironmentVariables']],
  ['AWS::Synthetics::Canary', ['RunConfig.EnvironmentVariables']],
  ['AWS::ElasticBeanstalk::Environment', ['OptionSettings']],
  ['AWS::ElasticBeanstalk::ConfigurationTemplate', ['OptionSettings']],
  ['AWS::Glue::Job', ['DefaultArguments']],
  ['AWS::KinesisAnalyticsV2::Application', ['ApplicationConfiguration.EnvironmentProperties.PropertyGroups.[].PropertyMap']],
  ['AWS::Lightsail::Container', ['ContainerServiceDeployment.Containers.[].Environment']],
  ['AWS::OpsWorks::App', ['Environment']],
  ['AWS::OpsWorks::Layer', ['CustomJson']],
  ['AWS::OpsWorks::Stack', ['CustomJson']],
  ['AWS::MWAA::Environment', ['AirflowConfigurationOptions']],
  ['AWS::AppSync::GraphQLApi', ['EnvironmentVariables']],
  ['AWS::AppConfig::HostedConfigurationVersion', ['Content']],
  ['AWS::SSM::Parameter', ['Value']],
  ['AWS::SecretsManager::Secret', ['SecretString', 'GenerateSecretString.SecretStringTemplate']],
]);

/** Tells whether resources of a type give settings to programs. Any resource of one's own may. */
export function takesSettings(type: string): boolean {
  return SETTINGS.has(type) || isOwn(type);
}

/** Reads the settings that a resource gives to programs. A program may launch a Xen type among them. */
export function givenSettings(resource: Resource, template: Template): Carried {
  const { type } = resource;
  const paths = SETTINGS.get(type);
  const properties = member(resource.body, 'Properties');
  if (paths === undefined) return isOwn(type) && properties !== undefined ? textsWithin(resource, properties, template) : CARRIES_NOTHING;
  const globals = type === 'AWS::Serverless::Function' ? globalSettings(template) : [];
  if (globals.length === 0 && paths.every((path) => givesNothing(properties, segmentsOf(path), template))) return CARRIES_NOTHING;
  const found = [
    ...paths
      .flatMap((path) => writtenNodes(resource, template, path))
      .flatMap((written) => settingsIn(written).map((setting) => named(setting, written.holder, resource))),
    ...globals,
  ];
  const undecided: Undecided[] = [];
  const images: Carried[] = [];
  for (const setting of found) {
    const { name, node, path, pointer, when } = setting;
    const texts = textsOf(node, template, when);
    for (const text of texts) undecided.push(...given(name === '' ? text : `${name}=${text}`, { path, pointer }, resource));
    images.push(imagesIn(setting, texts, resource));
  }
  return carriedTogether([undecidedOf(undecided), ...images]);
}

/**
 * Tells from plain objects alone whether the settings at a path give neither a type nor an image to a program. Most settings are words
 * and references to resources, and need no folding. Errs towards no. test/launch/calls/given-settings.test.ts compares the verdict with the
 * folded settings.
 */
function givesNothing(properties: Json | undefined, segments: readonly string[], template: Template): boolean {
  let node = properties ?? null;
  for (const segment of segments) {
    if (!isObject(node) || intrinsicName(node) !== undefined || Object.hasOwn(node, 'Fn::Transform')) return false;
    const next = member(node, segment);
    if (next === undefined) return true;
    node = next;
  }
  if (!isObject(node) || intrinsicName(node) !== undefined) return false;
  for (const name in node) {
    const text = textAsWritten(node[name] ?? null, template);
    if (text === undefined || IMAGE_NAME.test(name) || text.includes('ami-') || mayGiveTypes(`${name}=${text}`)) return false;
  }
  return true;
}

const GLOBALS = ['Globals', 'Function', 'Environment', 'Variables'];

/** Returns the variables of all functions of a SAM template. */
function globalSettings(template: Template): readonly Setting[] {
  const node = template.nodeAt(GLOBALS);
  return node === undefined ? [] : settingsIn({ node, path: GLOBALS.join('/'), pointer: GLOBALS, when: Assumptions.NONE });
}

const IMAGE_NAME = /image|ami/i;

/** Reads the images in a setting or in its text. */
function imagesIn({ name, node, path, pointer, when }: Setting, texts: readonly string[], resource: Resource): Carried {
  // Most settings hold no image.
  if (name !== '' && !IMAGE_NAME.test(name) && !texts.some((text) => text.includes('ami-'))) return CARRIES_NOTHING;
  const title = `the settings of '${resource.logicalId}'`;
  const ids = texts.filter((text) => isImageId(text));
  const holder = { path: path.slice(0, path.lastIndexOf('/')), pointer };
  const named = ids.length > 0 ? ids : [node];
  const own = named.flatMap((value) => givenImages(title, { [name === '' ? 'Image' : name]: value }, holder, when));
  const within = texts.flatMap((text) => (isImageId(text) ? [] : givenImages(title, imagesGivenIn(text), { path, pointer }, when)));
  const launches = [...own, ...within];
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}

/** Names the only value of a parameter after the parameter, if that name mentions types: `/web/instance-type`. */
function named(setting: Setting, holder: Json, { type }: Resource): Setting {
  const name =
    type === 'AWS::SSM::Parameter'
      ? scalarText(memberOf(holder, 'Name') ?? null)
          ?.split('/')
          .pop()
      : undefined;
  const isWord = typeof setting.node !== 'string' || /^[\w.,-]*$/.test(setting.node);
  return name === undefined || setting.name !== '' || !isWord || !/types?$/i.test(name) ? setting : { ...setting, name };
}

function isOwn(type: string): boolean {
  if (type === 'AWS::CloudFormation::CustomResource') return true;
  return !type.startsWith('AWS::') && !CDK_TYPES.has(type) && !APPLIED_TYPES.includes(type);
}

function undecidedOf(undecided: readonly Undecided[]): Carried {
  return undecided.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, undecided };
}

function given(text: string, at: Undecided['at'], resource: Resource): readonly Undecided[] {
  const types = givenTypes(text);
  return types.length === 0 ? [] : [{ kind: 'programType', at, resource, what: `'${resource.logicalId}'`, reason: '', given: types }];
}

/** Tells whether an item of a list is for a program. Among the options of Elastic Beanstalk, only variables are. */
function isSetting(item: Json): boolean {
  const namespace = memberOf(item, 'Namespace');
  return namespace === undefined || namespace === 'aws:elasticbeanstalk:application:environment';
}

interface Setting extends Omit<WrittenNode, 'holder'> {
  readonly name: string;
}

function settingsIn({ node, path, pointer, when }: Omit<WrittenNode, 'holder'>): readonly Setting[] {
  if (isList(node)) {
    return node.flatMap((item, index): readonly Setting[] => {
      if (!isSetting(item)) return [];
      const name = scalarText(
        ['Name', 'OptionName', 'Key', 'Variable'].map((key) => memberOf(item, key)).find((each) => each !== undefined) ?? null,
      );
      const at = { path: `${path}/${String(index)}`, pointer: [...pointer, index], when };
      return [{ ...at, name: name ?? '', node: (name === undefined ? undefined : memberOf(item, 'Value')) ?? item }];
    });
  }
  if (!isObject(node) || intrinsicName(node) !== undefined) return [{ name: '', node, path, pointer, when }];
  return Object.entries(node).map(([name, item]) => ({ name, node: item, path: `${path}/${name}`, pointer: [...pointer, name], when }));
}

/** Reads the texts in the properties of a resource of one's own, such as a configuration. */
function textsWithin(resource: Resource, properties: Json, template: Template): Carried {
  const found: Undecided[] = [];
  const start = { node: properties, path: 'Properties', pointer: [...resource.pointer, 'Properties'] };
  const pending: (typeof start)[] = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path, pointer } = next;
    const name = intrinsicName(node);
    const texts = typeof node === 'string' ? [node] : putTogether(node, name ?? '', template);
    for (const text of texts.flatMap(withDecoded)) if (mayGiveTypes(text)) found.push(...given(text, { path, pointer }, resource));
    if (name !== undefined && name !== 'Fn::If') continue;
    if (!isObject(node) && !isList(node)) continue;
    // A boot script is a launch site if the policy declares it, and is reported as undeclared if not.
    const inner = Object.entries(node).filter(([key]) => !/user_?data/i.test(key));
    for (const [key, item] of inner) pending.push({ node: item, path: `${path}/${key}`, pointer: [...pointer, key] });
  }
  return undecidedOf(found);
}

/** Functions that combine texts. */
const PUTS_TOGETHER: ReadonlySet<string> = new Set(['Fn::Join', 'Fn::Sub', 'Fn::Base64']);

function putTogether(node: Json, name: string, template: Template): readonly string[] {
  if (name === 'Fn::ToJsonString') return [JSON.stringify(node)];
  return PUTS_TOGETHER.has(name) ? textsOf(node, template, Assumptions.NONE) : [];
}

/** A text that may be base64. Shorter texts are names. */
const ENCODED = /^[A-Za-z0-9+/]{24,}={0,2}$/;

function withDecoded(text: string): readonly string[] {
  return ENCODED.test(text) ? [text, Buffer.from(text, 'base64').toString('utf8')] : [text];
}
