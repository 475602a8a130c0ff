import type { CommandContext } from '../../src/command.ts';
import { sourceText } from '../backup/group.ts';
import { type Group, mainOf } from '../../src/live/read/backup-groups.ts';
import { upstreamWord } from '../backup/push-word.ts';
import { streamWords } from '../stream/button.ts';
import { streamTarget } from '../stream/naming/name.ts';
import { stateWord } from '../stream/state.ts';
import { typedLine } from '../typed-line.ts';
import type { Board } from './board.ts';
import type { Control } from './control.ts';
import { clockTime, joined, type Row, unknownState } from './row.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** Told apart by shape as well. */
const SIGNS: Readonly<Record<string, string>> = { active: '●', inactive: '○', forbid: '⊘' };

/** A stream of a panel. `label`: what it is called on this panel. */
export function streamRow(context: CommandContext, name: StreamName, label: string, board: Board): Row {
  const now = board.streams.get(fullName(name));
  const group = groupOf(board, name);
  const target = streamTarget(context, name).key;
  if (!now?.known) {
    const value = unknownState(context, now?.since ?? context.now());
    return { fact: { label, value }, controls: controlsOf(context, name, label), target };
  }
  const { state } = now.value;
  const main = group && mainOf(group);
  // Of several pushes the list tells the newest; viewers see the main one.
  const since = main?.since ?? now.value.since;
  return {
    fact: {
      label,
      value: joined([
        `${SIGNS[state] ?? '?'} ${stateWord(context, state)}${state === 'active' ? sinceText(context, since) : ''}`,
        state === 'active' ? broughtText(context, name, board) : undefined,
        state === 'active' ? viewersText(context, name, board) : undefined,
        state === 'active' ? backupsText(context, group) : undefined,
      ]),
    },
    controls: controlsOf(context, name, label, state, group),
    target,
  };
}

function sinceText(context: CommandContext, since: number | undefined): string {
  if (since === undefined) return '';
  const at = clockTime(context, since);
  return context.say(` since ${at}`, `（${at} 起）`);
}

function viewersText(context: CommandContext, name: StreamName, board: Board): string | undefined {
  const viewers = board.viewers.get(fullName(name));
  if (!viewers?.known || !viewers.value) return undefined;
  const count = viewers.value.online.toLocaleString('en');
  return context.say(count === '1' ? '1 viewer' : `${count} viewers`, `${count} 人观看`);
}

/** To a tenth of a Mbit/s: what changes less is not worth an edit. */
function broughtText(context: CommandContext, name: StreamName, { pushes }: Board): string | undefined {
  const push = pushes.known ? pushes.value.get(fullName(name)) : undefined;
  if (!pushes.known || !push) return undefined;
  const [rate, at] = [(push.kbps / 1000).toFixed(1), clockTime(context, pushes.at)];
  return context.say(`${rate} Mbit/s, ${push.fps} fps at ${at}`, `${rate} Mbit/s，${push.fps} fps（${at}）`);
}

function groupOf(board: Board, { domain, app, stream }: StreamName): Group | undefined {
  if (!board.groups.known) return undefined;
  return board.groups.value.find(
    (group) =>
      group.stream === stream && group.upstreams.some((each) => each.domain === domain && each.app === app),
  );
}

function backupsText({ say }: CommandContext, group: Group | undefined): string | undefined {
  const count = group?.upstreams.filter(({ main }) => !main).length ?? 0;
  if (count === 0) return undefined;
  return say(count === 1 ? '1 backup' : `${count} backups`, `${count} 路备流`);
}

/** Without a state everything is offered: the preview reads it again, and says no to what does not fit. */
function controlsOf(
  context: CommandContext,
  name: StreamName,
  label: string,
  state?: string,
  group?: Group,
): Control[] {
  const { say } = context;
  const words = streamWords(context, name);
  const control = (urgency: Control['urgency'], command: string, verb: string, to = ''): Control => ({
    urgency,
    lines: words.map((word) => typedLine(command, word, to)),
    label: `${verb} ${label}…`,
    choice: `${label} · ${verb}…`,
  });
  return [
    ...switchesOf(context, group, (urgency, to, choice) => ({
      ...control(urgency, 'backup switch', say('Switch', '切备流'), to),
      choice: `${label} · ${choice}…`,
    })),
    ...(state === 'forbid' || state === undefined
      ? [control(state ? 'save' : 'more', 'stream resume', say('Resume', '恢复'))]
      : []),
    ...(state === 'active' || state === undefined
      ? [control(state ? 'cut' : 'more', 'stream drop', say('Drop', '断开'))]
      : []),
    ...(state === 'forbid' ? [] : [control('more', 'stream forbid', say('Forbid', '禁推'))]),
    {
      ...control('details', 'stream show', say('Details', '详情')),
      choice: `${label} · ${say('Details', '详情')}`,
    },
  ];
}

/** A button only where there is one backup to switch to: which of several is the healthy one, people know. */
function switchesOf(
  context: CommandContext,
  group: Group | undefined,
  control: (urgency: Control['urgency'], to: string, choice: string) => Control,
): Control[] {
  const { say } = context;
  const backups = group?.upstreams.filter(({ main }) => !main) ?? [];
  const alone = backups.length === 1;
  return backups.flatMap((backup) => {
    const to = group && upstreamWord(group, backup);
    const from = sourceText(context, backup);
    return to ? [control(alone ? 'save' : 'more', to, say(`Switch to ${from}`, `切到${from}`))] : [];
  });
}
