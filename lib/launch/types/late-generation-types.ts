import type { Catalog } from '../../catalog/catalog';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { lateGenerationOf } from '../../catalog/nitro-generation';
import { scalarText, type Known } from '../../template/values/outcome';
import type { SiteValue } from '../site-reading';
import type { LaunchSpecification, Specified } from '../specification/launch-specifications';
import { namedTypes, type Meaning } from './named-types';
import { selectedTypes } from './selected-types';

/** A value of a launch specification whose types include some of Nitro v5 or later. */
export interface LateGenerationTypes extends Specified {
  /** The text in the template; empty for requirements. */
  readonly text: string;
  readonly types: readonly { readonly name: string; readonly family: string }[];
  /** The types that the catalog describes. */
  readonly described: readonly InstanceTypeFacts[];
  readonly names: 'type' | 'members' | 'requirements';
}

/** Returns the values of a specification that may stand for types of Nitro v5 or later, including types that the catalog does not have. */
export function lateGenerationTypes(specification: LaunchSpecification, catalog: Catalog): readonly LateGenerationTypes[] {
  return specification.read('instance-type').values.flatMap((specified) => {
    const { value: siteValue, launch } = specified;
    const meanings = new Map(namedTypes(siteValue, catalog).map(({ text, meaning }) => [text, meaning]));
    return siteValue.outcomes.flatMap((outcome): LateGenerationTypes[] => {
      if (outcome.kind !== 'known') return [];
      const { text, named, names } = typesOf(outcome, siteValue, meanings) ?? {
        text: '',
        named: selectedTypes(outcome, siteValue.site, launch.template, catalog),
        names: 'requirements' as const,
      };
      const types = named.filter(({ family }) => lateGenerationOf(family) !== undefined);
      const described = types.filter((type): type is InstanceTypeFacts => 'described' in type);
      return types.length === 0 ? [] : [{ specified, when: outcome.when, text, types, described, names }];
    });
  });
}

interface TypesOfText {
  readonly text: string;
  readonly named: LateGenerationTypes['types'];
  readonly names: 'type' | 'members';
}

/** Returns the types that an outcome names; undefined for requirements, which select by attributes. */
function typesOf({ value }: Known, { site }: SiteValue, meanings: ReadonlyMap<string, Meaning>): TypesOfText | undefined {
  if (site.kind === 'instance-requirements') return undefined;
  const text = scalarText(value) ?? '';
  const meaning = meanings.get(text);
  if (meaning?.is === 'nitro' || meaning?.is === 'xen') {
    return { text, named: meaning.types, names: meaning.types[0]?.name === text ? 'type' : 'members' };
  }
  const [family = ''] = text.split('.');
  return { text, named: meaning?.is === 'assumed-nitro' ? [{ name: text, family }] : [], names: 'type' };
}
