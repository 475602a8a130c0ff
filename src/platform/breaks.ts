import type { Text } from '../text/language.ts';

/** Something of the stand-in cloud that can be broken, or mended again, from a page. */
export interface Break {
  /** Small letters and dashes. */
  readonly id: string;
  readonly label: Text;
}

/** What a newcomer may break. There are none where the cloud is a real one. */
export interface Breaks {
  /** In the order in which they are offered: what mends something comes right after it. */
  readonly list: readonly Break[];
  /** Breaks or mends it. Whether there is such a thing. */
  cause(id: string): boolean;
}
