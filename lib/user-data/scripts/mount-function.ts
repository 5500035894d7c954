/**
 * Returns the indexes of the lines with the function that `NitroVolumeMount` adds to user data, from its name to its closing parenthesis.
 */
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
