import type { Use } from '../statement';
import type { LinedText } from './source';

/** Folders below which the paths are worth putting together. */
const OF_SYSTEM = /^\/(sys|proc|dev)(\/|$)/;

const RELATIVE = /^(?:\.\/)?([\w*?[][^\s$=:()|<>;&]*)$/;

/** The folder that a script has gone into, as far as it is written out. */
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

  /** Adds relative paths as whole paths. As they are written they stay: a subshell or a function may be in another folder. */
  public withWholePaths(uses: readonly Use[]): readonly Use[] {
    return uses.flatMap((use): readonly Use[] => {
      const [, relative] = use.role === 'argument' ? (RELATIVE.exec(use.word) ?? []) : [];
      return relative === undefined ? [use] : [use, { ...use, word: `${this.path ?? ''}/${relative}` }];
    });
  }
}

const IS_ROUNDABOUT = /^\/(?:.*\/)?(?:\.{0,2})\//;

/** Adds a path that goes to and fro, such as `/sys/kernel/../hypervisor` or `/sys//hypervisor`, as the path that it comes to. */
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
