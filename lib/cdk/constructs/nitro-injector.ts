import { type IPropertyInjector, type InjectionContext, PropertyInjectors } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The properties of a construct, as a team wrote them. */
export type Written = Readonly<Record<string, unknown>>;

/**
 * Fills in what is missing once everybody else has had their say: the CDK asks the closest injector and no other, so this one
 * asks those it hides. Other injectors of ours further up are left out: the closest counts.
 */
export class NitroInjector implements IPropertyInjector {
  public constructor(
    public readonly constructUniqueId: string,
    private readonly fill: (written: Written) => Written,
    public readonly replaced?: IPropertyInjector,
  ) {}

  public inject(originalProps: unknown, context: InjectionContext): unknown {
    const other = this.hiddenBy(context.scope);
    const written: unknown = other === undefined ? originalProps : other.inject(originalProps, context);
    return this.fill(isObject(written) ? written : {});
  }

  /** The injector that would be asked if there were none of ours. */
  private hiddenBy(scope: IConstruct): IPropertyInjector | undefined {
    for (let place: IConstruct | undefined = scope; place !== undefined; place = place.node.scope) {
      if (!PropertyInjectors.hasPropertyInjectors(place)) continue;
      const other = behind(PropertyInjectors.of(place).for(this.constructUniqueId));
      if (other !== undefined) return other;
    }
    return undefined;
  }
}

/** What an injector of ours took the place of; anybody else's is itself. */
function behind(injector: IPropertyInjector | undefined): IPropertyInjector | undefined {
  return injector instanceof NitroInjector ? behind(injector.replaced) : injector;
}

function isObject(value: unknown): value is Written {
  return typeof value === 'object' && value !== null;
}
