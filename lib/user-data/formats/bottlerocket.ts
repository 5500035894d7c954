/** User data that the settings hand on to a bootstrap container. */
export interface ContainerUserData {
  readonly container: string;
  readonly text: string;
}

/** Bottlerocket's settings: TOML of which every table is below `settings`. https://bottlerocket.dev/en/os/latest/#/api/settings/ */
export function isBottlerocketSettings(text: string): boolean {
  const [first] = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return /^\[?\s*"?settings"?[.\]]/.test(first?.trim() ?? '');
}

/** Where a key stands: its own name, and those of the tables written before it. */
const USER_DATA = /(?:^|[."'])user-data["']?$/;

/** What bootstrap and host containers are given, in base64: `[settings.bootstrap-containers.x] user-data = "..."`. */
export function containerUserData(text: string): readonly ContainerUserData[] {
  const found: ContainerUserData[] = [];
  let table = '';
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line.startsWith('[')) table = line.slice(1, line.indexOf(']')).trim();
    const equals = line.indexOf('=');
    const key = line.slice(0, Math.max(0, equals)).trim();
    if (!USER_DATA.test(key)) continue;
    const [, value = ''] = /^\s*["']([^"']*)["']/.exec(line.slice(equals + 1)) ?? [];
    const above = key.replace(USER_DATA, '');
    found.push({ container: [table, above].filter((name) => name !== '').join('.'), text: value });
  }
  return found;
}
