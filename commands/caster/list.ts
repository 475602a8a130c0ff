import { type CommandContext, defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { brief } from '../brief.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import { type Caster, casterLabel, readCasters } from './resolve.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** Up to so many casters, each gets a button to its own card. */
const FEW = 5;

export const casterList = defineLook({
  name: 'caster list',
  zh: '导播 列表',
  summary: { en: 'List the casters (vision mixers in the cloud)', zh: '列出导播台' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const casters = await readCasters(context);
    const found = casters.filter((caster) => matches(options.filter, caster.id, caster.name));
    if (found.length === 0)
      return card(
        casters.length === 0
          ? say('There are no casters', '还没有导播台')
          : say('No such caster', '没有符合条件的导播台'),
        {},
      );
    const rows = pageOf(found, options.page);
    const few = rows.length <= FEW ? rows : [];
    return card(say('Casters', '导播台'), {
      lines: listLines(context, 'caster list', options, { total: found.length }),
      table: toldTable({
        columns: [say('Name', '名称'), 'ID', say('State', '状态'), say('Expires', '到期')],
        rows: rows.map((caster) => row(context, caster)),
      }),
      buttons: [
        ...buttonRow(
          ...few.map((caster) => runButton(typedLine('caster show', caster.word), casterLabel(caster))),
        ),
        ...nextPage(context, 'caster list', options, found.length),
      ],
    });
  },
});

function row(context: CommandContext, { id, name, info }: Caster): string[] {
  const expires = fromCloud(info.ExpireTime);
  return [
    brief(name, 40),
    id,
    casterStateWord(context, Number(info.Status ?? 0)),
    expires === undefined ? context.say('never', '永久') : ago(context, expires),
  ];
}

/** What is on, in words (CasterBriefInfo, Status). */
export function casterStateWord({ say }: Pick<CommandContext, 'say'>, status: number): string {
  if (status === 1) return say('PGM', '主监');
  if (status === 2) return say('PVW', '预监');
  if (status === 3) return say('PGM and PVW', '主监 + 预监');
  return say('off', '停止');
}
