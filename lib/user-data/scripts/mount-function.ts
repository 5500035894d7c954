/** Numbers, from 0, of the lines that are the function `NitroVolumeMount` puts into user data: from its name to the parenthesis that closes it. */
export function mountFunctionLines(script: readonly string[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  let isInside = false;
  for (const [number, line] of script.entries()) {
    isInside ||= line === 'nitro_mount_volume() (';
    if (isInside) numbers.add(number);
    if (line === ')') isInside = false;
  }
  return numbers;
}
