import { isList, isObject, type Json, type JsonObject } from '../../base/json/json';
import { actionName, serviceName } from './action-names';
import type { CarriedResource } from './carried';
import { withCapitalKeys } from './request-shape';
import { memberOf } from './written-nodes';

const NOTHING: JsonObject = {};

interface CreatedCarrier {
  readonly type: string;
  /** Returns the properties of the resource type that the request stands for. */
  readonly properties: (request: Json) => JsonObject;
}

/** Returns properties with members of the request, renamed where CloudFormation calls them otherwise. */
function members(names: Readonly<Record<string, string>>): CreatedCarrier['properties'] {
  return (request) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([property, name]) => {
        const value = memberOf(request, name);
        return value === undefined ? [] : [[property, withCapitalKeys(value)]];
      }),
    );
}

type Row = readonly [service: string, actions: readonly string[], type: string, properties: CreatedCarrier['properties']];

const SCHEDULE = members({ Target: 'Target' });
const PIPE = members({ Target: 'Target', TargetParameters: 'TargetParameters' });

/** The actions that create, or change, something that makes calls itself. */
const CREATES: readonly Row[] = [
  ['states', ['CreateStateMachine', 'UpdateStateMachine'], 'AWS::StepFunctions::StateMachine', members({ DefinitionString: 'Definition' })],
  // An update does not say of which type the document is: its steps tell.
  [
    'ssm',
    ['CreateDocument', 'UpdateDocument'],
    'AWS::SSM::Document',
    (request) => ({ DocumentType: 'Automation', ...members({ DocumentType: 'DocumentType', Content: 'Content' })(request) }),
  ],
  ['ecs', ['RegisterTaskDefinition'], 'AWS::ECS::TaskDefinition', members({ ContainerDefinitions: 'ContainerDefinitions' })],
  ['imagebuilder', ['CreateComponent'], 'AWS::ImageBuilder::Component', members({ Data: 'Data' })],
  ['emr', ['AddJobFlowSteps'], 'AWS::EMR::Cluster', members({ Steps: 'Steps' })],
  // What Step Functions calls AddJobFlowSteps: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
  ['emr', ['AddStep'], 'AWS::EMR::Step', (request) => members({ HadoopJarStep: 'HadoopJarStep' })(memberOf(request, 'Step') ?? {})],
  [
    'sagemaker',
    ['CreateNotebookInstanceLifecycleConfig', 'UpdateNotebookInstanceLifecycleConfig'],
    'AWS::SageMaker::NotebookInstanceLifecycleConfig',
    members({ OnCreate: 'OnCreate', OnStart: 'OnStart' }),
  ],
  ['scheduler', ['CreateSchedule', 'UpdateSchedule'], 'AWS::Scheduler::Schedule', SCHEDULE],
  ['eventbridge', ['PutTargets'], 'AWS::Events::Rule', members({ Targets: 'Targets' })],
  ['pipes', ['CreatePipe', 'UpdatePipe'], 'AWS::Pipes::Pipe', PIPE],
  [
    'codepipeline',
    ['CreatePipeline', 'UpdatePipeline'],
    'AWS::CodePipeline::Pipeline',
    (request) => members({ Stages: 'Stages' })(memberOf(request, 'Pipeline') ?? {}),
  ],
  [
    'codebuild',
    ['CreateProject', 'UpdateProject'],
    'AWS::CodeBuild::Project',
    (request) => {
      const source = memberOf(request, 'Source');
      const others = memberOf(request, 'SecondarySources');
      return {
        ...(source === undefined ? {} : { Source: buildSource(source) }),
        ...(isList(others) ? { SecondarySources: others.map(buildSource) } : {}),
      };
    },
  ],
  [
    'codebuild',
    ['StartBuild', 'StartBuildBatch'],
    'AWS::CodeBuild::Project',
    (request) => {
      const text = memberOf(request, 'BuildspecOverride');
      return text === undefined ? NOTHING : { Source: { BuildSpec: text } };
    },
  ],
];

function buildSource(source: Json): Json {
  const text = memberOf(source, 'Buildspec');
  return isObject(source) && text !== undefined ? { BuildSpec: text } : {};
}

const byCall = new Map<string, CreatedCarrier>(
  CREATES.flatMap(([service, actions, type, properties]) =>
    actions.map((action) => [`${service}:${actionName(action)}`, { type, properties }] as const),
  ),
);

/** Returns the resources that a call creates and that make calls themselves. */
export function createdCarrier(service: string, action: string, request: Json): Omit<CarriedResource, 'at'> | undefined {
  const found = byCall.get(`${serviceName(service)}:${actionName(action)}`);
  return found === undefined ? undefined : { type: found.type, properties: found.properties(request) };
}
