/** What the worker is given: an option of echarts, which is JSON, and the texts under the marks of its time axes. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly option: Readonly<Record<string, unknown>>;
  readonly marks: readonly (readonly [number, string])[];
}

/** px; twice what a phone is wide, so that it is sharp there. */
export const WIDTH = 720;

/** Colours that hold apart for people who see few colours, and on the paper. */
export const COLOURS = ['#0b66c3', '#c2410c', '#0f766e', '#7c3aed', '#b45309', '#475569'] as const;

/** One paper for dark and light chats: grey enough not to glare, light enough for the ink. */
export const PAPER = '#eef0f3';
/** The colour of text. */
export const INK = '#1f2933';
/** The colour of small print and of the names of axes. */
export const FAINT = '#52606d';
/** The colour of the lines behind. */
export const GRID = '#cbd2d9';
/** px: 11 to the eye on a phone. */
export const TEXT = 22;

/** Longer names are cut: they would take the picture's room. */
export function cut(text: string, most: number): string {
  const characters = Array.from(text.replace(/\s+/gu, ' '));
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** Title above, small print below: the same on every picture. */
export function frame(title: string, note: readonly string[]) {
  return {
    backgroundColor: PAPER,
    animation: false,
    textStyle: { fontFamily: 'Noto Sans SC', color: INK, fontSize: TEXT },
    title: [
      {
        text: cut(title, 44),
        left: 20,
        top: 12,
        textStyle: { fontSize: TEXT + 2, fontWeight: 'normal', color: INK },
      },
      ...(note.length === 0
        ? []
        : [
            {
              text: note.join('\n'),
              left: 20,
              bottom: 8,
              textStyle: { fontSize: TEXT - 4, lineHeight: 25, fontWeight: 'normal', color: FAINT },
            },
          ]),
    ],
  };
}
