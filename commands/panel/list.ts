import { safeLine } from '../../src/text/safe-line.ts';
import { type CommandContext, defineLook } from '../../src/command.ts';
import type { Shows } from '../../src/panel/panel.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import { streamsOf } from './chosen.ts';

/** Up to so many panels, each gets a button that removes it. */
const FEW = 5;
const MOST_ROWS = 50;

/** `panel list`: the panels of this account, with a button that removes each. */
export const panelList = defineLook({
  name: 'panel list',
  zh: '面板 列表',
  summary: { en: 'List the control panels and how they are doing', zh: '列出各频道的控制面板及其状态' },
  risk: 'read',
  options: {},
  async run(context) {
    const { say } = context;
    const panels = await context.panels.list();
    if (panels.length === 0)
      return card(say('There are no panels', '还没有控制面板'), {
        lines: [say('To have one here: panel post', '在本频道发布：面板 发布')],
        buttons: buttonRow(runButton('panel post', say('Post one here', '发布到本频道'))),
      });
    return card(say('Control panels', '控制面板'), {
      table: {
        columns: [say('Panel', '面板'), say('Shows', '内容'), say('Posted', '发布'), say('State', '状态')],
        rows: panels
          .slice(0, MOST_ROWS)
          .map(({ panel, here, trouble, complete }) => [
            here ? say(`${panel.id} (here)`, `${panel.id}（本频道）`) : panel.id,
            showsText(context, panel.shows),
            `${safeLine(panel.by.name, 40)}, ${ago(context, panel.postedAt)}`,
            healthText(context, trouble, complete),
          ]),
      },
      buttons:
        panels.length > FEW
          ? []
          : buttonRow(
              ...panels.map(({ panel, here }) =>
                runButton(
                  typedLine('panel remove', panel.id),
                  here
                    ? say('Remove the one here', '移除本频道的面板')
                    : say(`Remove ${panel.id}`, `移除 ${panel.id}`),
                ),
              ),
            ),
    });
  },
});

function showsText(context: CommandContext, shows: Shows): string {
  const { say } = context;
  const count = (
    kind: 'all' | readonly string[],
    one: string,
    many: string,
    zh: string,
  ): string | undefined => {
    if (kind === 'all') return say(`all ${many}`, `全部${zh}`);
    if (kind.length === 0) return undefined;
    return say(`${kind.length} ${kind.length === 1 ? one : many}`, `${kind.length} 个${zh}`);
  };
  const { total } = streamsOf(context, shows);
  return [
    total === 0 ? undefined : say(total === 1 ? '1 stream' : `${total} streams`, `${total} 路流`),
    count(shows.casters, 'caster', 'casters', '导播台'),
    count(shows.monitors, 'monitor', 'monitors', '监播'),
  ]
    .filter((part) => part !== undefined)
    .join(say(', ', '、'));
}

function healthText(
  { say }: CommandContext,
  trouble: string | undefined,
  complete: boolean | undefined,
): string {
  if (trouble !== undefined) return say(`cannot be shown (${trouble})`, `无法更新（${trouble}）`);
  if (complete === false) return say('state not known', '状态未知');
  return say('kept up to date', '正常刷新');
}
