import { nodePool } from '../../lib/rules/node-pool';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { parameter } from './templates';

const KARPENTER = 'karpenter.k8s.aws';
const AUTO_MODE = 'eks.amazonaws.com';

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

function requirement(name: string, operator: string, ...values: readonly string[]): Requirement {
  return { key: `${KARPENTER}/${name}`, operator, values };
}

const NITRO = requirement('instance-hypervisor', 'In', 'nitro');

/** As `KubernetesManifest` of aws-eks and aws-eks-v2 writes it. */
function applied(manifest: unknown): TemplateObject {
  return { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: manifest, ClusterName: 'web' } };
}

function pool(
  requirements: readonly Requirement[],
  { group = KARPENTER, labels = {}, apiVersion = 'karpenter.sh/v1', name = 'default' } = {},
): TemplateObject {
  const spec = { nodeClassRef: { group, kind: 'EC2NodeClass', name: 'default' }, requirements };
  return { apiVersion, kind: 'NodePool', metadata: { name }, spec: { template: { metadata: { labels }, spec } } };
}

function nodeClaim(requirements: readonly Requirement[]): TemplateObject {
  const spec = { nodeClassRef: { group: KARPENTER, kind: 'EC2NodeClass', name: 'default' }, requirements };
  return { apiVersion: 'karpenter.sh/v1', kind: 'NodeClaim', metadata: { name: 'one' }, spec };
}

function withPool(...options: Parameters<typeof pool>): TemplateObject {
  return applied(JSON.stringify([pool(...options)]));
}

function provisioner(spec: TemplateObject): TemplateObject {
  return applied(JSON.stringify([{ apiVersion: 'karpenter.sh/v1alpha5', kind: 'Provisioner', metadata: { name: 'old' }, spec }]));
}

function patch(applyPatch: unknown): TemplateObject {
  const Properties = {
    ResourceName: 'nodepool/default',
    ApplyPatchJson: JSON.stringify(applyPatch),
    RestorePatchJson: '{}',
    PatchType: 'merge',
  };
  return { Type: 'Custom::AWSCDK-EKS-KubernetesPatch', Properties };
}

function patchTo(requirements: unknown): TemplateObject {
  return { spec: { template: { spec: { requirements } } } };
}

/** A manifest with an intrinsic function in it, the way the CDK joins it. `{}` marks the place. */
function joined(manifest: TemplateObject, value: unknown): unknown {
  const [before, after] = JSON.stringify([manifest]).split('{token}');
  return { 'Fn::Join': ['', [before, value, after]] };
}

const AT = 'Properties/Manifest';

