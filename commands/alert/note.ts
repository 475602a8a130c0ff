import { z } from 'zod';
import { defineKeep } from '../../src/command.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert note`: adds a line to the thread of an alert and to its report. */
export const alertNote = defineKeep({
  name: 'alert note',
  zh: '告警 备注',
  summary: {
    en: 'Write a note on an alert, for its thread and the report',
    zh: '给告警加备注，会写进讨论串和报告',
  },
  risk: 'change',
  options: {
    id: alertOption,
    text: {
      schema: z.string().trim().min(1).max(500),
      summary: { en: 'the note; 500 characters at most', zh: '备注内容；最多 500 字' },
      zh: '内容',
      required: true,
      example: 'the encoder lost power, Bo is on the way',
      rest: true,
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = resolveAlert(context, options.id, 'alert note', [options.text]);
    const alert = await alerts.note(account, id, who, options.text);
    return doneCard(context, alert, say('Noted', '已备注'));
  },
});
