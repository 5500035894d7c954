/** `${name/nvme1n1/xvdf}`, from the slash on. */
const REPLACED_IN_VALUE = /(?<=\$\{\w{1,60}(?:\[[^\]]{0,20}\])?\/[/#%]?)(?:\\.|[^{}$\n/\\]){1,60}(?=\/["']?(?:\\?\/dev\\?\/)?(?:xvd|sd))/g;
/** `s/nvme1n1/xvdf/` */
const REPLACED_BY_SED = /(?<![\w.])s([/|#,@])((?:\\.|(?!\1)[^\n\\]){1,60})(?=\1(?:\\?\/dev\\?\/)?(?:xvd|sd))/g;

/** The part that is cut off: `${name%-nvme1n1}`, `${name##nvme1n1-}`. */
const CUT_OFF = /(?<=\$\{\w{1,60}(?:\[[^\]]{0,20}\])?(?:##?|%%?))[^{}$\n]{1,60}(?=\})/g;

/** Tells whether a word cuts something off the value of a variable. */
export function cutsOff(word: string): boolean {
  return /\$\{\w+(?:\[[^\]]*\])?[#%]/.test(word);
}

/** Returns a word without the Nitro names that it replaces by Xen names or cuts off: they answer nothing. */
export function withoutReplaced(word: string): string {
  if (!word.includes('nvme')) return word;
  return word
    .replace(CUT_OFF, (old) => (old.includes('nvme') ? '' : old))
    .replace(REPLACED_IN_VALUE, (old) => (old.includes('nvme') ? '' : old))
    .replace(REPLACED_BY_SED, (all, delimiter: string, old: string) => (old.includes('nvme') ? `s${delimiter}` : all));
}
