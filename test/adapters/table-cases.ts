import type { Table } from '../../src/reply.ts';

/** A table and the lines that a chat platform shows of it. */
interface Shown {
  readonly table: Table;
  readonly lines: readonly string[];
}

/** A table that a phone shows in columns: Chinese signs take two of its letters' room. */
export const NARROW: Shown = {
  table: {
    columns: ['Stream', 'State'],
    rows: [
      ['main', 'on air'],
      ['备用流', 'off'],
    ],
  },
  lines: ['Stream  State', '──────────────', 'main    on air', '备用流  off'],
};

/** A table that no phone shows in columns: a record a row. */
export const WIDE: Shown = {
  table: {
    columns: ['Stream', 'State', 'Viewers'],
    rows: [
      ['live.example.com/live/main-feed-of-the-evening', 'on air', '1,204'],
      ['live.example.com/live/backup', 'off', ''],
    ],
  },
  lines: [
    'live.example.com/live/main-feed-of-the-evening',
    'State on air · Viewers 1,204',
    'live.example.com/live/backup',
    'State off',
  ],
};
