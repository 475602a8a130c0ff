import type { Say } from '../text/language.ts';
import { safeLine } from '../text/safe-line.ts';

/** Where a push comes from, in words, from the cloud's own: `直推流`, `拉流转推(<task id>)`. */
export function pushSource(source: string, say: Say): string {
  if (source === '直推流') return say('encoder', '推流端直推');
  const task = /^拉流转推\((.*)\)$/u.exec(source)?.[1];
  return task === undefined
    ? safeLine(source, 40)
    : say(`pull task ${safeLine(task, 30)}`, `拉流转推任务 ${safeLine(task, 30)}`);
}

/**
 * A push of a stream as people call it, and may type it: `main from encoder`, `backup 2 from pull task 637921`. `number` as
 * in backup list. The cloud's own name for it, a number of 19 digits, is for machines: see `backup list` of one stream.
 */
export function pushName(
  { main, source }: { readonly main: boolean; readonly source: string },
  number: number,
  say: Say,
): string {
  const role = main ? say('main', '主流') : say(`backup ${number}`, `备流 ${number}`);
  const from = source === '' ? '' : pushSource(source, say);
  return from === '' ? role : say(`${role} from ${from}`, `${role}（${from}）`);
}
