import { z } from 'zod';
import { goesOnWords } from '../../src/alert/card/words/goes-on.ts';
import { muteOffer } from '../../src/alert/card/buttons/mute-offer.ts';
import { defineKeep } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert close`: ends an alert, also one that still fails. */
export const alertClose = defineKeep({
  name: 'alert close',
  zh: '告警 关闭',
  summary: {
    en: 'Close an alert for good; a new failure opens a new alert',
    zh: '关闭一条告警；再次异常会另开新告警',
  },
  risk: 'change',
  options: {
    id: alertOption,
    why: {
      schema: z.string().max(500).optional(),
      summary: { en: 'why, for the report; 500 characters at most', zh: '关闭说明，会写进报告；最多 500 字' },
      zh: '说明',
      required: false,
      example: 'planned test of the encoder',
      rest: true,
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const why = options.why?.trim() ?? '';
    const { id } = resolveAlert(context, options.id, 'alert close', [why]);
    const alert = await alerts.close(account, id, who, ...(why === '' ? [] : [why]));
    const goesOn = goesOnWords(alert, context.config.alerts.conditions);
    return doneCard(
      context,
      alert,
      say('Closed', '已关闭'),
      goesOn ? [wording(goesOn, context.language)] : [],
      muteOffer(alert, context.config, context.language),
    );
  },
});
