import { type IPropertyInjector, type InjectionContext, PropertyInjectors } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The properties of a construct as a team wrote them. */
export type Written = Readonly<Record<string, unknown>>;

/**
 * Fills in missing properties after other injectors have run. The CDK runs only the closest injector, so this one first runs the injector
 * that it hides. It skips injectors of this class further up, because only the closest NitroDefaults apply.
 */
export class NitroInjector implements IPropertyInjector {
  public constructor(
    public readonly constructUniqueId: string,
    private readonly fill: (written: Written, context: InjectionContext) => Written,
    public readonly replaced?: IPropertyInjector,
  ) {}

  public inject(originalProps: unknown, context: InjectionContext): unknown {
    const other = this.hiddenBy(context.scope);
    const written: unknown = other === undefined ? originalProps : other.inject(originalProps, context);
    return this.fill(isObject(written) ? written : {}, context);
  }

  /** Finds the injector that would run if there were none of this class. */
  private hiddenBy(scope: IConstruct): IPropertyInjector | undefined {
    for (let place: IConstruct | undefined = scope; place !== undefined; place = place.node.scope) {
      if (!PropertyInjectors.hasPropertyInjectors(place)) continue;
      const other = behind(PropertyInjectors.of(place).for(this.constructUniqueId));
      if (other !== undefined) return other;
    }
    return undefined;
  }
}

/** Finds the injector that one of this class replaced; returns any other as it is. */
function behind(injector: IPropertyInjector | undefined): IPropertyInjector | undefined {
  return injector instanceof NitroInjector ? behind(injector.replaced) : injector;
}

function isObject(value: unknown): value is Written {
  return typeof value === 'object' && value !== null;
}
