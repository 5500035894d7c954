import { NitroLaunchTemplate } from './nitro-launch-template';

/**
 * Returns a stand-in for a launch template that is created on first use.
 *
 * The CDK's group takes its launch template in the constructor, but a template below the group can be created only when the group is in the
 * tree. As a child, it has the tags, aspects and acknowledgements of the group, and its parts have the logical ids that the CDK's own group
 * gives to them.
 *
 * @param create creates the template, or returns undefined while it is too early. A property injector may already look at the stand-in
 */
export function deferredLaunchTemplate(create: () => NitroLaunchTemplate | undefined): NitroLaunchTemplate {
  let template: NitroLaunchTemplate | undefined;
  const standIn = Object.create(NitroLaunchTemplate.prototype) as NitroLaunchTemplate;
  return new Proxy(standIn, {
    get: (early, property) => {
      template ??= create();
      if (template !== undefined) return Reflect.get(template, property, template) as unknown;
      return typeof property === 'symbol' || property === 'constructor' ? (Reflect.get(early, property) as unknown) : undefined;
    },
  });
}
