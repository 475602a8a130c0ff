import { disconnectWords } from '../disconnect-codes.ts';
import { numberOf, textOf, type Message } from './fields.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

/** 1: a push began. */
export function pushBegan(message: Message): Reading {
  return {
    condition: 'stream.down',
    effect: 'clears',
    ...sequenceOf(message),
    values: valuesOf({
      user_ip: textOf(message, 'user_ip'),
      node: textOf(message, 'node'),
      resolution: resolution(message),
    }),
    groups: streamGroups(message),
  };
}

/** 0: a push ended, with a code that tells who ended it. */
export function pushEnded(message: Message): Reading {
  const code = codeOf(message);
  return {
    condition: 'stream.down',
    effect: 'fires',
    ...sequenceOf(message),
    ...(code !== undefined && { code }),
    cause: disconnectWords(code ?? '0').cause,
    values: valuesOf({
      reason: textOf(message, 'errmsg'),
      user_ip: textOf(message, 'user_ip'),
      node: textOf(message, 'node'),
      duration_ms: numberOf(message, 'push_duration'),
      resolution: resolution(message),
    }),
    groups: streamGroups(message),
  };
}

/** Of one push activity, where it is told. */
export function sequenceOf(message: Message): { sequence?: string } {
  const sequence = textOf(message, 'sequence');
  return sequence === undefined || sequence === '0' ? {} : { sequence };
}

/** `21`, or `21.101` where the sub code is told, in whichever way: its field is not documented. */
function codeOf(message: Message): string | undefined {
  const main = textOf(message, 'errcode')?.slice(0, 16);
  if (main === undefined) return undefined;
  // As a number 21.100 comes as 21.1.
  if (/^\d+\.\d+$/.test(main)) return Number(main).toFixed(3);
  const sub = numberOf(message, 'sub_errcode', 'errsubcode', 'sub_code', 'subcode');
  return sub ? `${main}.${sub}` : main;
}

function resolution(message: Message): string | undefined {
  const width = numberOf(message, 'width');
  const height = numberOf(message, 'height');
  return width && height ? `${width}x${height}` : undefined;
}
