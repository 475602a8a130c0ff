import type { Contents } from './outbox.ts';

/** Several sources of contents as one. Their ids never meet. */
export function joinContents(...sources: readonly Contents[]): Contents {
  function sourceOf(id: string): Contents {
    const source = sources.find((one) => one.get(id) !== undefined);
    if (!source) throw new Error(`there is no content ${id}`);
    return source;
  }

  return {
    *all() {
      for (const source of sources) yield* source.all();
    },
    get(id) {
      for (const source of sources) {
        const content = source.get(id);
        if (content) return content;
      }
      return undefined;
    },
    card: (id, channel, note) => sourceOf(id).card(id, channel, note),
    threadLines: (id, channel, told) => sourceOf(id).threadLines(id, channel, told),
    digest: (ids, channel) => sourceOf(ids[0] ?? '').digest(ids, channel),
    fallbacks: (platform) => [...new Set(sources.flatMap((source) => source.fallbacks(platform)))],
  };
}
