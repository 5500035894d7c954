import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as emr from 'aws-cdk-lib/aws-emr';
import { Token } from 'aws-cdk-lib/core';
import type * as Offerings from '../../catalog/offerings';
import type * as Suggestions from '../../catalog/suggestion';
import { nitroFacts } from './instance-type-check';
import { knowledge } from './knowledge';
import type { NitroEmrInstancesProps } from './nitro-emr-instances-props';

/** Families for general purposes, the oldest first. */
const GENERAL_PURPOSE: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['m5', 'm6i', 'm7i'],
  arm64: ['m6g', 'm7g'],
};

/** Instances of EMR clusters whose types are built on the AWS Nitro System and taken by the EMR release. */
export class NitroEmrInstances {
  /**
   * Returns the instance groups of a cluster, for the property `instances` of `emr.CfnCluster`.
   *
   * @param props the types, and further properties of the instances
   * @throws if a type is not built on Nitro or not taken by the release, if the release takes no type built on Nitro, or if the release is
   * known only at deployment
   * @example
   * import { CfnCluster } from 'aws-cdk-lib/aws-emr';
   * import { NitroEmrInstances } from 'cdk-nitro';
   *
   * const releaseLabel = 'emr-7.10.0';
   * new CfnCluster(stack, 'Cluster', {
   *   name: 'reports',
   *   releaseLabel,
   *   jobFlowRole: 'EMR_EC2_DefaultRole',
   *   serviceRole: 'EMR_DefaultRole',
   *   instances: NitroEmrInstances.groups({ releaseLabel, coreCount: 3 }),
   * });
   */
  public static groups(props: NitroEmrInstancesProps): emr.CfnCluster.JobFlowInstancesConfigProperty {
    const { releaseLabel, architecture = 'x86_64', primary, primaryCount, core, coreCount = 2, task, taskCount, ...others } = props;
    demandRelease(releaseLabel);
    const byDefault = defaultType(releaseLabel, architecture);
    const first = primary === undefined ? byDefault : taken(primary, releaseLabel);
    const second = core === undefined ? first : taken(core, releaseLabel);
    return {
      ...others,
      masterInstanceGroup: { name: 'Primary', instanceCount: primaryCount ?? 1, instanceType: first },
      ...(coreCount === 0 ? {} : { coreInstanceGroup: { name: 'Core', instanceCount: coreCount, instanceType: second } }),
      ...(task === undefined
        ? {}
        : { taskInstanceGroups: [{ name: 'Task', instanceCount: taskCount ?? 1, instanceType: taken(task, releaseLabel) }] }),
    };
  }

  private constructor() {
    // Has static methods only.
  }
}

function demandRelease(releaseLabel: string): void {
  if (Token.isUnresolved(releaseLabel)) throw new Error('releaseLabel is known only at deployment: use a literal release');
  if (!/^emr-\d+\.\d+\.\d+/.test(releaseLabel)) {
    throw new Error(`'${releaseLabel}' is not a release of EMR: use one such as 'emr-7.10.0'`);
  }
}

/** Returns the name of a type that the release takes. A release that is newer than the table takes more types than the table has. */
function taken(type: ec2.InstanceType, release: string): string {
  const name = type.toString();
  nitroFacts(name);
  if (offerings.emrTakes(release, name) || offerings.isNewerEmrRelease(release)) return name;
  const what = `that EMR release '${release}' takes`;
  const nearest = suggestions.suggestFor(knowledge.catalog, name, [
    { key: undefined, what, isMetBy: (each) => offerings.emrTakes(release, each.name) },
  ]);
  const remedy =
    nearest.type === undefined ? "use a later release, for example 'emr-7.10.0'" : `use '${nearest.type.name}', or a later release`;
  throw new Error(`EMR release '${release}' does not take '${name}': ${remedy}`);
}

/**
 * Finds the newest type for general purposes that the release takes. EMR lists some newer types for releases that are older than these, which
 * take none of the families in between: those do not count.
 */
function defaultType(release: string, architecture: string): string {
  const names = (GENERAL_PURPOSE[architecture] ?? []).map((family) => `${family}.xlarge`);
  const firstMissing = names.findIndex((each) => !offerings.emrTakes(release, each));
  const name = firstMissing === -1 ? names.at(-1) : names[firstMissing - 1];
  if (name !== undefined) return name;
  throw new Error(`EMR release '${release}' takes no type built on Nitro (${architecture}): use a later release, for example 'emr-7.10.0'`);
}

/* eslint-disable @typescript-eslint/no-require-imports -- an app without EMR must not wait for the tables */
const offerings = {
  get emrTakes(): typeof Offerings.emrTakes {
    return (require('../../catalog/offerings') as typeof Offerings).emrTakes;
  },
  get isNewerEmrRelease(): typeof Offerings.isNewerEmrRelease {
    return (require('../../catalog/offerings') as typeof Offerings).isNewerEmrRelease;
  },
};

const suggestions = {
  get suggestFor(): typeof Suggestions.suggestFor {
    return (require('../../catalog/suggestion') as typeof Suggestions).suggestFor;
  },
};
