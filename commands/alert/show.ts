import { answerCard } from '../../src/alert/card/alert-card.ts';
import { threadLines } from '../../src/alert/card/thread-lines.ts';
import { defineLook } from '../../src/command.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';
import { viewOf } from './view.ts';

/** The newest steps; all of them are in the report. */
const STEPS = 10;

/** `alert show`: the card of an alert as it is now, with the newest ten steps of its history. */
export const alertShow = defineLook({
  name: 'alert show',
  zh: '告警 查看',
  summary: { en: 'Show an alert, and what happened to it', zh: '查看一条告警及其经过' },
  risk: 'read',
  options: { id: alertOption },
  async run(context, options) {
    const alert = resolveAlert(context, options.id, 'alert show');
    const view = viewOf(context, alert);
    const steps = threadLines(alert, Math.max(0, alert.steps - STEPS), view);
    return { ...answerCard(alert, view), ...(steps.length > 0 && { code: steps.join('\n') }) };
  },
});
