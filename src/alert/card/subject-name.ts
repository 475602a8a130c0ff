import { sayIn, type Language } from '../../text/language.ts';
import type { Subject } from '../../callback/event.ts';
import { safeLine } from '../../text/safe-line.ts';

/** What an alert is about, in words: a stream by its name alone, anything else with its kind in front. */
export function subjectName({ type, id }: Subject, language: Language, length = 160): string {
  const say = sayIn(language);
  const name = safeLine(id, length) || '—';
  switch (type) {
    case 'stream':
    case 'stream-name':
      return name;
    case 'pull':
      return say(`pull task ${name}`, `拉流任务 ${name}`);
    case 'monitor':
      return say(`monitor ${name}`, `监播 ${name}`);
    case 'domain':
      return say(`domain ${name}`, `域名 ${name}`);
    case 'source':
      return say(`pull source ${name}`, `拉流源 ${name}`);
    case 'caster':
      return say(`caster ${name}`, `导播台 ${name}`);
    case 'group':
      return say(`group ${name}`, `流组 ${name}`);
    case 'account':
      return say(`account ${name}`, `账号 ${name}`);
    case 'channel':
      return say(`channel ${name}`, `频道 ${name}`);
    case 'machine':
      return name;
  }
}
