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
import { type StackTemplate, topLevelStack } from './stack-templates';

/** What the CDK says of a lookup that failed. */
const PROVIDER_ERROR = '$providerError';

/** What the command line is to look up: it answers in `cdk.context.json`, and synthesizes again. */
export type Question = MissingContext;

/** `asked`: questions are handed on to the command line. `known`: nobody asks, and what is not in the context is not known. */
export type LookupMode = 'asked' | 'known';

/** How images are looked up. */
export interface Lookups {
  readonly mode: LookupMode;
  /** Whether the images of a stack are anybody's concern. */
  readonly asksFor: (stack: Stack) => boolean;
}

/** Images as far as they are known, and what has to be asked before more is. */
interface ImageLookups {
  readonly images: KnownImages;
  readonly questions: readonly Question[];
}

/**
 * Looks up the images that templates name by id, as far as they are not recorded, where the policy says so. The context provider
 * is asked for the id with what Nitro needs as filters, so that an answer is a proof. It can be asked for stacks with an account
 * and a Region only.
 */
export function lookUpImages(
  inputs: ReadonlyMap<StackTemplate, TemplateInput>,
  { images, policy, catalog }: Standard,
  { mode, asksFor }: Lookups,
): ImageLookups {
  if (!policy.imageLookups) return { images, questions: [] };
  const lookedUp = new LookedUpImages();
  const questions = new Map<string, Question>();
  const byId = new Map([...inputs.keys()].map((template) => [template.id, template]));
  for (const { id, region, account, architecture, template } of engine.usedImages([...inputs.values()], { catalog })) {
    const stackTemplate = byId.get(template);
    if (stackTemplate === undefined || region === undefined || account === undefined) continue;
    if (!asksFor(stackTemplate.stack)) continue;
    if (images.recorded.get(region)?.has(id) === true) continue;
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

function lookUp(lookup: AmiLookup, { stack }: StackTemplate): Lookup {
  const { id, architecture } = lookup;
  const top = topLevelStack(stack);
  const { key, props } = ContextProvider.getKey(top, { provider: Provider.AMI_PROVIDER, props: { filters: lookupFilters(lookup) } });
  const value: unknown = top.node.tryGetContext(key);
  if (value === id) return { found: { state: 'found', architecture } };
  if (value !== undefined) return { found: { state: 'notFound', architecture, problem: problemOf(value) } };
  return {
    found: { state: 'pending' },
    question: { key, provider: Provider.AMI_PROVIDER, props: { ...props, ...roleFor(top) } as unknown as AmiContextQuery },
  };
}

/**
 * The role that the CDK's own lookups for a stack are made with. What it takes to assume the role is private to the stack's
 * synthesizer: it is read where it is there.
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

function problemOf(value: unknown): string {
  const error = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[PROVIDER_ERROR] : undefined;
  return typeof error === 'string' ? error : `the context holds ${JSON.stringify(value)}`;
}
