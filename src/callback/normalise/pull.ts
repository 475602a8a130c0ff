import type { Subject } from '../event.ts';
import { listOf, numberOf, partOf, textOf, type Message } from './fields.ts';
import { plainAddress, pushedStream } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

/** Those after which the task is looked at. It also tells of an exit when it only tries again. */
const TO_CHECK: ReadonlySet<string> = new Set(['TaskAlarm', 'TaskExit', 'TaskStart', 'VodSourceFileStart']);

/** 314: a pull task. Nothing is signed, so it is only a hint; `code` is the event, or the type of an alarm. */
export function pullTask(message: Message): Reading {
  const event = textOf(message, 'callback_event');
  const details = partOf(message, 'msg');
  const to = textOf(message, 'to_url');
  const stream = to === undefined ? undefined : pushedStream(to);
  const source = sourceOf(message, details);
  const code = (event === 'TaskAlarm' ? textOf(details, 'type') : undefined) ?? event;
  return {
    ...(event !== undefined && TO_CHECK.has(event)
      ? { condition: 'pull.failing', effect: 'hints' }
      : { effect: 'informs' }),
    subject: subjectOf(textOf(message, 'task_id'), stream, source),
    ...(code !== undefined && { code }),
    values: valuesOf({
      event,
      reason: textOf(details, 'message'),
      error: numberOf(details, 'code'),
      to: stream,
      source,
    }),
    groups: source === undefined ? [] : [`source:${source}`],
  };
}

function sourceOf(message: Message, details: Message): string | undefined {
  const urls = [...listOf(message, 'source_urls'), textOf(message, 'source_urls'), textOf(details, 'url')];
  for (const url of urls) {
    // A list that was cut is no JSON any more: its first address is still there.
    const address = typeof url === 'string' ? plainAddress(url.replace(/^[\s["]+/, '')) : undefined;
    if (address !== undefined) return address;
  }
  return undefined;
}

/** An exit tells neither its task nor where it pushed to: then what it pulled is all there is. */
function subjectOf(
  task: string | undefined,
  stream: string | undefined,
  source: string | undefined,
): Subject {
  if (task !== undefined) return { type: 'pull', id: task };
  if (stream !== undefined) return { type: 'stream', id: stream };
  return { type: 'source', id: source ?? '' };
}
