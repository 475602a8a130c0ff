import { z } from 'zod';
import { defineKeep } from '../../src/command.ts';
import { commandLine } from '../../src/line/command-line.ts';
import { muteEnd } from '../alert/mute-end.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { nearest } from '../../src/text/nearest.ts';
import { streamWords } from '../stream/address-words.ts';
import { typedLine } from '../typed-line.ts';
import { type Until, UntilSchema } from '../until.ts';
import { untilSpellings, untilWords } from '../until-words.ts';
import { when } from '../when.ts';
import { conditionText, muteText } from './describe.ts';
import { MUTABLE } from './mutable.ts';
import { coveredBy } from './pattern.ts';

/** `mute add`: alerts of the streams that a pattern names are recorded and not announced, until a time. */
export const muteAdd = defineKeep({
  name: 'mute add',
  zh: '屏蔽 添加',
  summary: {
    en: 'Mute the alerts of some streams for a time; the history still records them',
    zh: '在一段时间内屏蔽部分流的告警；期间照常记录',
  },
  risk: 'change',
  options: {
    pattern: {
      schema: z.string().trim().min(1).max(300),
      summary: {
        en: 'short name, domain/app/stream, or a part with stars; * for everything',
        zh: '短名、域名/应用/流名，或带 * 的一部分；* 表示全部',
      },
      zh: '范围',
      required: true,
      example: 'push.example.com/live/*',
      suggests: 'stream',
      names: true,
      words: streamWords,
    },
    until: {
      schema: UntilSchema,
      summary: {
        en: 'how long (15m, 2h) or until when (22:00); 7 days at most',
        zh: '时长（15m、2h）或截止时间（22:00）；最长 7 天',
      },
      zh: '截止',
      required: true,
      example: '2h',
      words: untilWords,
      near: untilSpellings,
    },
    condition: {
      schema: z
        .string()
        .trim()
        .toLowerCase()
        .max(64)
        .refine((name) => MUTABLE.includes(name))
        .optional(),
      summary: {
        en: 'only this condition; without one, name the reason: why:…',
        zh: '只屏蔽这一种异常；不限时请写 说明:…',
      },
      zh: '异常',
      required: false,
      example: 'push.abnormal',
      suggests: 'condition',
      near: (given) => nearest(given, MUTABLE),
    },
    why: {
      schema: z.string().max(300).optional(),
      summary: { en: 'why, for everybody who looks; 300 characters at most', zh: '屏蔽说明；最多 300 字' },
      zh: '说明',
      required: false,
      example: 'encoder swap',
      rest: true,
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { pattern, warning } = await coveredBy(context, options.pattern, options.condition, (other) =>
      lineFor(other, options),
    );
    const until = muteEnd(context, options.until);
    const why = options.why?.trim() ?? '';
    const mute = await alerts.addMute(
      {
        account,
        pattern,
        until,
        ...(options.condition === undefined ? {} : { condition: options.condition }),
        ...(why === '' ? {} : { why }),
      },
      who,
    );
    return card(say(`Muted: ${muteText(mute)}`, `已屏蔽：${muteText(mute)}`), {
      tone: warning === undefined ? 'success' : 'warning',
      lines: [
        ...(warning === undefined ? [] : [warning]),
        say(
          'Failures in the meantime are recorded, and announced if they are still there when the mute ends.',
          '期间的异常照常记录；到期仍未恢复的会发出告警。',
        ),
      ],
      facts: [
        { label: say('Until', '截止'), value: when(context, mute.until) },
        { label: say('Only', '异常'), value: conditionText(context, mute) },
        ...(why === '' ? [] : [{ label: say('Why', '说明'), value: why }]),
      ],
      buttons: buttonRow(runButton(typedLine('mute end', mute.id), say('End it', '结束屏蔽'))),
      footer: mute.id,
    });
  },
});

/** The same mute for another pattern. */
function lineFor(
  pattern: string,
  { until, condition, why }: { until: Until; condition?: string | undefined; why?: string | undefined },
): string {
  const given = { pattern, until: until.text, condition, why };
  return commandLine(
    'mute add',
    Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => !!entry[1])),
  );
}
