import type { Card } from '../reply.ts';

/** The largest picture or file that is sent, bytes. */
const MOST_BYTES = 1_000_000;

/** A picture or a file on its way to a platform. */
export interface Attachment {
  readonly name: string;
  readonly type: 'image/png' | 'image/jpeg' | 'text/csv; charset=utf-8';
  readonly bytes: Uint8Array;
  /** Of a picture: what it shows. */
  readonly alt?: string;
}

/** What goes along with a card, the picture first. What is too large is left out, and `instead` says so. */
export function attachmentsOf({ picture, file }: Card): Attachment[] {
  const all: Attachment[] = [
    ...(picture
      ? [
          {
            ...{ name: picture.name, type: picture.type ?? 'image/png' },
            ...{ bytes: picture.png, alt: picture.alt },
          },
        ]
      : []),
    ...(file
      ? [{ name: file.name, type: 'text/csv; charset=utf-8', bytes: csvBytes(file.csv) } as const]
      : []),
  ];
  return all.filter(({ bytes }) => bytes.length <= MOST_BYTES);
}

/** The card where neither picture nor file can be sent: it says so. */
export function withoutAttachments(card: Card): Card {
  const { picture, file, instead = [], ...bare } = card;
  if (!picture && !file) return bare;
  return { ...bare, lines: [...(card.lines ?? []), ...instead] };
}

/** With the mark by which spreadsheets know that Chinese letters are UTF-8. */
function csvBytes(csv: string): Uint8Array {
  return new TextEncoder().encode(`\ufeff${csv}`);
}
