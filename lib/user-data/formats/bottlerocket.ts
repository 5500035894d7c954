/** User data that the settings hand on to a bootstrap container. */
export interface ContainerUserData {
  readonly container: string;
  readonly text: string;
}

/** Bottlerocket's settings: TOML of which every table is below `settings`. https://bottlerocket.dev/en/os/latest/#/api/settings/ */
export function isBottlerocketSettings(text: string): boolean {
  const [first] = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return /^\s*\[?\s*"?settings"?[.\]]/.test(first ?? '');
}

/** What bootstrap and host containers are given, in base64: `[settings.bootstrap-containers.x] user-data = "..."`. */
export function containerUserData(text: string): readonly ContainerUserData[] {
  const found: ContainerUserData[] = [];
  let table = '';
  for (const line of text.split('\n')) {
    table = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1] ?? table;
    const [, keys = '', value] = /^\s*([\w.\s"'-]*?)["']?user-data["']?\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
    if (value !== undefined)
      found.push({ container: [table, keys.replace(/\.\s*$/, '')].filter((key) => key !== '').join('.'), text: value });
  }
  return found;
}
