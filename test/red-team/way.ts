/** An attempt to get something past the check, or to have something fine rejected. */
export interface Way {
  /** The action of the template. */
  readonly name: string;
  /** Why the verdict is right. */
  readonly why: string;
  /** A template as an object, or as YAML text. */
  readonly template: object | string;
  /** `severity rule/messageId` of every kind of finding, each once; none for a template that is fine. Notes count where one is expected. */
  readonly expects: readonly string[];
}

/** An image that is known to be ready on x86_64, and whose interfaces and devices are no one's mapping. */
export const IMAGE = 'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id';

export function instance(properties: object): object {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm5.large', ImageId: IMAGE, ...properties } };
}

export function resources(all: object, sections: object = {}): object {
  return { ...sections, Resources: all };
}

/** One instance that runs the script. */
export function running(script: unknown, properties: object = {}, sections: object = {}): object {
  return resources({ Web: instance({ UserData: { 'Fn::Base64': script }, ...properties }) }, sections);
}

export function bash(...lines: readonly string[]): object {
  return running(['#!/bin/bash', ...lines, ''].join('\n'));
}

export const XEN_SCRIPT = ['error user-data-xen/xen'];
export const DEVICE = ['warning user-data-devices/device'];
export const FINE: readonly string[] = [];
