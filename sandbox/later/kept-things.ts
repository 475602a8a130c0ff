/** What is kept of a thing: the fields that its structure has. */
export type Thing = Readonly<Record<string, unknown>>;

/** Kinds of things that came after the document. */
export type Kind =
  'room' | 'script' | 'speech' | 'figure' | 'effect' | 'library' | 'keyword' | 'video' | 'origin';

/** Things by kind and id. */
export type Kept = Record<Kind, Map<string, Thing>>;

/** So many of a kind at most. */
export const MOST = 1000;

/** An account that has none of these things. */
export function createKept(): Kept {
  const none = () => new Map<string, Thing>();
  return {
    room: none(),
    script: none(),
    speech: none(),
    figure: none(),
    effect: none(),
    library: none(),
    keyword: none(),
    video: none(),
    origin: none(),
  };
}
