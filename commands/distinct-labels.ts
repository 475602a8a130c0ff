/** The labels, with the id behind those that another bears too, has for an id, or looks like with its id behind it. */
export function distinctLabels(items: readonly { readonly id: string; readonly label: string }[]): string[] {
  const withId = ({ id, label }: { readonly id: string; readonly label: string }) => `${label} (${id})`;
  const bearers = new Map<string, number>();
  for (const item of items)
    for (const text of new Set([item.label, item.id, withId(item)]))
      bearers.set(text, (bearers.get(text) ?? 0) + 1);
  return items.map((item) => (bearers.get(item.label) === 1 ? item.label : withId(item)));
}
