import { defineAct, type CommandContext } from '../../../src/command.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { inRed } from '../../in-red.ts';
import { nothingToDo } from '../../shape/act.ts';
import { changeFact } from '../../shape/change-fact.ts';
import { fieldOptions, typedFields, type Typed } from '../../shape/field-options.ts';
import { changesOf, factsOf, spellFields, type FieldRow, type FieldValues } from '../../shape/fields.ts';
import { labelOf, nounOption, readAgain, resolve, targetOf } from '../../shape/noun.ts';
import { typedLine } from '../../typed-line.ts';
import { outputFacts, readOutputs } from '../outputs.ts';
import { casterNoun, casterSubject, runs } from '../noun.ts';
import { casterNumber } from '../scene.ts';
import { casterParams, casterRows, casterValues, WHERE_NOT_TOLD } from './settings.ts';
import { endSeconds, endText, spellEnd, untilOption } from '../until-option.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

type SetPlan = {
  readonly id: string;
  readonly values: FieldValues;
  /** Unix seconds, -1 for ever; null: as it is. */
  readonly ends: number | null;
  readonly back: { readonly [option: string]: string };
};

const { own, fields } = fieldOptions(casterRows, {
  required: [],
  optional: ['name', 'size', 'fps', 'bitrate', 'delay'],
});
/** What the programme is made with: another value can be seen on air. */
const SEEN = new Set(['size', 'fps', 'bitrate', 'delay', 'audio', 'codec']);

/** `caster set`: ModifyCaster, with every setting, since the cloud takes away what a call leaves out. */
export const casterSet = defineAct({
  name: 'caster set',
  zh: '导播 修改',
  summary: {
    en: 'Change the name, size, delay or end of a caster',
    zh: '修改导播台的名称、尺寸、延时或到期时间',
  },
  risk: 'air',
  options: { caster: nounOption(casterSubject), ...own, until: untilOption, fields },
  async preview(context, options) {
    const { say, language } = context;
    const thing = await resolve(context, casterNoun, options.caster, 'caster set');
    const label = labelOf(casterNoun, thing);
    const before = { ...WHERE_NOT_TOLD, ...casterValues(thing.info) };
    const given = typedFields(casterRows, options as unknown as Typed);
    const after = { ...before, ...given };
    const changed = changesOf(casterRows, before, after);
    const was = Number(thing.info.ExpireTime ?? 0);
    const ends = options.until === undefined ? was : endSeconds(context, options.until);
    // For ever is -1, and 0 where the cloud tells none.
    const isMoved = ends !== was && Math.max(ends, 0) !== Math.max(was, 0);
    if (changed.length === 0 && !isMoved) throw unchanged(label, thing.word);
    const { pgm } = runs(thing);
    const fieldsBack = spellFields(changed, before);
    const plan: SetPlan = {
      id: thing.id,
      values: given,
      ends: isMoved ? ends : null,
      back: { ...(isMoved && { until: spellEnd(was) }), ...(fieldsBack !== '' && { fields: fieldsBack }) },
    };
    const lines: readonly Text[] = [
      ...warnings(changed, pgm, isMoved && ends > 0),
      ...(changed.some(({ key }) => key === 'codec') && after['PgmVcodec'] === 'h265' ? [H265] : []),
      UNDO,
    ];
    return {
      target: targetOf(context, casterNoun, thing),
      title: say(`Change caster ${label.en}`, `修改导播台 ${label.zh}`),
      plan,
      showCommand: typedLine('caster show', thing.word),
      state: casterNoun.state(thing),
      facts: [
        ...changed.map((row) => changeFact(row, before, after, context)),
        ...(isMoved
          ? [{ label: say('Expires', '到期'), value: `${endText(context, was)} → ${endText(context, ends)}` }]
          : []),
        { label: say('PGM now', '当前主监'), value: pgm ? say('on air', '正在播出') : say('off', '未开启') },
        ...(pgm ? await outputFacts(context, await readOutputs(context, thing.id)) : []),
      ],
      lines: lines.map((line) => wording(line, language)),
    };
  },
  async run(context, { id, values, ends }: SetPlan) {
    const now = await readAgain(context, casterNoun, id);
    if (!now) throw gone();
    // All that the cloud tells: what is left out might become what a new caster has.
    await context.live.call('ModifyCaster', {
      ...casterParams({ ...casterValues(now.info), ...values }),
      ExpireTime: ends ?? now.info.ExpireTime,
      CasterId: casterNumber(id),
    });
  },
  async verify(context, { id, values, ends }) {
    const now = await readAgain(context, casterNoun, id);
    if (!now) return { seen: false, maybeOthers: true, facts: [] };
    const there = { ...WHERE_NOT_TOLD, ...casterValues(now.info) };
    const rows = casterRows.filter(({ path }) => Object.hasOwn(values, path));
    const isThere = rows.every(({ path }) => there[path] === values[path]);
    return {
      seen: isThere && (ends === null || Number(now.info.ExpireTime ?? 0) === ends),
      facts: [...factsOf(rows, there, context.language), ...endFacts(context, ends, now.info.ExpireTime)],
    };
  },
  undo: ({ say }, { id, back }) => ({
    command: 'caster set',
    options: { caster: byId(id), ...back },
    label: say('Undo: the former values', '撤销：恢复原值'),
  }),
});

const H265: Text = {
  en: 'A player that cannot play h265 shows nothing.',
  zh: '不支持 h265 的播放器将无法播放。',
};
const UNDO: Text = { en: 'Undo: the former values.', zh: '可撤销：恢复原值。' };

function endFacts(context: CommandContext, ends: number | null, now: number | bigint | undefined) {
  return ends === null
    ? []
    : [{ label: context.say('Expires', '到期'), value: endText(context, Number(now ?? 0)) }];
}

function warnings(changed: readonly FieldRow[], pgm: boolean, hasEnd: boolean): Text[] {
  const seen = changed.filter(({ key }) => SEEN.has(key));
  return [
    pgm && seen.length > 0
      ? inRed({
          en: `PGM is on air: another ${seen.map(({ key }) => key).join(', ')} can interrupt or shift the programme.`,
          zh: `主监正在播出：修改${seen.map((row) => row.zh).join('、')}可能造成画面中断或错位。`,
        })
      : pgm
        ? { en: 'Viewers notice nothing.', zh: '观众无感知。' }
        : { en: 'PGM is off: viewers notice nothing.', zh: '主监未开启：观众无感知。' },
    ...(hasEnd
      ? [
          {
            en: 'At that time PVW and PGM stop by themselves, and so do the pushes to third parties.',
            zh: '到期后预监、主监和第三方转推都会自动停止。',
          },
        ]
      : []),
  ];
}

function unchanged(label: Text, word: string) {
  return nothingToDo(
    { en: `Nothing of ${label.en} would change`, zh: `${spaced(label.zh)}没有需要修改的内容` },
    {
      en: 'Give what should change, as delay:30s or until:30d.',
      zh: '请填写要修改的内容，例如 延时:30s 或 到期:30天。',
    },
    typedLine('caster show', word),
  );
}

/** Somebody deleted it between the last look and the call: nothing was sent. */
function gone(): LiveError {
  return new LiveError('the caster is gone', {
    action: 'ModifyCaster',
    code: 'airdesk.not-found',
    hint: { en: 'The caster no longer exists.', zh: '该导播台已不存在。' },
    outcome: 'unsent',
  });
}
