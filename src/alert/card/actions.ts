import type { Button } from '../../reply.ts';
import { commandLine } from '../../text/command-line.ts';
import { sayIn } from '../../text/language.ts';
import { shorten } from '../../text/shorten.ts';
import type { Alert } from '../alert.ts';
import { pushSource } from './push-source.ts';
import { runFirst } from './run-line.ts';
import { streamWords } from './stream-words.ts';
import type { AlertView } from './view.ts';

/** More backups than that are chosen from a list. */
const MOST_BACKUPS = 2;
/** Slack's limit on a button, which is the strictest. */
const LABEL = 75;

/** What can be done about it by a command, each through the usual guards, what helps first. `name`: of which part. */
export function actionButtons(alert: Alert, view: AlertView, name?: string): Button[] {
  const { condition, subject, account } = alert;
  const say = sayIn(view.language);
  const run = (label: string, lines: readonly string[], style?: Button['style']): Button[] => {
    const shown = shorten(name === undefined ? label : `${name}: ${label}`, LABEL);
    const button = runFirst(view, lines, { account, label: shown, ...(style && { style }) });
    return button ? [button] : [];
  };
  const onStream = (command: string) =>
    streamWords(alert, view).map((stream) => commandLine(command, { stream }));
  if (condition === 'incident')
    return [
      ...(subject.type === 'caster'
        ? run(say('Open caster', '打开导播台'), [commandLine('caster show', { caster: subject.id })])
        : []),
      ...run(say('Report', '事故报告'), [commandLine('incident report', { id: alert.id })]),
      ...run(say('All alerts', '全部告警'), ['alert list']),
    ];
  switch (subject.type) {
    case 'stream':
    case 'stream-name':
      return [
        ...backups(alert, view, run),
        ...run(say('Look', '查看流'), onStream('stream show')),
        ...(condition.startsWith('content.')
          ? run(say('Forbid…', '禁推…'), onStream('stream forbid'), 'danger')
          : []),
      ];
    case 'pull':
      return [
        ...run(
          say('Restart pull task', '重启拉流任务'),
          [commandLine('pull restart', { task: subject.id })],
          'primary',
        ),
        ...run(say('Look', '查看任务'), [commandLine('pull show', { task: subject.id })]),
      ];
    case 'caster':
      return run(say('Open caster', '打开导播台'), [commandLine('caster show', { caster: subject.id })]);
    case 'monitor':
      return run(say('Monitors', '监播列表'), ['monitor list']);
    case 'domain':
    case 'source':
    case 'group':
    case 'account':
    case 'channel':
    case 'machine':
      return [];
  }
}

/** Pushes that are there and are not on air, as far as is known. */
function backups(
  alert: Alert,
  view: AlertView,
  run: (label: string, lines: readonly string[], style?: Button['style']) => Button[],
): Button[] {
  if (alert.condition !== 'stream.down' && alert.condition !== 'stream.push-lost') return [];
  if (alert.status !== 'firing') return [];
  const say = sayIn(view.language);
  return (alert.found?.upstreams ?? [])
    .filter(({ sequence, main }) => sequence !== '' && !main && !alert.sequences.includes(sequence))
    .slice(0, MOST_BACKUPS)
    .flatMap(({ sequence, source }) => {
      const from = pushSource(source, view.language);
      return run(
        say(`Switch to backup ${sequence} (${from})`, `切到备流 ${sequence}（${from}）`),
        streamWords(alert, view).map((stream) => commandLine('backup switch', { stream, to: sequence })),
        'primary',
      );
    });
}
