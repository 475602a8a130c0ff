import { disconnectWords, isRefusal } from '../../../src/callback/disconnect-codes.ts';
import type { Alert } from '../../../src/alert/model/alert.ts';
import type { CommandContext } from '../../../src/command.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';
import { formatRelative } from '../../../src/text/duration.ts';
import type { Text } from '../../../src/text/language.ts';
import { stopWords } from '../stop-words.ts';
import type { Looks } from './look.ts';
import { qualityOf } from './quality.ts';
import type { Seen } from './verdict.ts';

const MINUTE = 60_000;

/** What the looks and the alerts on disk say together. */
export function seenIn(context: CommandContext, name: StreamName, looks: Looks): Seen {
  const { state, pushes, quality, domain } = looks;
  const alert = newestAlert(context, name);
  const come = quality.value && qualityOf(quality.value);
  return {
    isForbidden: state.value === undefined ? undefined : state.value === 'forbid',
    isPushed: pushes && pushes.length > 0,
    hasBackup: pushes?.some(({ main }) => !main),
    quality: come && (come.poor.length > 0 ? 'poor' : 'good'),
    domain: domain.error
      ? undefined
      : domain.value === undefined
        ? 'missing'
        : domain.value.isOn
          ? 'on'
          : 'off',
    pull: pullOf(looks),
    last: lastOf(context, looks, alert),
    refused:
      alert?.status === 'firing' && isRefusal(alert.code)
        ? disconnectWords(alert.code ?? '').words
        : undefined,
  };
}

/** The newest alert that is about the stream: it holds the disconnect code that a callback told. */
function newestAlert({ alerts, account }: CommandContext, name: StreamName): Alert | undefined {
  return alerts
    .list(account)
    .filter(({ subject }) => subject.type === 'stream' && subject.id === fullName(name))
    .sort((a, b) => b.lastAt - a.lastAt)[0];
}

function pullOf({ pulls }: Looks): Seen['pull'] {
  const all = pulls.value ?? [];
  if (all.length === 0) return undefined;
  if (all.some(({ runs }) => runs === true)) return 'runs';
  if (all.some(({ runs }) => runs === false)) return 'should-run';
  return all.some(({ isDue }) => isDue) ? undefined : 'not-due';
}

function lastOf(context: CommandContext, { last }: Looks, alert: Alert | undefined): Seen['last'] {
  if (last.error) return undefined;
  const push = last.value;
  if (push?.ended === undefined) return push === undefined ? 'none' : undefined;
  // The callback of the same end: its code says more than the history does.
  const code = alert && Math.abs(alert.lastAt - push.ended) < MINUTE ? alert.code : undefined;
  return { ago: relative(context, push.ended), why: stopWords(push.reason, code) };
}

function relative({ now }: CommandContext, ms: number): Text {
  return { en: formatRelative(ms, now(), 'en'), zh: formatRelative(ms, now(), 'zh-CN') };
}
