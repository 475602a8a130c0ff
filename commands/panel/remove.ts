import { safeLine } from '../../src/text/safe-line.ts';
import { notFound } from '../../src/name-refusals.ts';
import { z } from 'zod';
import { defineKeep } from '../../src/command.ts';
import type { Refusal } from '../../src/errors.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';

/** `panel remove`: ends a panel; its message says so and no longer changes. */
export const panelRemove = defineKeep({
  name: 'panel remove',
  zh: '面板 移除',
  summary: {
    en: 'Remove the control panel of this channel, or another one',
    zh: '移除本频道或指定的控制面板',
  },
  risk: 'change',
  options: {
    panel: {
      schema: z.string().min(1).max(200).optional(),
      summary: {
        en: 'the panel, as panel list names it; the one of this channel when left out',
        zh: '面板（见“面板 列表”）；不填为本频道的面板',
      },
      zh: '面板',
      required: false,
      example: 'slack/C012AB3CD/main',
    },
  },
  async run(context, options) {
    const { say, panels } = context;
    const all = await panels.list();
    const found = all.find(({ panel, here }) =>
      options.panel === undefined ? here : panel.id === options.panel,
    );
    const removed = found && (await panels.remove(found.panel.id));
    if (!removed) throw noPanel(options.panel);
    return card(say('The panel is removed', '面板已移除'), {
      tone: 'success',
      visibility: 'asker',
      lines: [say('Its message says so and no longer changes.', '原消息已注明移除，不再更新。')],
      buttons: buttonRow(runButton('panel post', say('Post a new one here', '在本频道重新发布'))),
    });
  },
});

function noPanel(given: string | undefined): Refusal {
  return notFound(
    given === undefined
      ? { en: 'There is no panel in this channel', zh: '本频道没有控制面板' }
      : { en: `There is no panel "${safeLine(given, 60)}"`, zh: `没有控制面板“${safeLine(given, 60)}”` },
    { en: 'Nothing was removed. See all with: panel list', zh: '未移除任何内容。查看全部：面板 列表' },
    ['panel list'],
  );
}
