/** A JSON schema. */
type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const uri = { type: 'string', format: 'uri' };
const flag = { type: 'boolean' };
const ordinal = { type: 'integer', minimum: 1 };
const index = { type: 'integer', minimum: -1 };
const level = { enum: ['none', 'note', 'warning', 'error'] };

const listOf = (items: Schema): Schema => ({ type: 'array', items });
const setOf = (items: Schema): Schema => ({ type: 'array', items, uniqueItems: true });
const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** The standard allows no member that it does not name. */
const closed = (properties: Readonly<Record<string, Schema>>, ...required: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const propertyBag = { type: 'object', properties: { tags: setOf(text) } };
const message = closed({ text, markdown: text, id: text, arguments: listOf(text), properties: propertyBag }, 'text');
const multiformatMessageString = closed({ text, markdown: text, properties: propertyBag }, 'text');

const artifactLocation = closed({
  uri: { type: 'string', format: 'uri-reference' },
  uriBaseId: text,
  index,
  description: message,
  properties: propertyBag,
});

const region = closed(
  { startLine: ordinal, startColumn: ordinal, endLine: ordinal, endColumn: ordinal, properties: propertyBag },
  'startLine',
);
const physicalLocation = closed({ artifactLocation, region, contextRegion: region, properties: propertyBag }, 'artifactLocation');

const logicalLocation = closed({
  name: text,
  index,
  fullyQualifiedName: text,
  decoratedName: text,
  parentIndex: index,
  kind: text,
  properties: propertyBag,
});

const location = closed({ id: index, physicalLocation, logicalLocations: setOf(logicalLocation), message, properties: propertyBag });

const reportingConfiguration = closed({
  enabled: flag,
  level,
  rank: { type: 'number', minimum: -1, maximum: 100 },
  parameters: propertyBag,
  properties: propertyBag,
});

const reportingDescriptor = closed(
  {
    id: text,
    name: text,
    shortDescription: multiformatMessageString,
    fullDescription: multiformatMessageString,
    messageStrings: mapOf(multiformatMessageString),
    defaultConfiguration: reportingConfiguration,
    helpUri: uri,
    help: multiformatMessageString,
    properties: propertyBag,
  },
  'id',
);

const toolComponent = closed(
  {
    name: text,
    fullName: text,
    organization: text,
    version: text,
    semanticVersion: text,
    informationUri: uri,
    downloadUri: uri,
    rules: setOf(reportingDescriptor),
    isComprehensive: flag,
    properties: propertyBag,
  },
  'name',
);

const suppression = closed(
  {
    kind: { enum: ['inSource', 'external'] },
    status: { enum: ['accepted', 'underReview', 'rejected'] },
    justification: text,
    location,
    properties: propertyBag,
  },
  'kind',
);

const result = closed(
  {
    ruleId: text,
    ruleIndex: index,
    kind: { enum: ['notApplicable', 'pass', 'fail', 'review', 'open', 'informational'] },
    level,
    message,
    analysisTarget: artifactLocation,
    locations: listOf(location),
    partialFingerprints: mapOf(text),
    fingerprints: mapOf(text),
    relatedLocations: setOf(location),
    suppressions: setOf(suppression),
    baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
    properties: propertyBag,
  },
  'message',
);

const notification = closed({ locations: setOf(location), message, level, properties: propertyBag }, 'message');

const invocation = closed(
  {
    exitCode: { type: 'integer' },
    toolExecutionNotifications: listOf(notification),
    toolConfigurationNotifications: listOf(notification),
    executionSuccessful: flag,
    properties: propertyBag,
  },
  'executionSuccessful',
);

const runAutomationDetails = closed({ description: message, id: text, guid: text, correlationGuid: text, properties: propertyBag });

const run = closed(
  {
    tool: closed({ driver: toolComponent, extensions: setOf(toolComponent), properties: propertyBag }, 'driver'),
    invocations: listOf(invocation),
    automationDetails: runAutomationDetails,
    originalUriBaseIds: mapOf(artifactLocation),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    results: listOf(result),
    properties: propertyBag,
  },
  'tool',
);

/**
 * The objects of SARIF 2.1.0 that a report uses, as the standard defines them. A member of the standard that no report uses is
 * left out, so the schema refuses some logs that are valid, and accepts none that is not.
 */
export const SARIF_SCHEMA = closed(
  { $schema: uri, version: { const: '2.1.0' }, runs: listOf(run), properties: propertyBag },
  'version',
  'runs',
);
