import { Derived } from '../../base/kept';
import type { Launch } from '../launch';
import type { SiteValue } from '../site-reading';
import { readParts, type ScriptPart } from './script-parts';
import { Slots } from './slots';

/** The texts of a launch's boot scripts. Each is read only once. */
export class SharedParts {
  /** The choices in the texts. A choice has the same slot in all of them. */
  public readonly slots = new Slots();
  private readonly read = new Map<SiteValue, readonly ScriptPart[]>();

  public of(siteValues: readonly SiteValue[]): readonly ScriptPart[] {
    return siteValues.flatMap((siteValue) => {
      let parts = this.read.get(siteValue);
      if (parts === undefined) this.read.set(siteValue, (parts = readParts(siteValue, this.slots)));
      return parts;
    });
  }
}

export const sharedParts = new Derived<Launch, SharedParts>(() => new SharedParts());
