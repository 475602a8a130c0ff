import { type ActCommand, defineAct } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { changeFact } from '../../shape/change-fact.ts';
import { nothingToDo } from '../../shape/act.ts';
import { fieldOptions, typedFields, type Typed } from '../../shape/field-options.ts';
import { factsOf, type FieldRow, type FieldValues } from '../../shape/fields.ts';
import { typedLine } from '../../typed-line.ts';
import { type Caster, casterOption } from '../resolve.ts';
import { casterNumber } from '../scene.ts';
import { sceneFacts } from '../scene-facts.ts';
import { article, refuseProblem } from './add.ts';
import { type WayBack, wayBack } from './back.ts';
import {
  changedRows,
  hasAll,
  listLine,
  lookAt,
  markOf,
  numberOption,
  partOf,
  partTarget,
  readPart,
  usesFacts,
  usesState,
} from './look.ts';
import type { Part } from './part.ts';
import { sidesText, type Uses } from './uses.ts';

type SetPlan = {
  readonly id: string;
  readonly number: number;
  readonly values: FieldValues;
  readonly back: WayBack;
};

/** Changes a part: it is read, changed, and sent whole, since the cloud may empty what is left out. */
export function partSet(part: Part): ActCommand {
  const { name, zh, words, rows } = part;
  const command = `caster ${name} set`;
  const { own, fields } = fieldOptions(rows, {
    required: [],
    optional: part.often,
  });
  return defineAct({
    name: command,
    zh: `导播 ${zh} 修改`,
    summary: { en: `Change ${article(words.en)} of a caster`, zh: `修改导播台的${words.zh}` },
    risk: part.setRisk,
    options: { caster: casterOption, number: numberOption(part, true), ...own, fields },
    async preview(context, options) {
      const { say, language } = context;
      const typed = options as unknown as Typed;
      const number = Number(options.number);
      const looked = await lookAt(context, part, options.caster, command, [String(number)]);
      const { caster, scene, sources } = looked;
      const info = partOf(part, looked, number, command);
      const before = part.valuesOf(info);
      const given = typedFields(rows, typed);
      const after = part.over?.(before, given) ?? { ...before, ...given };
      const changed = changedRows(part, before, after);
      const target = partTarget(context, part, caster, number);
      if (changed.length === 0) throw unchanged(part, caster, number, Object.keys(given).length > 0);
      refuseProblem(part.problem?.(after, number, sources));
      const uses = part.uses(number, scene, sources);
      refuseLocked(part, caster, number, uses, changed);
      const back = wayBack(part, changed, before);
      const lines: readonly Text[] = [
        ...part.lines.set(
          uses,
          scene,
          changed.map(({ key }) => key),
        ),
        ...(uses.pvw && !uses.pgm ? [IN_PVW] : []),
        back ? UNDO : NO_UNDO,
      ];
      const plan: SetPlan = { id: caster.id, number, values: given, back };
      return {
        target,
        title: say(`Change ${target.label}`, `修改 ${target.label}`),
        plan,
        showCommand: listLine(part, caster),
        state: {
          part: markOf(part, info),
          uses: usesState(uses),
          inputs: part.problem ? sources.inputs.map(({ InputIndex }) => Number(InputIndex)) : null,
          pgm: scene.pgm !== undefined,
        },
        facts: [
          ...changed.map((row) => changeFact(row, before, after, context)),
          ...(name === 'output' ? [] : usesFacts(context, uses)),
          ...sceneFacts(context, scene, sources),
        ],
        lines: lines.map((line) => wording(line, language)),
      };
    },
    async run(context, { id, number, values }: SetPlan) {
      const caster = casterNumber(id);
      const now = await readPart(context, part, id, number);
      if (!now) throw gone(part);
      const before = part.valuesOf(now);
      const after = part.over?.(before, values) ?? { ...before, ...values };
      const info = {
        ...now,
        ...part.infoOf(part.sent?.(after, values) ?? values, number),
        [part.index]: number,
      };
      await part.modify(context, caster, (await part.complete?.(context, caster, number, info)) ?? info);
    },
    async verify(context, { id, number, values }) {
      const info = await readPart(context, part, id, number);
      if (!info) return { seen: false, maybeOthers: true, facts: [] };
      const there = part.valuesOf(info);
      const asked = rows.filter(({ path }) => Object.hasOwn(values, path));
      return { seen: hasAll(there, values), facts: factsOf(asked, there, context.language) };
    },
    undo({ say }, { id, number, back }) {
      if (!back) return undefined;
      return {
        command,
        options: { caster: byId(id), number: String(number), ...back },
        label: say('Undo: the former values', '撤销：恢复原值'),
      };
    },
  });
}

const IN_PVW: Text = { en: 'PVW shows it at once.', zh: '预监会立即显示。' };
const UNDO: Text = { en: 'Undo: the former values.', zh: '可撤销：恢复原值。' };
const NO_UNDO: Text = {
  en: 'No undo: a former value may hold a key and is not kept, or it cannot be typed. Write it down first.',
  zh: '无法撤销：原值可能含有密钥而不予保存，或无法输入。请先自行记录。',
};

/** @throws Refusal where the cloud takes no change of it while it is shown */
function refuseLocked(
  part: Part,
  caster: Caster,
  number: number,
  uses: Uses,
  changed: readonly FieldRow[],
): void {
  const fields = changed.filter(({ key }) => part.locked.includes(key));
  if (fields.length === 0 || (!uses.pgm && !uses.pvw)) return;
  const { en, zh } = part.words;
  const sides = sidesText(uses);
  throw new Refusal(
    'airdesk.in-use',
    { en: `${sides} shows ${en} ${number}`, zh: `${sides} 正在使用${zh} ${number}` },
    {
      en: `The cloud takes no other ${fields.map(({ key }) => key).join(', ')} of it meanwhile. Show something else there first, or make another ${en}. Nothing was done.`,
      zh: `使用期间云端不接受修改“${fields.map((row) => row.zh).join('、')}”。请先切到其他画面，或另建一个${zh}。未执行任何操作。`,
    },
    [typedLine('caster show', caster.word)],
  );
}

function unchanged(part: Part, caster: Caster, number: number, isGiven: boolean): Refusal {
  const { en, zh } = part.words;
  const list = listLine(part, caster);
  if (isGiven)
    return nothingToDo(
      { en: `The ${en} ${number} is so already`, zh: `${zh} ${number} 已经是这样` },
      { en: 'Nothing would change.', zh: '没有需要修改的内容。' },
      list,
    );
  const keys = part.rows.map(({ key }) => key).join(', ');
  return new Refusal(
    'airdesk.bad-option',
    { en: `What of ${en} ${number} should change?`, zh: `要修改${zh} ${number} 的哪一项？` },
    {
      en: `Write it behind the number as key=value: ${keys}. Nothing was done.`,
      zh: `请在编号后写作 键=值：${keys}。未执行任何操作。`,
    },
    [list],
  );
}

/** Somebody removed it between the last look and the call: nothing was sent. */
function gone(part: Part): LiveError {
  const { en, zh } = part.words;
  return new LiveError(`the ${en} is gone`, {
    action: `caster ${part.name} set`,
    code: 'airdesk.not-found',
    hint: { en: `The ${en} no longer exists.`, zh: `该${zh}已不存在。` },
    outcome: 'unsent',
  });
}
