import { z } from 'zod';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { audibleOf, isRunning, settingsMark } from './describe.ts';
import { type Monitor, monitorLabel } from './resolve.ts';

/** How a command left a monitor; `at`: when it was started or stopped, seconds since 1970; `settings`: mark of them. */
export const LeftSchema = z.object({
  running: z.boolean(),
  at: z.number().optional(),
  audible: z.array(z.number()).optional(),
  settings: z.string().optional(),
});
export type Left = Readonly<z.infer<typeof LeftSchema>>;

/** @throws Refusal where a monitor is not as a command left it, whoever changed it. */
export function refuseUnlessLeft(monitor: Monitor, left: Left): void {
  const running = isRunning(monitor);
  const at = Number((running ? monitor.info.StartTime : monitor.info.StopTime) ?? 0);
  const same =
    running === left.running &&
    (left.at === undefined || at === left.at) &&
    (!running || left.audible === undefined || left.audible.join() === audibleOf(monitor).join()) &&
    (left.settings === undefined || left.settings === settingsMark(monitor));
  if (same) return;
  const label = monitorLabel(monitor);
  throw new Refusal(
    'airdesk.changed',
    { en: `Monitor ${label} was changed again since`, zh: `监播 ${label} 之后又被改过` },
    { en: 'Nothing was done. See how it is now.', zh: '未做任何操作。请先查看现在的状态。' },
    [typedLine('monitor show', monitor.word)],
  );
}
