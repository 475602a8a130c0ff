import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { ago } from '../when.ts';
import { casterLabel, readCasters } from './resolve.ts';
import { wording } from '../../src/text/language.ts';

/** `caster list`: DescribeCasterList. */
export const casterList = listCommand({
  name: 'caster list',
  zh: '导播 列表',
  summary: { en: 'List the casters (vision mixers in the cloud)', zh: '列出导播台' },
  read: async (context) => {
    const casters = await readCasters(context);
    return { items: casters, total: casters.length };
  },
  searched: (_, caster) => [caster.id, caster.name],
  title: { en: 'Casters', zh: '导播台' },
  none: { en: 'There are no casters', zh: '还没有导播台' },
  noMatch: { en: 'No such caster', zh: '没有符合条件的导播台' },
  columns: [
    [{ en: 'Name', zh: '名称' }, (_, caster) => safeLine(caster.name, 40)],
    [{ en: 'ID', zh: 'ID' }, (_, caster) => caster.id],
    [
      { en: 'State', zh: '状态' },
      (context, caster) => casterStateWord(context, Number(caster.info.Status ?? 0)),
    ],
    [
      { en: 'Expires', zh: '到期' },
      (context, caster) => {
        const expires = fromCloud(caster.info.ExpireTime);
        return expires === undefined ? context.say('never', '永久') : ago(context, expires);
      },
    ],
  ],
  button: ({ language }, caster, rows) =>
    rowButton('caster show', caster, rows, (each) => wording(casterLabel(each), language)),
});

/** What is on, in words (CasterBriefInfo, Status). */
export function casterStateWord({ say }: Pick<CommandContext, 'say'>, status: number): string {
  if (status === 1) return say('PGM', '主监');
  if (status === 2) return say('PVW', '预监');
  if (status === 3) return say('PGM and PVW', '主监 + 预监');
  return say('off', '停止');
}
