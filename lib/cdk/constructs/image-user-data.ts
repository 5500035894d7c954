import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Fn, Lazy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** An image that keeps what it was asked for, so that its user data are those that go with its id. */
export class KeptImage implements ec2.IMachineImage {
  private config: ec2.MachineImageConfig | undefined;

  public constructor(public readonly image: ec2.IMachineImage) {}

  /** The user data that the image comes with; undefined before anybody has asked for the image. */
  public get userData(): ec2.UserData | undefined {
    return this.config?.userData;
  }

  public getImage(scope: Construct): ec2.MachineImageConfig {
    this.config ??= this.image.getImage(scope);
    return this.config;
  }
}

/**
 * Gives a launch template that has none the user data of its image, as the CDK does under a feature flag: ECS, EKS and cfn-init
 * add to them what makes an instance a part of something.
 *
 * As long as they hold nothing, the template stays without: Batch and EKS have to merge with theirs what is there, and take no
 * plain script for that.
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
