import { sayIn, type Language, type Text } from '../../text/language.ts';
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
      return say(`pull task ${name}`, `拉流转推任务 ${name}`);
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
    case 'package':
      return say(`${packageName(id).en} package`, `${packageName(id).zh}套餐包`);
    case 'channel':
      return say(`channel ${name}`, `频道 ${name}`);
    case 'machine':
      return name;
  }
}

/** What a package is of, by its kind. */
const PACKAGES: Readonly<Record<string, Text>> = {
  traffic: { en: 'traffic', zh: '流量' },
  transcode: { en: 'transcoding', zh: '转码' },
  mic: { en: 'link-mic', zh: '连麦' },
};

function packageName(id: string): Text {
  return PACKAGES[id] ?? { en: safeLine(id, 40), zh: safeLine(id, 40) };
}
