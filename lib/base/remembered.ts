/**
 * Returns a function of a text that remembers its values: templates repeat names, and stacks of several Regions repeat scripts.
 *
 * @param most the number of texts that are remembered; above it, all are dropped
 */
export function rememberedByText<Value extends object | string | boolean | null>(
  most: number,
  valueOf: (text: string) => Value,
): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = valueOf(text);
    if (values.size >= most) values.clear();
    values.set(text, value);
    return value;
  };
}
