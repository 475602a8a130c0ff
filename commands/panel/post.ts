import { z } from 'zod';
import { defineKeep } from '../../src/command.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { readTargets } from './targets.ts';

/** `panel post`: a panel in this channel; the one that is there is taken away. */
export const panelPost = defineKeep({
  name: 'panel post',
  zh: '面板 发布',
  summary: {
    en: 'Post a control panel in this channel, replacing the one that is here',
    zh: '在本频道发布一块常驻控制面板，替换已有的面板',
  },
  risk: 'change',
  options: {
    what: {
      schema: z.string().max(2000).optional(),
      summary: {
        en: 'streams, casters and monitors by name; configured streams, all casters and monitors when left out',
        zh: '要显示的流、导播台、监播任务的名称；不填则为已配置的流和全部导播台、监播任务',
      },
      zh: '内容',
      required: false,
      example: 'push.example.com/live/main casters',
      rest: true,
    },
  },
  async run(context, options) {
    const { say, config } = context;
    const shows = await readTargets(context, options.what);
    await context.panels.post(shows);
    const seconds = config.policy.panelSeconds;
    return card(say('The panel is posted', '面板已发布'), {
      tone: 'success',
      visibility: 'asker',
      lines: [
        say(
          `It refreshes every ${seconds} s. Each button needs the permission of whoever presses it.`,
          `面板每 ${seconds} 秒刷新一次。面板上的按钮按操作人的权限生效。`,
        ),
      ],
      buttons: buttonRow(runButton('panel remove', say('Remove the panel', '移除面板'))),
    });
  },
});
