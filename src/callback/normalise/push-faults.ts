import { isMessage, listOf, numberOf, textOf, type Message } from './fields.ts';
import { sequenceOf } from './push.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

const MOST_FAULTS = 16;

/** 321: faults in what is pushed, as `push.<type>` and how often; the most frequent first. */
export function pushFaults(message: Message): Reading {
  const counts = new Map<number, number>();
  for (const fault of listOf(message, 'abnormal_event')) {
    const type = isMessage(fault) ? numberOf(fault, 'type') : undefined;
    if (type === undefined || !isMessage(fault) || !Number.isSafeInteger(type)) continue;
    if (counts.has(type) || counts.size < MOST_FAULTS)
      counts.set(type, (counts.get(type) ?? 0) + (numberOf(fault, 'count') ?? 1));
  }
  const faults = [...counts].sort(([, a], [, b]) => b - a);
  return {
    ...(faults.length > 0 ? { condition: 'push.abnormal', effect: 'fires' } : { effect: 'informs' }),
    ...sequenceOf(message),
    ...(faults.length > 0 && { code: [...counts.keys()].sort((a, b) => a - b).join(',') }),
    values: valuesOf({
      ...Object.fromEntries(faults.slice(0, 11).map(([type, count]) => [`push.${type}`, count])),
      user_ip: textOf(message, 'user_ip'),
    }),
    groups: streamGroups(message),
  };
}
