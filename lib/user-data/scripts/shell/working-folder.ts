import type { Use } from '../statement';
import type { LinedText } from './source';

/** Folders whose paths are worth combining. */
const OF_SYSTEM = /^\/(sys|proc|dev)(\/|$)/;

const RELATIVE = /^(?:\.\/)?([\w*?[][^\s$=:()|<>;&]*)$/;

/** The current folder of a script, if it is written out. */
export class WorkingFolder {
  private path: string | undefined;

  public get isKnown(): boolean {
    return this.path !== undefined;
  }

  public enter(words: readonly LinedText[]): void {
    const folder = words.find(({ text }) => !text.startsWith('-'))?.text ?? '~';
    const whole = folder.startsWith('/') ? folder : this.path === undefined ? '' : `${this.path}/${folder}`;
    const clean = withoutParents(whole);
    this.path = OF_SYSTEM.test(clean) ? clean.replace(/\/+$/, '') : undefined;
  }

  /** Adds relative paths as whole paths. The written paths stay: a subshell or a function may be in another folder. */
  public withWholePaths(uses: readonly Use[]): readonly Use[] {
    return uses.flatMap((use): readonly Use[] => {
      const [, relative] = use.role === 'argument' ? (RELATIVE.exec(use.word) ?? []) : [];
      return relative === undefined ? [use] : [use, { ...use, word: `${this.path ?? ''}/${relative}` }];
    });
  }
}

const IS_ROUNDABOUT = /^\/(?:.*\/)?(?:\.{0,2})\//;

/** Adds an indirect path, such as `/sys/kernel/../hypervisor` or `/sys//hypervisor`, in its direct form. */
export function withStraightPaths(uses: readonly Use[]): readonly Use[] {
  if (!uses.some(({ word }) => IS_ROUNDABOUT.test(word))) return uses;
  return uses.flatMap((use): readonly Use[] => {
    if (use.role !== 'argument' || !IS_ROUNDABOUT.test(use.word)) return [use];
    return [use, { ...use, word: withoutParents(use.word).replace(/\/{2,}/g, '/') }];
  });
}

function withoutParents(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.') names.push(name);
  }
  return names.join('/');
}
