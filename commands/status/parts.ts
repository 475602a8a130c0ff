import { severityWord } from '../../src/alert/card/state.ts';
import { whatText } from '../../src/alert/card/title.ts';
import { SEVERITIES } from '../../src/callback/event.ts';
import type { CommandContext } from '../../src/command.ts';
import { readGroups } from '../../src/live/read/backup-groups.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import { readPlayTotals } from '../../src/live/read/figures/play-totals.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { formatRelative } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { openAlerts } from '../alert/open.ts';
import { casterLabel, readCasters } from '../caster/resolve.ts';
import { isRunning } from '../monitor/describe.ts';
import { monitorLabel, readMonitors } from '../monitor/resolve.ts';
import { streamWords } from '../stream/button.ts';
import { typedLine } from '../typed-line.ts';
import type { Part, PartFound, Trouble } from './part.ts';
import { pulls } from './pulls.ts';

/** Names that stand behind a number, at most. */
const MOST_NAMES = 3;

/** `2 of 3: a, b`; what is left of the names is counted. */
function named(of: Text, names: readonly string[]): Text {
  if (names.length === 0) return of;
  const shown = names.slice(0, MOST_NAMES);
  const left = names.length - shown.length;
  return {
    en: `${of.en}: ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
    zh: `${of.zh}：${shown.join('、')}${left > 0 ? `，另有 ${left} 个` : ''}`,
  };
}

const NONE: Text = { en: 'none', zh: '无' };

const alerts: Part = {
  label: { en: 'Alerts', zh: '告警' },
  line: 'alert list',
  asksCloud: false,
  async read(context) {
    const open = openAlerts(context);
    const counts = SEVERITIES.flatMap((severity) => {
      const count = open.filter((alert) => alert.severity === severity).length;
      const { en, zh } = severityWord(severity);
      return count === 0 ? [] : [{ en: `${count} ${en.toLowerCase()}`, zh: `${zh} ${count}` }];
    });
    if (counts.length === 0) return { value: NONE };
    return {
      value: { en: counts.map(({ en }) => en).join(', '), zh: counts.map(({ zh }) => zh).join('，') },
      troubles: open.map((alert): Trouble => {
        const what = (language: 'en' | 'zh-CN') =>
          whatText(alert, { config: context.config, language, now: context.now() }, 80);
        return {
          text: { en: `Alert ${alert.id}: ${what('en')}`, zh: `告警 ${alert.id}：${what('zh-CN')}` },
          line: typedLine('alert show', alert.id),
          label: alert.id,
        };
      }),
    };
  },
};

/** A stream that has a short name is one that somebody waits for. */
const streams: Part = {
  label: { en: 'On air', zh: '推流中' },
  line: 'stream list',
  async read(context) {
    const online = await onlineMany(context);
    const { total } = online;
    const value =
      total === 1 ? { en: '1 stream', zh: '1 路' } : { en: `${total} streams`, zh: `${total} 路` };
    // Where more is on air than was read, nobody can say what is not.
    if (online.streams.length < total) return { value };
    const known = new Set([
      ...online.streams.map(fullName),
      // What has an alert is named by that.
      ...openAlerts(context).flatMap(({ subject }) => (subject.type === 'stream' ? subject.id : [])),
    ]);
    return {
      value,
      troubles: expected(context).flatMap((each) => (known.has(each.name) ? [] : each.trouble)),
    };
  },
};

function expected(context: CommandContext): readonly { readonly name: string; readonly trouble: Trouble }[] {
  const { config, account } = context;
  return Object.entries(config.streams)
    .filter(([, stream]) => (stream.account ?? config.defaultAccount) === account)
    .map(([short, stream]) => {
      const [word] = streamWords(context, stream);
      return {
        name: fullName(stream),
        trouble: {
          text: { en: `${short} is not on air`, zh: `${short} 未在推流` },
          ...(word !== undefined && { line: typedLine('stream check', word), label: short }),
        },
      };
    });
}

const backups: Part = {
  label: { en: 'Backups', zh: '主备' },
  line: 'backup list',
  async read(context) {
    const groups = await readGroups(context);
    const ready = groups.filter(({ upstreams }) => upstreams.some(({ main }) => !main));
    const without = groups.filter(
      ({ upstreams }) => upstreams.length > 0 && !upstreams.some(({ main }) => main),
    );
    const count = { en: `${ready.length} with one ready`, zh: `${ready.length} 路有备流` };
    return {
      value:
        ready.length === 0
          ? NONE
          : named(
              count,
              ready.map(({ stream }) => safeLine(stream, 30)),
            ),
      troubles: without.map(({ stream }) => ({
        text: {
          en: `${safeLine(stream, 60)} has pushes, and none of them is the main one`,
          zh: `${safeLine(stream, 60)} 有推流，但没有主流`,
        },
      })),
    };
  },
};

const casters: Part = {
  label: { en: 'Casters', zh: '导播台' },
  line: 'caster list',
  async read(context) {
    const all = await readCasters(context);
    const live = all.filter(({ info }) => [1, 3].includes(Number(info.Status ?? 0)));
    return {
      value: counted(
        all.length,
        live.map((caster) => wording(casterLabel(caster), context.language)),
        { en: 'with PGM', zh: '个主监播出中' },
      ),
    };
  },
};

const monitors: Part = {
  label: { en: 'Monitors', zh: '监播' },
  line: 'monitor list',
  async read(context) {
    const { monitors: all, total } = await readMonitors(context);
    const running = all.filter(isRunning);
    return { value: counted(total, running.map(monitorLabel), { en: 'running', zh: '个运行中' }) };
  },
};

function counted(total: number, names: readonly string[], what: Text): Text {
  if (total === 0) return NONE;
  const count = names.length;
  return named({ en: `${count} of ${total} ${what.en}`, zh: `${total} 个中 ${count} ${what.zh}` }, names);
}

const viewers: Part = {
  label: { en: 'Viewers', zh: '观众' },
  line: 'traffic chart',
  async read(context): Promise<PartFound> {
    const { at, online, mbps } = await readPlayTotals(context);
    const [people, rate] = [online.toLocaleString('en'), `${Math.round(mbps).toLocaleString('en')} Mbps`];
    const seen = (language: 'en' | 'zh-CN') =>
      at === undefined ? '' : formatRelative(at, context.now(), language);
    const ago = { en: seen('en'), zh: seen('zh-CN') };
    return {
      value: {
        en: [people, rate, ago.en].filter(Boolean).join(', '),
        zh: `${people} 人，${rate}${ago.zh && `（${ago.zh}）`}`,
      },
    };
  },
};

/** What is looked at, the most urgent first. */
export const PARTS: readonly Part[] = [alerts, streams, pulls, backups, casters, monitors, viewers];
