import { defineKeep } from '../../src/command.ts';
import { instant } from '../when.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert ack`: as the button on the card does it. An alert that has recovered is marked as seen. */
export const alertAck = defineKeep({
  name: 'alert ack',
  zh: '告警 认领',
  summary: {
    en: 'Acknowledge an alert to say you are on it; a recovered one is marked as seen',
    zh: '认领告警，表示由您跟进；已恢复的则标为已阅',
  },
  risk: 'change',
  options: { id: alertOption },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = resolveAlert(context, options.id, 'alert ack');
    const alert = await alerts.acknowledge(account, id, who);
    if (alert.status !== 'firing' || !alert.acknowledged)
      return doneCard(context, alert, say('Seen', '已阅'));
    const until = instant(context, alert.acknowledged.until);
    return doneCard(context, alert, say('Acknowledged', '已认领'), [
      say(
        `If it is still failing at ${until}, its card asks for attention again.`,
        `若到 ${until} 仍未恢复，卡片会重新要求处理。`,
      ),
    ]);
  },
});
