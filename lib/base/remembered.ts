/**
 * Returns a function of a text that remembers its values: templates write the same names, and stacks of several Regions the same scripts.
 *
 * @param most the texts that are remembered: beyond it, all are dropped
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
