/** The texts in a value, names of members too, to a depth of `deepest`. */
export function textsIn(value: unknown, deepest: number): readonly string[] {
  const texts: string[] = [];
  collect(value, deepest, texts);
  return texts;
}

function collect(value: unknown, deeper: number, texts: string[]): void {
  if (typeof value === 'string') texts.push(value);
  if (typeof value !== 'object' || value === null || deeper < 0 || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, deeper - 1, texts);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    texts.push(name);
    collect(item, deeper - 1, texts);
  }
}
