import type { Language } from '../../../../src/text/language.ts';
import type { OnAir } from '../../../../src/onair/on-air.ts';
import type { DrawnAlert } from '../../live-view.ts';
import type { Completion } from '../conversation/completion.ts';

/** Something that was found: a line to run or to go on with, or a place to go to. */
export type Found = { readonly key: string; readonly title: string; readonly about: string } & (
  | { readonly kind: 'command'; readonly line: string; readonly needsMore: boolean }
  | { readonly kind: 'stream' | 'alert'; readonly link: string }
);

/** Where it is looked for. */
interface Places {
  readonly completions: readonly Completion[];
  readonly onAir: readonly OnAir[];
  readonly alerts: readonly DrawnAlert[];
  readonly language: Language;
}

const SHOWN = 30;

/** What has every word that is sought in it: alerts first, then streams, then what can be done with them, then commands. */
export function found(sought: string, { completions, onAir, alerts, language }: Places): readonly Found[] {
  const parts = sought.trim().toLowerCase().split(/\s+/);
  const fits = ({ title, about }: Found): boolean => {
    const text = `${title} ${about}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  };
  const streams = onAir.flatMap((each) => each.streams);
  const all: readonly Found[] = [
    ...alerts
      .filter(({ state }) => state !== 'closed')
      .map(({ id, what }): Found => ({
        ...{ kind: 'alert', key: `alert-${id}`, title: what[language], about: id, link: `alert/${id}` },
      })),
    ...streams.map(({ name, label }): Found => ({
      ...{ kind: 'stream', key: `stream-${name}`, title: label, about: name, link: `stream/${name}` },
    })),
    ...streams.flatMap(({ name, lines }) =>
      Object.values(lines).map((line): Found => ({
        ...{ kind: 'command', key: `${name} ${line}`, title: line, about: '', line, needsMore: false },
      })),
    ),
    ...completions.map(({ line, summary }): Found => ({
      ...{
        kind: 'command',
        key: `command-${line}`,
        title: line,
        about: summary,
        line,
        needsMore: !RUNS_ALONE.test(line),
      },
    })),
  ];
  return all.filter(fits).slice(0, SHOWN);
}

/** What lists runs as it stands; anything else may need to be told on what. */
const RUNS_ALONE = /^(\S+ list|\S+ 列表|help|帮助|whoami|我是谁|status|状态|audit|审计)$/u;
