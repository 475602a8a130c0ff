import { INCIDENT } from '../../../callback/conditions.ts';
import { conditionOf } from '../../../callback/condition.ts';
import type { Button } from '../../../reply.ts';
import { commandLine } from '../../../line/command-line.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { actionButton, type ActionLabel } from './action-button.ts';
import { streamWords } from '../words/stream-words.ts';
import type { AlertView } from '../view.ts';

/** What shows more of it, and what can be done about a picture once it was looked at. `part`: of which part. */
export function lookButtons(alert: Alert, view: AlertView, part?: string): Button[] {
  const { condition, subject } = alert;
  const say = sayIn(view.language);
  const run = (label: string, lines: readonly string[], style?: ActionLabel['style']): Button[] =>
    actionButton(alert, view, lines, { label, part, ...(style && { style }) });
  const onStream = (command: string) =>
    streamWords(alert, view).map((stream) => commandLine(command, { stream }));
  const caster = () =>
    run(say('Open caster', '打开导播台'), [commandLine('caster show', { caster: subject.id })]);
  if (condition === INCIDENT)
    return [
      ...(subject.type === 'caster' ? caster() : []),
      ...run(say('Report', '事故报告'), [commandLine('incident report', { id: alert.id })]),
      ...run(say('All alerts', '全部告警'), ['alert list']),
    ];
  switch (subject.type) {
    case 'stream':
    case 'stream-name':
      return [
        ...run(say('Look', '查看流'), onStream('stream show')),
        ...(conditionOf(view.config.alerts.conditions, condition)?.offersForbid
          ? run(say('Forbid…', '禁推…'), onStream('stream forbid'), 'danger')
          : []),
      ];
    case 'pull':
      return run(say('Look', '查看任务'), [commandLine('pull show', { task: subject.id })]);
    case 'caster':
      return caster();
    case 'monitor':
      return run(say('Monitors', '监播列表'), ['monitor list']);
    case 'package':
      return run(say('Packages', '套餐包列表'), ['package list']);
    case 'domain':
    case 'source':
    case 'group':
    case 'account':
    case 'channel':
    case 'machine':
      return [];
  }
}
