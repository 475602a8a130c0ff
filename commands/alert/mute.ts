import { defineKeep } from '../../src/command.ts';
import { untilSpellings } from '../until-words.ts';
import { when } from '../when.ts';
import { doneCard } from './done.ts';
import { muteEnd, MuteEndSchema } from './mute-end.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert mute`: keeps one alert quiet; `mute add` does so for many. */
export const alertMute = defineKeep({
  name: 'alert mute',
  zh: '告警 屏蔽',
  summary: {
    en: 'Mute one alert until a time or until it recovers; its recovery is still announced',
    zh: '屏蔽一条告警到某时或到恢复；恢复时仍会通知',
  },
  risk: 'change',
  options: {
    id: alertOption,
    until: {
      schema: MuteEndSchema,
      summary: {
        en: 'how long (15m, 2h), until when (22:00), or recovered; 7 days at most',
        zh: '时长（15m、2h）、截止时间（22:00）或 恢复；最长 7 天',
      },
      zh: '截止',
      required: true,
      example: '15m',
      rest: true,
      near: untilSpellings,
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const asked = options.until;
    const text = asked === 'recovered' ? asked : asked.text;
    const { id } = resolveAlert(context, options.id, 'alert mute', [text]);
    const until = asked === 'recovered' ? asked : muteEnd(context, asked);
    const alert = await alerts.mute(account, id, who, until);
    return doneCard(
      context,
      alert,
      until === 'recovered'
        ? say('Muted until it recovers', '已屏蔽到恢复为止')
        : say(`Muted until ${when(context, until)}`, `已屏蔽至 ${when(context, until)}`),
    );
  },
});
