import { FORMAT_CLASSES } from '../callback-words.ts';
import { partOf, textOf, type Message } from './fields.ts';
import { valuesOf, type Reading } from './reading.ts';

/** The exact names are not documented, save those of format classes. */
const BROKEN =
  /broken|break|interrupt|disconnect|offline|lost|no[_ -]?(?:stream|input|signal)|断流|中断|无流/i;
const FORMAT = /format|codec|resolution|timestamp|samplerate|parameterset|\bdts|\bpts|格式/i;

/** 328: a monitor. Nothing is signed, so it is only a hint. */
export function monitor(message: Message): Reading {
  const name = textOf(message, 'event_name');
  const details = partOf(message, 'event_msg');
  const level = textOf(message, 'level') ?? textOf(details, 'level');
  const isFatal =
    level?.toLowerCase() === 'fatal' || (name !== undefined && FORMAT_CLASSES.get(name)?.fatal === true);
  return {
    condition: conditionOf(name ?? ''),
    effect: 'hints',
    subject: { type: 'monitor', id: textOf(message, 'stream_id', 'streamId') ?? '' },
    ...(name !== undefined && { code: name }),
    ...(isFatal && { severity: 'critical' }),
    values: valuesOf({
      event: name,
      level,
      reason: textOf(details, 'desc', 'message', 'msg') ?? plainText(textOf(message, 'event_msg')),
    }),
  };
}

function conditionOf(name: string): 'monitor.broken' | 'monitor.format' | 'monitor.quality' {
  if (FORMAT_CLASSES.has(name)) return 'monitor.format';
  if (BROKEN.test(name)) return 'monitor.broken';
  return FORMAT.test(name) ? 'monitor.format' : 'monitor.quality';
}

/** Its layout is not documented: JSON is nothing to be shown. */
function plainText(text: string | undefined): string | undefined {
  return text !== undefined && /^[{[]/.test(text) ? undefined : text;
}
