/** The kind of value in a property of your own resource type. */
export enum NitroLaunchSiteKind {
  /** An instance type, or a list of them. */
  INSTANCE_TYPE = 'instance-type',
  /** A family of instance types, of which any size may be launched. */
  INSTANCE_FAMILY = 'instance-family',
  /** EC2's attribute-based selection: an object like `InstanceRequirements`. */
  INSTANCE_REQUIREMENTS = 'instance-requirements',
  /** The id of a machine image, or a list of ids. */
  MACHINE_IMAGE = 'machine-image',
  /** A boot script. */
  USER_DATA = 'user-data',
  /** The device name of a block device mapping. */
  BLOCK_DEVICE_NAME = 'block-device-name',
  /** A class of a managed service, such as `db.m5.large`. */
  MANAGED_INSTANCE_CLASS = 'managed-instance-class',
  /** Nothing that is launched, although the name suggests otherwise: for example, the id of an image that is only looked up. */
  NOTHING = 'nothing',
}

/** A property of your own registry type or custom resource that sets part of a launch. */
export interface NitroLaunchSite {
  /** The resource type: `Acme::Compute::Server`, `Custom::Server`. */
  readonly resourceType: string;

  /** The path of the property below `Properties`: `InstanceType`, `Nodes.[].Size`, with `[]` for every item of a list. */
  readonly property: string;

  /** The kind of value in the property. */
  readonly holds: NitroLaunchSiteKind;
}
