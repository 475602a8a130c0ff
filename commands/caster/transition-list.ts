import { defineLook } from '../../src/command.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { toldTable } from '../told-table.ts';
import { casterLabel, casterOption, resolveCaster } from './resolve.ts';
import { casterNumber } from './scene.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** `caster transition list`: DescribeCasterTransitionTypes. */
export const casterTransitionList = defineLook({
  name: 'caster transition list',
  zh: '导播 转场 列表',
  summary: { en: 'List the transitions that a caster knows', zh: '列出导播台可用的转场' },
  risk: 'read',
  options: { caster: casterOption },
  async run(context, { caster: given }) {
    const { say, live } = context;
    const caster = await resolveCaster(context, given, 'caster transition list');
    const { TransitionTypes } = await live.call('DescribeCasterTransitionTypes', {
      CasterId: casterNumber(caster.id),
    });
    const label = casterLabel(caster);
    if (TransitionTypes.length === 0)
      return card(say(`${label.en} has no transitions`, `${spaced(label.zh)}没有可用的转场`), {});
    return card(say(`Transitions of ${label.en}`, `${spaced(label.zh)}的转场`), {
      table: toldTable({
        columns: [say('No.', '编号'), say('Name', '名称'), say('Sample', '示例')],
        rows: TransitionTypes.map(({ Index, TransitionType = '', SourceUrl = '' }) => [
          String(Index ?? ''),
          safeLine(TransitionType, 40),
          safeLine(SourceUrl.split('?', 1)[0] ?? '', 100),
        ]),
      }),
    });
  },
});
