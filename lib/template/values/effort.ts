/** Levels of functions and conditions that are followed: CloudFormation's own templates stay below 20. Deeper ones are unresolved. */
const DEEPEST = 150;
/** Steps for one expression. Above this, it is unresolved. */
const MOST_STEPS = 20_000;
/** Steps that any expression may take, however many others took. */
const FREE_STEPS = 200;
/** Steps beyond `FREE_STEPS` for all expressions of one check together: a thousand absurd ones take seconds, not minutes. */
const MOST_STEPS_ALTOGETHER = 500_000;
/** Characters in one text: CloudFormation accepts templates of 1 MB. A longer text is unresolved. */
const LONGEST_TEXT = 1_000_000;
/** Characters of a text that count as one step. */
const CHARACTERS_PER_STEP = 500;

export const TOO_DEEP = 'it is nested too deeply to follow';
export const TOO_MANY = 'it has too many combinations to follow';

/**
 * Counts the cost of following expressions. All templates that are checked together share one, as expressions lead from one
 * template to another.
 */
export class Effort {
  private depth = 0;
  private steps = 0;
  private altogether = 0;

  /** Enters one level. Returns the reason where a limit is reached; undefined otherwise, and `leave` must then be called afterwards. */
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

  /** Spends steps. Returns false where they exceed a limit. */
  public spend(steps: number): boolean {
    this.steps += steps;
    if (this.steps <= FREE_STEPS) return true;
    this.altogether += steps;
    return this.steps <= MOST_STEPS && this.altogether <= MOST_STEPS_ALTOGETHER;
  }

  /** Spends the steps for a text of that length. Returns false where they exceed a limit. */
  public spendText(length: number): boolean {
    return length <= LONGEST_TEXT && this.spend(length / CHARACTERS_PER_STEP);
  }
}
