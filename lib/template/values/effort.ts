/** The levels of functions and conditions that are followed. CloudFormation's own templates stay below 20. A deeper one is unresolved. */
const DEEPEST = 150;
/** The number of steps for one expression. Above it, the expression is unresolved. */
const MOST_STEPS = 20_000;
/** The number of steps that any expression may take, however many others took. */
const FREE_STEPS = 200;
/**
 * The number of steps beyond `FREE_STEPS` for all expressions of one check: a thousand absurd ones take seconds, not minutes. Above it, an
 * expression is unresolved.
 */
const MOST_STEPS_ALTOGETHER = 500_000;
/** The number of characters of one text. CloudFormation accepts templates of 1 MB. A longer text is unresolved. */
const LONGEST_TEXT = 1_000_000;
/** The number of characters of a text that count as one step. */
const CHARACTERS_PER_STEP = 500;

export const TOO_DEEP = 'it is nested too deeply to follow';
export const TOO_MANY = 'it has too many combinations to follow';

/**
 * Counts the cost of following expressions. All checked templates share one counter, because expressions lead from one template to another.
 */
export class Effort {
  private depth = 0;
  private steps = 0;
  private altogether = 0;

  /** Enters one level. Returns the reason if a limit is reached; otherwise undefined, and the caller must call `leave` afterwards. */
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

  /** Spends steps. Returns false if they exceed a limit. */
  public spend(steps: number): boolean {
    this.steps += steps;
    if (this.steps <= FREE_STEPS) return true;
    this.altogether += steps;
    return this.steps <= MOST_STEPS && this.altogether <= MOST_STEPS_ALTOGETHER;
  }

  /** Spends the steps for a text of that length. Returns false if they exceed a limit. */
  public spendText(length: number): boolean {
    return length <= LONGEST_TEXT && this.spend(length / CHARACTERS_PER_STEP);
  }
}
