import type { Tone } from '../reply.ts';

/** What stands in front of a card's title: tones are told apart by shape, not by colour alone. */
export const TONE_SIGN: Readonly<Record<Tone, string>> = {
  info: 'ℹ️',
  ask: '❓',
  progress: '⏳',
  success: '✅',
  warning: '⚠️',
  failure: '❌',
};
