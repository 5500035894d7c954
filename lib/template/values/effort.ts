/** Deeper nesting of functions and conditions than this is not followed. CloudFormation's own templates stay below 20. */
const DEEPEST = 150;
/** Steps for one expression before it is given up as too complex. */
const MOST_STEPS = 20_000;
/** Steps that any expression may take, however much others took. */
const FREE_STEPS = 200;
/** Steps beyond that for all expressions of one check together: a thousand absurd ones take seconds, not minutes. */
const MOST_STEPS_ALTOGETHER = 500_000;
/** Characters in one text. CloudFormation accepts templates of 1 MB. */
const LONGEST_TEXT = 1_000_000;
/** A step's worth of characters. */
const CHARACTERS_PER_STEP = 500;

export const TOO_DEEP = 'it is nested too deeply to follow';
export const TOO_MANY = 'it has too many combinations to follow';

/**
 * What following expressions has cost. One for all templates that are checked together, as expressions lead from one
 * template to another.
 */
export class Effort {
  private depth = 0;
  private steps = 0;
  private altogether = 0;

  /** Goes one level down. Returns why not, where a limit is reached; otherwise `leave` has to be called afterwards. */
  public enter(): string | undefined {
    if (this.depth === 0) this.steps = 0;
    if (this.depth >= DEEPEST) return TOO_DEEP;
    if (!this.spend(1)) return TOO_MANY;
    this.depth++;
    return undefined;
  }

  public leave(): void {
    this.depth--;
  }

  /** Whether so many more steps can be afforded. */
  public spend(steps: number): boolean {
    this.steps += steps;
    if (this.steps <= FREE_STEPS) return true;
    this.altogether += steps;
    return this.steps <= MOST_STEPS && this.altogether <= MOST_STEPS_ALTOGETHER;
  }

  /** Whether a text of that length can be afforded. */
  public spendText(length: number): boolean {
    return length <= LONGEST_TEXT && this.spend(length / CHARACTERS_PER_STEP);
  }
}
