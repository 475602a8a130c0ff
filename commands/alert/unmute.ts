import { defineKeep } from '../../src/command.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert unmute`: ends the mute of an alert, or the mute of many that it is under. */
export const alertUnmute = defineKeep({
  name: 'alert unmute',
  zh: '告警 取消屏蔽',
  summary: { en: 'End the mute of an alert', zh: '取消对一条告警的屏蔽' },
  risk: 'change',
  options: { id: alertOption },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = resolveAlert(context, options.id, 'alert unmute');
    const alert = await alerts.unmute(account, id, who);
    return doneCard(context, alert, say('No longer muted', '已取消屏蔽'));
  },
});
