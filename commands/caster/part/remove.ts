import { type ActCommand, type CommandContext, defineAct } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { factsOf } from '../../shape/fields.ts';
import { typedLine } from '../../typed-line.ts';
import { type Caster, casterOption } from '../resolve.ts';
import { casterNumber, type Scene } from '../scene.ts';
import { sceneFacts } from '../scene-facts.ts';
import { article } from './add.ts';
import { type WayBack, wayBack } from './back.ts';
import { listLine, lookAt, markOf, numberOption, partOf, partTarget, readPart, usesFacts } from './look.ts';
import type { Part } from './part.ts';
import { sidesText, type Uses } from './uses.ts';

type RemovePlan = { readonly id: string; readonly number: number; readonly back: WayBack };

/** Removes a part that nothing uses; the same values under the same number make it again. */
export function partRemove(part: Part): ActCommand {
  const { name, zh, words, rows } = part;
  const command = `caster ${name} remove`;
  return defineAct({
    name: command,
    zh: `导播 ${zh} 删除`,
    summary: { en: `Remove ${article(words.en)} from a caster`, zh: `删除导播台的${words.zh}` },
    risk: 'change',
    options: { caster: casterOption, number: numberOption(part, true) },
    async preview(context, options) {
      const { say, language } = context;
      const number = Number(options.number);
      const looked = await lookAt(context, part, options.caster, command, [String(number)]);
      const { caster, scene, sources } = looked;
      const info = partOf(part, looked, number, command);
      const uses = part.uses(number, scene, sources);
      refuseUsed(part, caster, number, uses, scene);
      const values = part.valuesOf(info);
      const back = wayBack(part, rows, values);
      const target = partTarget(context, part, caster, number);
      const plan: RemovePlan = { id: caster.id, number, back };
      return {
        target,
        title: say(`Remove ${target.label}`, `删除 ${target.label}`),
        plan,
        showCommand: listLine(part, caster),
        state: { part: markOf(part, info), used: false, pgm: scene.pgm !== undefined },
        facts: [
          ...factsOf(rows, values, language),
          ...(name === 'output' ? [] : usesFacts(context, uses)),
          ...sceneFacts(context, scene, sources),
        ],
        lines: [...part.lines.remove(scene, number), back ? UNDO : NO_UNDO].map((line) =>
          wording(line, language),
        ),
      };
    },
    async run(context, { id, number }: RemovePlan) {
      await part.remove(context, casterNumber(id), number);
    },
    verify: async (context: CommandContext, { id, number }) => ({
      seen: (await readPart(context, part, id, number)) === undefined,
      facts: [],
    }),
    undo({ say }, { id, number, back }) {
      if (!back) return undefined;
      return {
        command: `caster ${name} add`,
        options: { caster: byId(id), ...back, number: String(number) },
        label: say(`Undo: add ${words.en} ${number} again`, `撤销：重新添加${words.zh} ${number}`),
      };
    },
  });
}

const UNDO: Text = {
  en: 'Undo: add it again under the same number, with the same values.',
  zh: '可撤销：以相同编号和设置重新添加。',
};
const NO_UNDO: Text = {
  en: 'No undo: its address may hold a key and is not kept, or a value cannot be typed. Write it down first.',
  zh: '无法撤销：其地址可能含有密钥而不予保存，或有设置无法输入。请先自行记录。',
};

/** @throws Refusal where it is seen or heard, or a layout places it: nobody takes a picture off air by tidying up */
function refuseUsed(part: Part, caster: Caster, number: number, uses: Uses, scene: Scene): void {
  const sides = sidesText(uses);
  const layouts = uses.layouts;
  if (sides === '' && layouts.length === 0) return;
  const { en, zh } = part.words;
  const isMark = part.name === 'watermark' || part.name === 'text';
  throw new Refusal(
    'airdesk.in-use',
    { en: `The ${en} ${number} is in use`, zh: `${zh} ${number} 正在使用中` },
    sides === ''
      ? {
          en: `Layout ${layouts.join(', ')} places it. Change or remove the layout first. Nothing was done.`,
          zh: `布局 ${layouts.join('、')} 使用了它。请先修改或删除布局。未执行任何操作。`,
        }
      : {
          en: `${sides} shows it. ${isMark ? 'Take it off first' : 'Show something else there first'}. Nothing was done.`,
          zh: `${sides} 正在使用它。${isMark ? '请先取消显示' : '请先切到其他画面'}。未执行任何操作。`,
        },
    [
      ...(isMark ? overlayLines(part, caster, number, uses, scene) : []),
      typedLine('caster show', caster.word),
      ...layouts.slice(0, 3).map((layout) => typedLine('caster layout remove', caster.word, String(layout))),
    ].slice(0, 4),
  );
}

/** The lines that take a watermark or a text off, and leave the others. */
function overlayLines(part: Part, caster: Caster, number: number, uses: Uses, scene: Scene): string[] {
  return (['pgm', 'pvw'] as const)
    .filter((side) => uses[side])
    .map((side) => {
      const shown = (part.name === 'text' ? scene[side]?.texts : scene[side]?.pictures) ?? [];
      const rest = shown.filter((each) => each !== number);
      return `${typedLine('caster overlay', caster.word, side)} ${part.name}s:${rest.length > 0 ? rest.join(',') : 'none'}`;
    });
}
