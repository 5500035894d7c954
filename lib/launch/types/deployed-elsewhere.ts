import { HOLE } from '../../base/hole';
import { propertySite } from '../property-site';
import type { LaunchSite } from '../sites';
import { scalarText, type Outcome } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import { readSite } from '../site-walk';
import type { Template } from '../../template/template';

/** The properties that name the template of a deployment. */
const LOCATIONS = ['TemplateURL', 'Location', 'Location.ApplicationId', 'ProductName', 'ProductId'].map(propertySite);
const APPLICATION = propertySite('Location.ApplicationId');

/**
 * Applications of AWS Secrets Manager that rotate a secret, in each partition: a function and the permission to call it.
 * The accounts are those that `SecretRotationApplication` of aws-cdk-lib/aws-secretsmanager names.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
 */
const SECRET_ROTATION =
  /^arn:aws[a-z-]*:serverlessrepo:[a-z0-9-]+:(?:297356227824|193023089310|023102451235):applications\/SecretsManager\w+$/;

/** The number of characters of a URL that a message quotes. */
const LONGEST = 160;

/** Returns the URL, ARN or name of the template that a resource deploys, with `...` for undecided parts; undefined if all is unknown. */
export function templateLocation(stack: Resource, template: Template): string | undefined {
  const texts = LOCATIONS.flatMap((site) => outcomesAt(site, stack, template)).flatMap((outcome) => {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : outcome.kind === 'unresolved' ? outcome.text : undefined;
    return text === undefined || text === HOLE ? [] : [text.replaceAll(HOLE, '...').slice(0, LONGEST)];
  });
  return texts[0];
}

/** Tells whether every application that a resource may deploy is known to launch no instance. */
export function launchesNothing(stack: Resource, template: Template): boolean {
  const outcomes = outcomesAt(APPLICATION, stack, template);
  return (
    outcomes.length > 0 && outcomes.every((outcome) => outcome.kind === 'known' && SECRET_ROTATION.test(scalarText(outcome.value) ?? ''))
  );
}

function outcomesAt(site: LaunchSite, stack: Resource, template: Template): readonly Outcome[] {
  return readSite(template, stack, site, template.assumptionsOf(stack)).values.flatMap(({ outcomes }) => outcomes);
}
