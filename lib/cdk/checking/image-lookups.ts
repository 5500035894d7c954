import {
  type AmiContextQuery,
  type ContextLookupRoleOptions,
  type MissingContext,
  ContextProvider as Provider,
} from 'aws-cdk-lib/cloud-assembly-schema';
import { ContextProvider, type DefaultStackSynthesizerProps, type Stack } from 'aws-cdk-lib/core';
import type { TemplateInput } from '../../check';
import { type AmiLookup, LookedUpImages, lookupFilters } from '../../images/ami-lookup';
import type { KnownImages, LookedUpImage } from '../../images/judge-image';
import type { Standard } from '../../policy/standard';
import { engine } from './engine';
import type { StackTemplate } from './stack-templates';

/** A lookup for the command line, which writes the answer into `cdk.context.json` and synthesizes again. */
export type Question = MissingContext;

/** `asked`: questions go to the command line. `known`: no question is asked, and an image without an entry in the context is unknown. */
export type LookupMode = 'asked' | 'known';

/** The images to look up, and the mode. */
export interface Lookups {
  readonly mode: LookupMode;
  /** Whether a standard covers the stack, so that its images are looked up. */
  readonly asksFor: (template: StackTemplate) => boolean;
}

/** The images known so far, and the lookups still to be made. */
interface ImageLookups {
  readonly images: KnownImages;
  readonly questions: readonly Question[];
}

/**
 * Looks up images that templates name by id and that are not recorded, if the policy allows lookups. Asks the context provider for the id,
 * with the attributes that Nitro needs as filters: an answer is a proof. Skips stacks without an account and a Region, because the provider
 * needs both.
 */
export function lookUpImages(
  inputs: ReadonlyMap<StackTemplate, TemplateInput>,
  { images, policy, catalog }: Standard,
  { mode, asksFor }: Lookups,
): ImageLookups {
  const countsNone = images.statementsLockedAt !== undefined || images.proofDemandedAt !== undefined;
  if (!policy.imageLookups || countsNone) return { images, questions: [] };
  const lookedUp = new LookedUpImages();
  const questions = new Map<string, Question>();
  const byId = new Map([...inputs.keys()].map((template) => [template.id, template]));
  for (const { id, region, account, architecture, template } of engine.usedImages([...inputs.values()], {
    catalog,
    launchSites: policy.launchSites,
  })) {
    const stackTemplate = byId.get(template);
    if (stackTemplate === undefined || region === undefined || account === undefined) continue;
    if (!asksFor(stackTemplate)) continue;
    // An image that a record or another look-up proves needs no look-up. An image that a record leaves unproven does.
    if (engine.judgeImage(id, images, region, { region, account }).readiness !== 'unproven') continue;
    const lookup = { id, region, account, architecture };
    const { found, question } = lookUp(lookup, stackTemplate);
    if (question !== undefined && mode === 'asked') questions.set(question.key, question);
    if (found.state === 'pending' && mode === 'known') continue;
    lookedUp.add(lookup, found);
  }
  return { images: { ...images, lookedUp: lookedUp.byRegion }, questions: [...questions.values()] };
}

interface Lookup {
  readonly found: LookedUpImage;
  readonly question?: Question;
}

function lookUp(lookup: AmiLookup, { topLevelStack }: StackTemplate): Lookup {
  const { id, architecture } = lookup;
  const { key, props } = ContextProvider.getKey(topLevelStack, {
    provider: Provider.AMI_PROVIDER,
    props: { filters: lookupFilters(lookup) },
  });
  const value: unknown = topLevelStack.node.tryGetContext(key);
  if (value === id) return { found: { state: 'found', architecture } };
  if (value !== undefined) return { found: unsuccessful(value, architecture) };
  return {
    found: { state: 'pending' },
    question: { key, provider: Provider.AMI_PROVIDER, props: { ...props, ...roleFor(topLevelStack) } as unknown as AmiContextQuery },
  };
}

/**
 * Reads the role of the CDK's own lookups for a stack. The options for assuming the role are private to the stack's synthesizer, so they
 * are read only if the synthesizer has them.
 */
function roleFor({ synthesizer }: Stack): Partial<ContextLookupRoleOptions> {
  const { lookupRole: lookupRoleArn } = synthesizer;
  if (lookupRoleArn === undefined) return {};
  const { props = {} } = synthesizer as { readonly props?: DefaultStackSynthesizerProps };
  const { lookupRoleExternalId, lookupRoleAdditionalOptions: assumeRoleAdditionalOptions } = props;
  return {
    lookupRoleArn,
    ...(lookupRoleExternalId === undefined ? {} : { lookupRoleExternalId }),
    ...(assumeRoleAdditionalOptions === undefined ? {} : { assumeRoleAdditionalOptions }),
  };
}

/** Tells an image that EC2 does not have from a question that could not be asked. */
function unsuccessful(value: unknown, architecture: AmiLookup['architecture']): LookedUpImage {
  const problem = engine.lookupProblem(value);
  if (problem !== undefined && !engine.meansNoMatch(problem)) return { state: 'failed', problem };
  return { state: 'notFound', architecture, problem: problem ?? `the context holds ${JSON.stringify(value)}` };
}
