/** `${name/nvme1n1/xvdf}`, `s/nvme1n1/xvdf/`: Nitro's name, where Xen's takes its place. */
const REPLACED_NAME =
  /(?:(?<=\$\{\w{1,60}(?:\[[^\]]{0,20}\])?\/[/#%]?)|(?<=(?:^|[^\w])s([/|#,@])))(?=[^{}$\n]{0,40}nvme)[^{}$\n/|#,@]{1,60}(?=[/|#,@](?:\/?dev\/)?(?:xvd|sd))/g;

/** Returns a word without the names of Nitro that it replaces by those of Xen: they answer nothing. */
export function withoutReplaced(word: string): string {
  return word.includes('nvme') ? word.replace(REPLACED_NAME, '') : word;
}