testRule(nodePool, {
  valid: [
    { name: 'the hypervisor required', resource: withPool([NITRO]) },
    { name: 'the hypervisor required of one node', resource: applied(JSON.stringify([nodeClaim([NITRO])])) },
    {
      name: 'the other hypervisor ruled out, so that bare metal may come',
      resource: withPool([requirement('instance-hypervisor', 'NotIn', 'xen')]),
    },
    {
      name: 'Nitro-based types',
      resource: withPool([{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['m5.large', 'c7i.large'] }]),
    },
    {
      name: 'Nitro-based types by the beta label',
      resource: withPool([{ key: 'beta.kubernetes.io/instance-type', operator: 'In', values: ['m5.large'] }]),
    },
    { name: 'Nitro-based families', resource: withPool([requirement('instance-family', 'In', 'm5', 'c7i')]) },
    { name: 'arm64', resource: withPool([{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }]) },
    {
      name: 'c, m and r after generation 4',
      resource: withPool([requirement('instance-category', 'In', 'c', 'm', 'r'), requirement('instance-generation', 'Gt', '4')]),
    },
    { name: 'generation 5 and up', resource: withPool([requirement('instance-generation', 'Gte', '5')]) },
    {
      name: 'generation 5 and up, by what is below',
      resource: withPool([requirement('instance-generation', 'NotIn', '1', '2', '3', '4')]),
    },
    { name: 'more memory than any Xen type has', resource: withPool([requirement('instance-memory', 'Gt', '4000000')]) },
    { name: 'fewer CPUs than any type has', resource: withPool([requirement('instance-cpu', 'Lt', '1')]) },
    { name: 'AMD and Graviton', resource: withPool([requirement('instance-cpu-manufacturer', 'In', 'amd', 'aws')]) },
    { name: 'encryption in transit', resource: withPool([requirement('instance-encryption-in-transit-supported', 'In', 'true')]) },
    { name: 'flex types', resource: withPool([requirement('instance-capability-flex', 'In', 'true')]) },
    { name: 'GPUs, which no Xen type on offer has', resource: withPool([requirement('instance-gpu-count', 'Gt', '0')]) },
    { name: 'a label that every GPU node has', resource: withPool([requirement('instance-gpu-name', 'Exists')]) },
    {
      name: 'the hypervisor as a label of the nodes',
      resource: withPool([], { labels: { [`${KARPENTER}/instance-hypervisor`]: 'nitro' } }),
    },
    { name: 'v1beta1', resource: withPool([NITRO], { apiVersion: 'karpenter.sh/v1beta1' }) },
    { name: 'a Provisioner', resource: provisioner({ requirements: [NITRO] }) },
    { name: 'a Provisioner by its labels', resource: provisioner({ labels: { 'node.kubernetes.io/instance-type': 'm5.large' } }) },
    { name: 'EKS Auto Mode', resource: withPool([{ ...NITRO, key: `${AUTO_MODE}/instance-hypervisor` }], { group: AUTO_MODE }) },
    {
      name: 'EKS Auto Mode by category and generation',
      resource: withPool(
        [
          { key: `${AUTO_MODE}/instance-category`, operator: 'In', values: ['c', 'm', 'r'] },
          { key: `${AUTO_MODE}/instance-generation`, operator: 'Gt', values: ['4'] },
        ],
        { group: AUTO_MODE },
      ),
    },
    { name: 'a list of manifests', resource: applied(JSON.stringify([{ apiVersion: 'v1', kind: 'List', items: [pool([NITRO])] }])) },
    {
      name: 'other kinds',
      resource: applied(
        JSON.stringify([
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            spec: { template: { spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'm4.large' } } } },
          },
        ]),
      ),
    },
    {
      name: 'a NodePool that is not of Karpenter',
      resource: applied(JSON.stringify([{ ...pool([]), apiVersion: 'hypershift.openshift.io/v1beta1' }])),
    },
    {
      name: "Karpenter's NodeClass",
      resource: applied(JSON.stringify([{ apiVersion: 'karpenter.k8s.aws/v1', kind: 'EC2NodeClass', spec: {} }])),
    },
    { name: 'no manifests', resource: applied('[]') },
    {
      name: 'a name that is known only at deployment',
      resource: applied(joined(pool([NITRO], { name: '{token}' }), { Ref: 'AWS::StackName' })),
    },
    {
      name: 'a part that is no text and known only at deployment',
      resource: applied({ 'Fn::Join': ['', ['[{"kind":"ConfigMap","apiVersion":"v1","data":', { 'Fn::GetAtt': ['A', 'B'] }, '}]']] }),
    },
    {
      name: 'families from a parameter',
      template: {
        ...parameter('Family', { AllowedValues: ['m5', 'c5'] }),
        Resources: { Pools: applied(joined(pool([requirement('instance-family', 'In', '{token}')]), { Ref: 'Family' })) },
      },
    },
    { name: 'a manifest that is an object', resource: applied([pool([NITRO])]) },
    { name: 'a patch to Nitro', resource: patch(patchTo([NITRO])) },
    { name: 'a patch of something else', resource: patch({ spec: { limits: { cpu: 100 } } }) },
    { name: 'a JSON patch of something else', resource: patch([{ op: 'replace', path: '/spec/limits/cpu', value: 100 }]) },
    {
      name: 'a Xen type where nothing is applied',
      resource: { Type: 'Custom::Other', Properties: { Manifest: JSON.stringify([pool([])]) } },
    },
  ],
  invalid: [
    {
      name: 'a node that is asked for by itself',
      resource: applied(JSON.stringify([nodeClaim([requirement('instance-family', 'In', 't2')])])),
      findings: [{ messageId: 'xen', path: 'Properties/Manifest', message: "NodeClaim 'one'" }],
    },
    {
      name: 'no requirements',
      resource: withPool([]),
      findings: [
        {
          messageId: 'xen',
          path: AT,
          logicalId: 'Resource',
          severity: 'error',
          message: `the requirements of NodePool 'default' admit types that run on the Xen hypervisor (c1.medium`,
          fix: `{ key: "${KARPENTER}/instance-hypervisor", operator: "In", values: ["nitro"] }`,
        },
      ],
    },
    {
      name: 'a NodePool without a spec',
      resource: applied(JSON.stringify([{ apiVersion: 'karpenter.sh/v1', kind: 'NodePool' }])),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'Xen types by name, and only those',
      resource: withPool([{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['m5.large', 'm4.large'] }]),
      findings: [{ messageId: 'xen', path: AT, values: ['m4.large'] }],
    },
    {
      name: 'a Xen family',
      resource: withPool([requirement('instance-family', 'In', 'm5', 'i3')]),
      findings: [{ messageId: 'xen', path: AT, value: 'i3.large' }],
    },
    {
      name: 'the Xen hypervisor as well',
      resource: withPool([requirement('instance-hypervisor', 'In', 'nitro', 'xen')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a label that Karpenter does not know',
      resource: withPool([{ ...NITRO, key: 'node.kubernetes.io/instance-hypervisor' }]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'the label of EKS Auto Mode, which Karpenter does not know',
      resource: withPool([{ ...NITRO, key: `${AUTO_MODE}/instance-hypervisor` }]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: "Karpenter's label in EKS Auto Mode",
      resource: withPool([NITRO], { group: AUTO_MODE }),
      findings: [{ messageId: 'xen', path: AT, message: `"${AUTO_MODE}/instance-hypervisor"` }],
    },
    {
      name: 'a class that is known only at deployment',
      resource: applied(joined(pool([NITRO], { group: '{token}' }), { Ref: 'AWS::StackName' })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'amd64',
      resource: withPool([{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] }]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'generations from 4',
      resource: withPool([requirement('instance-category', 'In', 'm'), requirement('instance-generation', 'Gt', '3')]),
      findings: [{ messageId: 'xen', path: AT, value: 'm4.large' }],
    },
    {
      name: 'generations up to 4',
      resource: withPool([requirement('instance-generation', 'Lte', '4')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a bound that is no number',
      resource: withPool([requirement('instance-generation', 'Gt', 'four')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'an operator that is none',
      resource: withPool([requirement('instance-hypervisor', 'Is', 'nitro')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'nodes without GPUs',
      resource: withPool([requirement('instance-gpu-count', 'DoesNotExist')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'nodes with any GPU but one',
      resource: withPool([requirement('instance-gpu-name', 'NotIn', 't4')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a label of the user',
      resource: withPool([{ key: 'company.com/nitro', operator: 'In', values: ['true'] }], { labels: { 'company.com/nitro': 'true' } }),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'v1beta1 without requirements',
      resource: withPool([], { apiVersion: 'karpenter.sh/v1beta1' }),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a Provisioner without requirements',
      resource: provisioner({}),
      findings: [{ messageId: 'xen', path: AT, message: "Provisioner 'old'" }],
    },
    {
      name: 'two of three pools',
      resource: applied(
        JSON.stringify([
          pool([], { name: 'a' }),
          pool([NITRO], { name: 'b' }),
          pool([requirement('instance-family', 'In', 'm4')], { name: 'c' }),
        ]),
      ),
      findings: [{ messageId: 'xen', path: AT, message: "NodePool 'a', NodePool 'c'" }],
    },
    {
      name: 'a pool in a list',
      resource: applied(JSON.stringify([{ apiVersion: 'v1', kind: 'List', items: [pool([])] }])),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a pool in a list of pools',
      resource: applied(JSON.stringify({ apiVersion: 'karpenter.sh/v1', kind: 'NodePoolList', items: [pool([])] })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    { name: 'a pool that is an object', resource: applied([pool([])]), findings: [{ messageId: 'xen', path: `${AT}/0` }] },
    {
      name: 'families from a parameter, Xen among them',
      template: {
        ...parameter('Family', { AllowedValues: ['m5', 'm4'] }),
        Resources: { Pools: applied(joined(pool([requirement('instance-family', 'In', '{token}')]), { Ref: 'Family' })) },
      },
      findings: [{ messageId: 'xen', path: AT, value: 'm4.large', origin: 'parameter Family (AllowedValues)' }],
    },
    {
      name: 'a family that is known only at deployment',
      resource: applied(joined(pool([requirement('instance-family', 'In', '{token}')]), { 'Fn::GetAtt': ['Chooser', 'Family'] })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'values that are known only at deployment, outside of quotes',
      resource: applied({
        'Fn::Join': [
          '',
          [
            JSON.stringify([pool([requirement('instance-family', 'In', 'token')])]).split('["token"]')[0],
            { 'Fn::GetAtt': ['A', 'B'] },
            '}]}}}}]',
          ],
        ],
      }),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a family that is a dynamic reference',
      resource: withPool([requirement('instance-family', 'In', '{{resolve:ssm:/family}}')]),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'families ruled out that are known only at deployment',
      resource: applied(joined(pool([requirement('instance-family', 'NotIn', '{token}')]), { Ref: 'AWS::StackName' })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a patch that lets Xen in',
      resource: patch(patchTo([])),
      findings: [{ messageId: 'xen', path: 'Properties/ApplyPatchJson', message: 'the patched NodePool' }],
    },
    {
      name: 'a patch that removes the requirements',
      resource: patch(patchTo(null)),
      findings: [{ messageId: 'xen', path: 'Properties/ApplyPatchJson' }],
    },
    {
      name: 'a JSON patch of the requirements',
      resource: patch([{ op: 'remove', path: '/spec/template/spec/requirements/0' }]),
      findings: [{ messageId: 'unreadable', path: 'Properties/ApplyPatchJson' }],
    },
    {
      name: 'a manifest that is not JSON',
      resource: applied('kind: NodePool'),
      findings: [{ messageId: 'unreadable', path: AT, message: 'it is not JSON' }],
    },
    {
      name: 'a manifest from elsewhere',
      resource: applied({ 'Fn::GetAtt': ['Chooser', 'Manifest'] }),
      findings: [{ messageId: 'unreadable', path: AT, message: 'Chooser.Manifest' }],
    },
    {
      name: 'one manifest from elsewhere',
      resource: applied({ 'Fn::Join': ['', ['[', { 'Fn::GetAtt': ['A', 'B'] }, ']']] }),
      findings: [{ messageId: 'unreadable', path: AT }],
    },
    {
      name: 'a kind that is known only at deployment',
      resource: applied(joined({ ...pool([NITRO]), kind: '{token}' }, { Ref: 'AWS::StackName' })),
      findings: [{ messageId: 'unreadable', path: AT, message: 'kind' }],
    },
  ],
});
