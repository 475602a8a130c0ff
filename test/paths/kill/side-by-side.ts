/** Works through `items`, `count` of them at a time. Rejects with the first error when all are done. */
export async function sideBySide<T>(
  items: readonly T[],
  count: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const errors: unknown[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift())
        await work(item).catch((error: unknown) => errors.push(error));
    }),
  );
  if (errors.length > 0) throw errors[0];
}
