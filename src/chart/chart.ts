/** What is drawn, in words and numbers. Every text is already in the reader's language. */
export type Chart = LinesChart | BarsChart | GridChart;

interface Titled {
  readonly title: string;
  /** Small print under it: how late the figures are. */
  readonly note?: string;
}

/** One value at a moment (ms UTC). `null`: nobody knows. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** One line of a chart: its name in the legend, and its points, oldest first. */
export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

/** Lines of one unit above one another, as bitrate over frame rate: each unit has a panel, all share the time. */
export interface Panel {
  readonly unit: string;
  readonly lines: readonly Line[];
}

/** What happened at a moment (ms UTC), marked with a number on the picture and named under it. */
export interface Moment {
  readonly at: number;
  /** What is told of it, with its time: `04:00:05 broke`. */
  readonly text: string;
  /** Gives its colour: something broke, something is well again, somebody did something. */
  readonly kind: 'bad' | 'good' | 'people';
}

/** So many moments are marked at the most: more cannot be told apart on a phone. */
export const MOST_MOMENTS = 9;

/** Figures over time, a panel for each unit. */
export interface LinesChart extends Titled {
  readonly kind: 'lines';
  /** At most 4. */
  readonly panels: readonly Panel[];
  /** What is shown, ms UTC. */
  readonly from: number;
  readonly to: number;
  /** How far two points are apart, ms. Further apart than one and a half of it is a gap. */
  readonly step: number;
  /** IANA name, of the clock on the reader's wall. */
  readonly timeZone: string;
  /** Marked over all panels, oldest first; those outside `from` to `to` are not. At most MOST_MOMENTS. */
  readonly moments?: readonly Moment[];
}

/** The most first. */
export interface BarsChart extends Titled {
  readonly kind: 'bars';
  readonly unit: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** Rows by columns, as provinces by carriers; `null`: nothing there. */
export interface GridChart extends Titled {
  readonly kind: 'grid';
  readonly unit: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Draws a chart as a PNG. Undefined where it cannot be drawn now; never rejects. */
export type Draw = (chart: Chart) => Promise<Uint8Array | undefined>;
