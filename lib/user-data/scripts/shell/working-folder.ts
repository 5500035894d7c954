import type { Use } from '../statement';
import type { LinedText } from './source';

/** Folders below which the paths are worth putting together. */
const OF_SYSTEM = /^\/(sys|proc|dev)(\/|$)/;

const IS_WRITTEN_OUT = /^\/[\w./-]*$/;

const RELATIVE = /^(?:\.\/)?([\w*?[][^\s$=:()|<>;&]*)$/;

/** The folder that a script has gone into, as far as it is written out. */
export class WorkingFolder {
  private path: string | undefined;
  /** A folder of no device; undefined where a part of its name is not written out. */
  private other: string | undefined;

  public get isKnown(): boolean {
    return this.path !== undefined || this.other !== undefined;
  }

  public enter(words: readonly LinedText[]): void {
    const folder = words.find(({ text }) => !text.startsWith('-'))?.text ?? '~';
    const whole = folder.startsWith('/') ? folder : this.path === undefined ? '' : `${this.path}/${folder}`;
    const clean = withoutParents(whole);
    this.path = OF_SYSTEM.test(clean) ? clean.replace(/\/+$/, '') : undefined;
    this.other = this.path === undefined && IS_WRITTEN_OUT.test(clean) ? clean.replace(/\/+$/, '') : undefined;
  }

  /** Adds relative paths as whole paths. A path of several names in another folder becomes one of that folder. */
  public withWholePaths(uses: readonly Use[]): readonly Use[] {
    return uses.flatMap((use): readonly Use[] => {
      const [, relative] = use.role === 'argument' ? (RELATIVE.exec(use.word) ?? []) : [];
      if (relative === undefined) return [use];
      if (this.path !== undefined) return [use, { ...use, word: `${this.path}/${relative}` }];
      return this.other !== undefined && relative.includes('/') ? [{ ...use, word: `${this.other}/${relative}` }] : [use];
    });
  }
}

function withoutParents(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.') names.push(name);
  }
  return names.join('/');
}
