import { HOLE } from '../../base/hole';

/** A command that only the deployment knows, at the beginning of a line or behind another command. */
export const UNKNOWN_COMMAND = new RegExp(`(?:^|[;&|({\`!]|\\b(?:then|do|else|sudo|exec|eval|nohup|time|env)\\b)[ \\t]*["']?${HOLE}`, 'm');
