/** The version of this package, as in package.json: a test holds the two together. */
export const VERSION = '0.3.0';
