import { Refusal } from '../../../src/errors.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { actCommand } from '../../shape/act.ts';
import { labelOf } from '../../shape/noun.ts';
import { typedLine } from '../../typed-line.ts';
import { casterNoun, casterSubject, runs, type SetCaster } from '../noun.ts';
import { casterNumber, readSources } from '../scene.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** `caster remove`: DeleteCaster. Refused while anything runs. */
export const casterRemove = actCommand({
  name: 'caster remove',
  zh: '导播 删除',
  summary: { en: 'Delete a caster and its whole configuration', zh: '删除导播台及其全部配置' },
  risk: 'destroy',
  noun: casterNoun,
  subject: casterSubject,
  options: {},
  action: 'DeleteCaster',
  params: ({ id }) => ({ CasterId: casterNumber(id) }),
  title: (label) => ({ en: `Delete caster ${label}`, zh: `删除导播台 ${label}` }),
  refuse: (caster) => (runs(caster).pgm ? onAir(caster) : undefined),
  warn: (_, caster) => [
    {
      en: 'Viewers notice nothing: PGM is off. Inputs, layouts, watermarks, texts and outputs are gone for good.',
      zh: '观众无感知：主监未开启。输入、布局、水印、文本和输出将全部永久删除。',
    },
    ...(runs(caster).pvw ? [{ en: 'PVW runs and is stopped.', zh: '预监正在运行，会被停止。' }] : []),
  ],
  async facts(context, { id }) {
    const { inputs, layouts } = await readSources(context, id);
    return [
      { label: context.say('Inputs', '输入'), value: String(inputs.length) },
      { label: context.say('Layouts', '布局'), value: String(layouts.length) },
    ];
  },
  isDone: (caster) => caster === undefined,
  undoText: { en: 'No undo: it has to be set up again by hand.', zh: '无法撤销：只能重新配置。' },
});

function onAir(caster: SetCaster): Refusal {
  const label = labelOf(casterNoun, caster);
  return new Refusal(
    'airdesk.in-use',
    { en: `PGM of ${label.en} is on air`, zh: `${spaced(label.zh)}的主监正在播出` },
    {
      en: 'Stop PGM first, so that nobody takes a programme off air by deleting a caster. Nothing was done.',
      zh: '请先停止主监，避免因删除导播台而断播。未执行任何操作。',
    },
    [typedLine('caster stop', byId(caster.id))],
  );
}
