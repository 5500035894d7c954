/** `${name/nvme1n1/xvdf}`, from the slash on. */
const REPLACED_IN_VALUE = /(?<=\$\{\w{1,60}(?:\[[^\]]{0,20}\])?\/[/#%]?)(?:\\.|[^{}$\n/\\]){1,60}(?=\/["']?(?:\\?\/dev\\?\/)?(?:xvd|sd))/g;
/** `s/nvme1n1/xvdf/` */
const REPLACED_BY_SED = /(?<![\w.])s([/|#,@])((?:\\.|(?!\1)[^\n\\]){1,60})(?=\1(?:\\?\/dev\\?\/)?(?:xvd|sd))/g;

/** Returns a word without the names of Nitro that it replaces by those of Xen: they answer nothing. */
export function withoutReplaced(word: string): string {
  if (!word.includes('nvme')) return word;
  return word
    .replace(REPLACED_IN_VALUE, (old) => (old.includes('nvme') ? '' : old))
    .replace(REPLACED_BY_SED, (all, delimiter: string, old: string) => (old.includes('nvme') ? `s${delimiter}` : all));
}
