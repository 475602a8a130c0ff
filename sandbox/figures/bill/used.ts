import { drawn, fraction } from '../../draw.ts';

/** One picture size that a stream is made into. */
interface Rendition {
  readonly codec: string;
  readonly resolution: string;
  /** kbit/s */
  readonly rate: number;
}

/** What the cloud does with a stream while it is on air. */
export interface Used {
  readonly isRecorded: boolean;
  readonly isShot: boolean;
  readonly isKept: boolean;
  readonly isEnhanced: boolean;
  readonly renditions: readonly Rendition[];
}

const LADDER: readonly Rendition[] = [
  { codec: 'liveprocessor_H264', resolution: '1280*720', rate: 1800 },
  { codec: 'liveprocessor_H264', resolution: '854*480', rate: 900 },
  { codec: 'topspeed_H265', resolution: '1920*1080', rate: 2500 },
];

/**
 * What the usage figures say is done with a stream: drawn by its name, so that they are the same at every look. They do not
 * follow templates and rules.
 */
export function usedBy(seed: number, path: string): Used {
  const word = drawn(seed, 'used', path);
  const next = () => fraction(word.word());
  const isRecorded = next() < 0.7;
  const isShot = next() < 0.6;
  const isKept = next() < 0.4;
  const isEnhanced = next() < 0.3;
  const renditions = next() < 0.75 ? LADDER.slice(0, 1 + Math.floor(next() * LADDER.length)) : [];
  return { isRecorded, isShot, isKept, isEnhanced, renditions };
}
