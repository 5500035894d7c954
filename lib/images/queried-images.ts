import { describeQuery, type ImageQuery, readQueryKey } from './image-query';

/** The key under which the CDK keeps the error of a failed look-up. */
const PROVIDER_ERROR = '$providerError';

/** A look-up that has no answer yet. */
export interface OpenQuery {
  readonly query: ImageQuery;
  /** The error of the last attempt; undefined if none was made. */
  readonly problem?: string;
}

/** The known environment and template of a launch. */
export interface LaunchedIn {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  /** The `id` of its template. */
  readonly template?: string;
}

/**
 * The image look-ups of an app and their answers. An answer shows only what the owners and filters of its look-up show, and only in the
 * account and Region that were asked.
 */
export class QueriedImages {
  private readonly byImage = new Map<string, ImageQuery[]>();
  private readonly problems = new Map<string, string>();
  private readonly open = new Map<string, { readonly query: ImageQuery; readonly templates: Set<string> }>();

  /** Adds a context of the CDK: keys and their values. */
  public addContext(entries: Iterable<readonly [key: string, value: unknown]>): void {
    for (const [key, value] of entries) {
      if (!/^(?:ami|ssm):/.test(key)) continue;
      const query = readQueryKey(key);
      // A look-up of an id alone is one of the policy's `imageLookups`. It counts only if the policy has that setting.
      if (query === undefined || (query.kind === 'search' && query.owners.length === 0 && query.filters.has('image-id'))) continue;
      if (typeof value === 'string') {
        const place = placeOf(value, query);
        this.byImage.set(place, [...(this.byImage.get(place) ?? []), query]);
        continue;
      }
      const problem = lookupProblem(value);
      if (problem !== undefined) this.problems.set(key, problem);
    }
  }

  /**
   * Adds a look-up that the CDK has yet to make.
   *
   * @param template the template with its placeholder; undefined if that is not known
   */
  public addOpen(key: string, template?: string): void {
    const known = this.open.get(key);
    const query = known?.query ?? readQueryKey(key);
    if (query === undefined) return;
    const templates = known?.templates ?? new Set();
    if (template !== undefined) templates.add(template);
    this.open.set(key, { query, templates });
  }

  /** Returns the look-ups that gave an image. */
  public givingImage(id: string, { region, account }: LaunchedIn): readonly ImageQuery[] {
    return region === undefined || account === undefined ? [] : (this.byImage.get(placeOf(id, { region, account })) ?? []);
  }

  /** Returns the open look-ups that a placeholder may stand for: those of its template or, without any, those of its environment. */
  public openIn({ region, account, template }: LaunchedIn): readonly OpenQuery[] {
    const all = [...this.open.values()].filter(({ query }) => query.kind === 'search');
    const own = all.filter(({ templates }) => template !== undefined && templates.has(template));
    const meant = own.length > 0 ? own : all.filter(({ query }) => query.region === region && query.account === account);
    return meant.map(({ query }) => {
      const problem = this.problems.get(query.key);
      return problem === undefined ? { query } : { query, problem };
    });
  }
}

/** Returns the error that the CDK keeps in place of an answer; undefined if there is none. */
export function lookupProblem(value: unknown): string | undefined {
  const error = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[PROVIDER_ERROR] : undefined;
  return typeof error === 'string' ? error : undefined;
}

/** Tells whether an error of the CDK means that EC2 was asked and has no such image. Other errors mean nothing about images. */
export function meansNoMatch(problem: string): boolean {
  return /no AMI found that matched/i.test(problem);
}

/** Describes open look-ups in one phrase. */
export function describeOpen(queries: readonly OpenQuery[]): string {
  return queries.map(({ query }) => describeQuery(query)).join(', or ');
}

function placeOf(id: string, { region, account }: Pick<ImageQuery, 'region' | 'account'>): string {
  return `${account} ${region} ${id}`;
}
