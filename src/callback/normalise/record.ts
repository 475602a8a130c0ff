import type { Severity } from '../event.ts';
import { numberOf, partOf, textOf, type Message } from './fields.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

const EFFECTS: ReadonlyMap<string, Pick<Reading, 'condition' | 'effect' | 'alsoClears'>> = new Map([
  ['record_start_failed', { condition: 'record.failed', effect: 'fires' }],
  ['record_error', { condition: 'record.failed', effect: 'fires' }],
  ['record_paused', { condition: 'record.paused', effect: 'fires' }],
  ['record_start_succeeded', { condition: 'record.failed', alsoClears: ['record.paused'], effect: 'clears' }],
  ['record_resumed', { condition: 'record.paused', alsoClears: ['record.failed'], effect: 'clears' }],
  ['record_ended', { condition: 'record.failed', alsoClears: ['record.paused'], effect: 'clears' }],
]);

const FORMATS: Readonly<Record<string, string>> = { 1: 'FLV', 2: 'HLS', 3: 'MP4', 4: 'AAC', 5: 'MP3' };
/** `source_type` of what a pull task relays; its stream is named by the task's id. */
const RELAYED = 2;

/** 332: what a recording did. */
export function recordState(message: Message): Reading {
  const event = textOf(message, 'record_event');
  const detail = partOf(message, 'record_detail');
  const format = textOf(detail, 'file_format');
  const task = textOf(message, 'stream_id');
  return {
    ...(EFFECTS.get(event ?? '') ?? { effect: 'informs' }),
    ...(numberOf(detail, 'source_type') === RELAYED &&
      task !== undefined && { subject: { type: 'pull', id: task } }),
    ...(event !== undefined && { code: event }),
    values: valuesOf({
      event,
      format: format === undefined ? undefined : (FORMATS[format] ?? format),
      task: textOf(message, 'task_id'),
    }),
    groups: streamGroups(message),
  };
}

const SEVERITIES: Readonly<Record<string, Severity>> = {
  error: 'critical',
  warning: 'warning',
  info: 'info',
};

/** 341: faults in what is recorded, as `record.<type>` and how often. */
export function recordFaults(message: Message): Reading {
  const exception = partOf(message, 'exception');
  const type = numberOf(exception, 'type');
  const level = textOf(message, 'exception_level')?.toLowerCase();
  const severity = level !== undefined && Object.hasOwn(SEVERITIES, level) ? SEVERITIES[level] : undefined;
  return {
    condition: 'record.exception',
    effect: 'fires',
    ...(type !== undefined && { code: String(type) }),
    ...(severity && { severity }),
    values: valuesOf({
      ...(type !== undefined && { [`record.${type}`]: numberOf(exception, 'occurs') ?? 1 }),
      reason: textOf(exception, 'desc'),
      level,
      format: textOf(message, 'file_format'),
    }),
    groups: streamGroups(message),
  };
}

/** 100: a recording was written. */
export function recordFile(message: Message): Reading {
  return {
    effect: 'informs',
    values: valuesOf({
      file: textOf(message, 'video_url', 'file_id', 'record_file_id'),
      format: textOf(message, 'file_format'),
      seconds: numberOf(message, 'duration'),
      bytes: numberOf(message, 'file_size'),
      task: textOf(message, 'task_id'),
    }),
    groups: streamGroups(message),
  };
}
