import { isList, isObject, type Json, type JsonObject } from '../../base/json/json';
import { actionName, serviceName } from './action-names';
import type { CarriedResource } from './carried';
import { withCapitalKeys } from './request-shape';
import { memberOf } from './written-nodes';

const NOTHING: JsonObject = {};

interface CreatedCarrier {
  readonly type: string;
  /** Returns the properties of the resource type from the request. */
  readonly properties: (request: Json) => JsonObject;
}

/** Returns properties from members of the request, with CloudFormation's names. */
function members(names: Readonly<Record<string, string>>): CreatedCarrier['properties'] {
  return (request) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([property, name]) => {
        const value = memberOf(request, name);
        return value === undefined ? [] : [[property, withCapitalKeys(value)]];
      }),
    );
}

/** Returns the properties that have the same names in the request. */
function same(...names: readonly string[]): CreatedCarrier['properties'] {
  return members(Object.fromEntries(names.map((name) => [name, name])));
}

type Row = readonly [service: string, actions: readonly string[], type: string, properties: CreatedCarrier['properties']];

const SCHEDULE = same('Target');
const PIPE = same('Target', 'TargetParameters', 'EnrichmentParameters');

/** The actions that create or change a resource that makes calls itself. */
const CREATES: readonly Row[] = [
  ['states', ['CreateStateMachine', 'UpdateStateMachine'], 'AWS::StepFunctions::StateMachine', members({ DefinitionString: 'Definition' })],
  // An update does not state the document's type. The steps show it.
  [
    'ssm',
    ['CreateDocument', 'UpdateDocument'],
    'AWS::SSM::Document',
    (request) => ({ DocumentType: 'Automation', ...same('DocumentType', 'Content')(request) }),
  ],
  [
    'batch',
    ['RegisterJobDefinition'],
    'AWS::Batch::JobDefinition',
    same('ContainerProperties', 'EcsProperties', 'EksProperties', 'NodeProperties', 'Parameters'),
  ],
  ['lambda', ['CreateFunction', 'UpdateFunctionConfiguration'], 'AWS::Lambda::Function', same('Environment')],
  ['ssm', ['PutParameter'], 'AWS::SSM::Parameter', same('Name', 'Value')],
  ['secretsmanager', ['CreateSecret', 'UpdateSecret', 'PutSecretValue'], 'AWS::SecretsManager::Secret', same('SecretString')],
  ['appconfig', ['CreateHostedConfigurationVersion'], 'AWS::AppConfig::HostedConfigurationVersion', same('Content')],
  ['apprunner', ['CreateService', 'UpdateService'], 'AWS::AppRunner::Service', same('SourceConfiguration')],
  ['amplify', ['CreateApp', 'UpdateApp'], 'AWS::Amplify::App', same('BuildSpec', 'EnvironmentVariables')],
  ['amplify', ['CreateBranch', 'UpdateBranch'], 'AWS::Amplify::Branch', same('BuildSpec', 'EnvironmentVariables')],
  ['glue', ['CreateJob'], 'AWS::Glue::Job', same('DefaultArguments')],
  ['eks', ['CreateAddon', 'UpdateAddon'], 'AWS::EKS::Addon', same('ConfigurationValues')],
  [
    'sagemaker',
    ['CreatePipeline', 'UpdatePipeline'],
    'AWS::SageMaker::Pipeline',
    (request) => ({
      PipelineDefinition: members({
        PipelineDefinitionBody: 'PipelineDefinition',
        PipelineDefinitionS3Location: 'PipelineDefinitionS3Location',
      })(request),
    }),
  ],
  ['fis', ['CreateExperimentTemplate', 'UpdateExperimentTemplate'], 'AWS::FIS::ExperimentTemplate', same('Actions')],
  ['ssmincidents', ['CreateResponsePlan', 'UpdateResponsePlan'], 'AWS::SSMIncidents::ResponsePlan', same('Actions')],
  ['servicecatalog', ['CreateServiceAction', 'UpdateServiceAction'], 'AWS::ServiceCatalog::ServiceAction', same('Definition')],
  [
    'servicecatalog',
    ['CreateProduct', 'CreateProvisioningArtifact'],
    'AWS::ServiceCatalog::CloudFormationProduct',
    (request) => {
      const artifact = memberOf(request, 'ProvisioningArtifactParameters') ?? memberOf(request, 'Parameters');
      return artifact === undefined ? NOTHING : { ProvisioningArtifactParameters: [withCapitalKeys(artifact)] };
    },
  ],
  [
    'config',
    ['PutRemediationConfigurations'],
    'AWS::Config::RemediationConfiguration',
    (request) => {
      const all = memberOf(request, 'RemediationConfigurations');
      const parameters = (isList(all) ? all : []).flatMap((each) => memberOf(each, 'Parameters') ?? []);
      return { Parameters: Object.assign({}, ...parameters.filter(isObject)) as JsonObject };
    },
  ],
  ['config', ['PutConformancePack'], 'AWS::Config::ConformancePack', same('TemplateBody')],
  ['config', ['PutOrganizationConformancePack'], 'AWS::Config::OrganizationConformancePack', same('TemplateBody')],
  [
    'ssm',
    ['RegisterTaskWithMaintenanceWindow', 'UpdateMaintenanceWindowTask'],
    'AWS::SSM::MaintenanceWindowTask',
    (request) => {
      const written = memberOf(request, 'TaskInvocationParameters');
      const named = ['RunCommand', 'Automation', 'StepFunctions', 'Lambda'].flatMap((key) => {
        const parameters = memberOf(written, key);
        return parameters === undefined ? [] : [[`MaintenanceWindow${key}Parameters`, withCapitalKeys(parameters)] as const];
      });
      return { TaskInvocationParameters: Object.fromEntries(named) };
    },
  ],
  ['appsync', ['CreateDataSource', 'UpdateDataSource'], 'AWS::AppSync::DataSource', same('HttpConfig')],
  ['appsync', ['CreateResolver', 'UpdateResolver'], 'AWS::AppSync::Resolver', same('Code', 'RequestMappingTemplate')],
  ['appsync', ['CreateFunction', 'UpdateFunction'], 'AWS::AppSync::FunctionConfiguration', same('Code', 'RequestMappingTemplate')],
  [
    'eventbridge',
    ['CreateApiDestination', 'UpdateApiDestination'],
    'AWS::Events::ApiDestination',
    same('InvocationEndpoint', 'HttpMethod'),
  ],
  ['iot', ['CreateTopicRule', 'ReplaceTopicRule'], 'AWS::IoT::TopicRule', same('TopicRulePayload')],
  [
    'apigateway',
    ['PutIntegration'],
    'AWS::ApiGateway::Method',
    (request) => ({ Integration: same('Uri', 'Type', 'IntegrationHttpMethod', 'ConnectionType', 'RequestTemplates')(request) }),
  ],
  ['apigateway', ['ImportRestApi', 'PutRestApi'], 'AWS::ApiGateway::RestApi', same('Body')],
  ['apigatewayv2', ['ImportApi', 'ReimportApi'], 'AWS::ApiGatewayV2::Api', same('Body')],
  [
    'apigatewayv2',
    ['CreateIntegration', 'UpdateIntegration'],
    'AWS::ApiGatewayV2::Integration',
    same('IntegrationUri', 'IntegrationType', 'IntegrationMethod', 'ConnectionType', 'RequestParameters', 'RequestTemplates'),
  ],
  ['ecs', ['RegisterTaskDefinition'], 'AWS::ECS::TaskDefinition', same('ContainerDefinitions')],
  ['imagebuilder', ['CreateComponent'], 'AWS::ImageBuilder::Component', same('Data')],
  ['emr', ['AddJobFlowSteps'], 'AWS::EMR::Cluster', same('Steps')],
  // Step Functions calls AddJobFlowSteps `AddStep`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
  ['emr', ['AddStep'], 'AWS::EMR::Step', (request) => same('HadoopJarStep')(memberOf(request, 'Step') ?? {})],
  [
    'sagemaker',
    ['CreateNotebookInstanceLifecycleConfig', 'UpdateNotebookInstanceLifecycleConfig'],
    'AWS::SageMaker::NotebookInstanceLifecycleConfig',
    same('OnCreate', 'OnStart'),
  ],
  ['scheduler', ['CreateSchedule', 'UpdateSchedule'], 'AWS::Scheduler::Schedule', SCHEDULE],
  ['eventbridge', ['PutTargets'], 'AWS::Events::Rule', same('Targets')],
  ['pipes', ['CreatePipe', 'UpdatePipe'], 'AWS::Pipes::Pipe', PIPE],
  [
    'codepipeline',
    ['CreatePipeline', 'UpdatePipeline'],
    'AWS::CodePipeline::Pipeline',
    (request) => same('Stages')(memberOf(request, 'Pipeline') ?? {}),
  ],
  [
    'codebuild',
    ['CreateProject', 'UpdateProject'],
    'AWS::CodeBuild::Project',
    (request) => {
      const source = memberOf(request, 'Source');
      const others = memberOf(request, 'SecondarySources');
      return {
        ...same('Environment')(request),
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

/** Returns the resource that a call creates, if that resource makes calls itself. */
export function createdCarrier(service: string, action: string, request: Json): Omit<CarriedResource, 'at'> | undefined {
  const found = byCall.get(`${serviceName(service)}:${actionName(action)}`);
  return found === undefined ? undefined : { type: found.type, properties: found.properties(request) };
}
