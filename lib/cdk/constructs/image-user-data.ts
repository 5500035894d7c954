import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Fn, Lazy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** An image that keeps its first configuration: its user data belong to its id. */
export class KeptImage implements ec2.IMachineImage {
  private config: ec2.MachineImageConfig | undefined;

  public constructor(public readonly image: ec2.IMachineImage) {}

  /** The image's own user data; undefined before the first call of `getImage`. */
  public get userData(): ec2.UserData | undefined {
    return this.config?.userData;
  }

  public getImage(scope: Construct): ec2.MachineImageConfig {
    this.config ??= this.image.getImage(scope);
    return this.config;
  }
}

/**
 * Gives a launch template without user data those of its image, as the CDK does under a feature flag. ECS, EKS and cfn-init add the
 * commands to them that register an instance.
 *
 * While the user data are empty, the template gets none: Batch and EKS merge user data of a template with their own, and cannot merge a
 * plain script.
 */
export function takeUserData(template: ec2.LaunchTemplate, userData: ec2.UserData | undefined): void {
  if (template.userData !== undefined || userData === undefined) return;
  const resource = template.node.defaultChild;
  if (!(resource instanceof ec2.CfnLaunchTemplate)) return;
  const data = resource.launchTemplateData;
  if ('resolve' in data) return;
  Object.assign(template, { userData });
  resource.launchTemplateData = { ...data, userData: Lazy.string({ produce: () => rendered(userData, template.osType) }) };
}

function rendered(userData: ec2.UserData, osType: ec2.OperatingSystemType | undefined): string | undefined {
  const text = userData.render();
  return text === '' || text === emptyScript(osType) ? undefined : Fn.base64(text);
}

function emptyScript(osType: ec2.OperatingSystemType | undefined): string | undefined {
  const isKnown = osType !== undefined && osType !== ec2.OperatingSystemType.UNKNOWN;
  return isKnown ? ec2.UserData.forOperatingSystem(osType).render() : undefined;
}
