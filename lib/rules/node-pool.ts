import { HOLE } from '../base/hole';
import { admittedXenTypes, nitroRequirement } from '../launch/node-pools/node-pool-labels';
import { readManifests, type Manifests } from '../launch/node-pools/node-pool-manifests';
import type { Json } from '../base/json/json';
import { scalarText, type Outcome } from '../template/values/outcome';
import { shortList } from './advice/wording';
import { defineRule } from './rule';

export const nodePool = defineRule({
  name: 'node-pool',
  meta: {
    description: 'Require Karpenter node pools that allow only Nitro-based instance types',
    severity: 'error',
    messages: {
      xen: 'the requirements of {{pools}} admit types that run on the Xen hypervisor ({{types}}): add the requirement {{requirement}}',
      unreadable:
        'the Kubernetes manifest cannot be read before deployment, because {{reason}}: put its text in the template, so that its node pools can be checked',
    },
    doubts: { unreadable: 'unresolved' },
    references: ['https://karpenter.sh/docs/concepts/nodepools/', 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html'],
  },
  checkLaunch(launch, { catalog, report }) {
    for (const siteValue of launch.siteValuesOf('kubernetes-manifest')) {
      for (const outcome of siteValue.outcomes) {
        const { pools, undecided } = manifestsOf(outcome);
        if (undecided !== undefined) report('unreadable', { at: siteValue, origin: outcome.origin, data: { reason: undecided } });
        const open = pools.map((pool) => ({ pool, xen: admittedXenTypes(pool, catalog) })).filter(({ xen }) => xen.length > 0);
        const [first] = open;
        if (first === undefined) continue;
        const values = [...new Set(open.flatMap(({ xen }) => xen))];
        const requirement = nitroRequirement(first.pool);
        const fix = `requirements: add ${requirement}; it also excludes bare metal, which NotIn ["xen"] would admit`;
        const data = { pools: shortList(open.map(({ pool }) => pool.title)), types: shortList(values), requirement };
        report('xen', { at: siteValue, values, origin: outcome.origin, fix, data });
      }
    }
  },
});

/** Reads manifests from an outcome: the CDK writes them as JSON text, with holes for unknown parts. */
function manifestsOf(outcome: Outcome): Manifests {
  if (outcome.kind === 'absent') return { pools: [], undecided: undefined };
  const text = outcome.kind === 'known' ? scalarText(outcome.value) : outcome.text;
  if (text === undefined) {
    return outcome.kind === 'known' ? readManifests(outcome.value) : { pools: [], undecided: outcome.reason.text };
  }
  try {
    return readManifests(JSON.parse(withQuotedHoles(text)) as Json);
  } catch {
    return { pools: [], undecided: 'it is not JSON' };
  }
}

/** Quotes each hole in place of a number, a list or an object: the text stays JSON. */
function withQuotedHoles(text: string): string {
  if (!text.includes(HOLE)) return text;
  return text.replace(new RegExp(`"(?:[^"\\\\]|\\\\.)*"|${HOLE}+`, 'g'), (token) => (token.startsWith(HOLE) ? `"${HOLE}"` : token));
}
