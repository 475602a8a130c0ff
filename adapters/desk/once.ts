/** Remembers the newest `size` ids. Answers whether an id is new. */
export function createOnce(size: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const oldest = seen.values().next();
    if (seen.size > size && !oldest.done) seen.delete(oldest.value);
    return true;
  };
}
