import { alerts, onAir } from '../state/store.ts';
import { language } from '../words/language.ts';
import { typed, type Completion } from '../conversation/completion.ts';

const SHOWN = 8;

/** A whole line that can be sent as it is. */
export interface LiveLine extends Completion {
  readonly isWhole: true;
}

/** Commands on what is there now: a name is offered once the command stands. */
export function withLive(completions: readonly Completion[], text: string): readonly LiveLine[] {
  const sought = text
    .replace(/^\s*\/live\s/i, '')
    .replace(/\s+/g, ' ')
    .trimStart();
  const command = completions
    .map(({ line }) => typed(line))
    .filter((line) => sought.toLowerCase().startsWith(`${line.toLowerCase()} `))
    .sort((a, b) => b.length - a.length)[0];
  if (command === undefined) return [];
  const rest = sought.slice(command.length + 1).toLowerCase();
  if (rest.includes(' ')) return [];
  return namesFor(command)
    .filter(({ name }) => name.toLowerCase().includes(rest) && name.toLowerCase() !== rest)
    .slice(0, SHOWN)
    .map(({ name, about }) => ({ line: `${command} ${name}`, summary: about, isWhole: true }));
}

interface Named {
  readonly name: string;
  readonly about: string;
}

const OF_STREAMS =
  /^(stream|backup|snapshot|record|play-url|url|mute|流|主备|截图|录制|播放地址|屏蔽)\b|^(流|主备|截图|录制)/u;
const OF_ALERTS = /^(alert|incident|告警|事故)/u;
const OF_CASTERS = /^(caster|导播)/u;

function namesFor(command: string): readonly Named[] {
  if (OF_ALERTS.test(command))
    return [...alerts.value.values()].map(({ id, what }) => ({ name: id, about: what[language.value] }));
  if (OF_CASTERS.test(command))
    return [...onAir.value.values()].flatMap(({ casters }) =>
      casters.map(({ label, id }) => ({ name: label.includes(' ') ? id : label, about: id })),
    );
  if (!OF_STREAMS.test(command)) return [];
  return [...onAir.value.values()].flatMap(({ streams }) =>
    streams
      .filter(({ label, name }) => !/[\s"':]/u.test(label) && !/[\s"']/u.test(name))
      .map(({ label, name }) => ({ name: label, about: name })),
  );
}
