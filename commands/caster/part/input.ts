import type { CasterInputInfo } from '../../../src/live/catalogue/types.generated.ts';
import { wordsOf } from '../../feature/kinds.ts';
import { inRed } from '../../in-red.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { oneOf, wholeOf } from '../../shape/values.ts';
import { INPUT_TYPES } from '../on-air/input-state.ts';
import { addresses } from './kinds.ts';
import type { Info, Part } from './part.ts';
import { needsInput, usesIn, inputsOf } from './uses.ts';

const { push, file, webrtc } = INPUT_TYPES;
const isPushed = (type: unknown) => type === push || type === webrtc;

const rows: readonly FieldRow[] = [
  {
    ...{ key: 'kind', zh: '类型', label: { en: 'Kind', zh: '类型' }, path: 'InputType' },
    kind: oneOf([
      { word: 'push', zh: '推流', value: push },
      { word: 'live', zh: '拉流', value: INPUT_TYPES.live },
      { word: 'file', zh: '点播文件', value: file },
      { word: 'picture', zh: '图片', value: INPUT_TYPES.picture },
      { word: 'webrtc', zh: 'WebRTC', value: webrtc },
    ]),
  },
  {
    ...{ key: 'source', zh: '来源', label: { en: 'Source', zh: '来源' }, path: 'source' },
    kind: addresses,
  },
  {
    ...{ key: 'name', zh: '名称', label: { en: 'Name', zh: '名称' }, path: 'Description' },
    kind: { ...wordsOf(256), example: 'Stadium' },
  },
  {
    ...{ key: 'volume', zh: '音量', label: { en: 'Volume', zh: '音量' }, path: 'Volume' },
    kind: { ...wholeOf('%', { min: 0, max: 200 }), example: '100' },
  },
];

/** What a caster shows and lets be heard: a push, a pulled stream, files, a picture. */
export const inputPart: Part = {
  ...{ name: 'input', zh: '输入', words: { en: 'input', zh: '输入' } },
  ...{ range: { min: 1, max: 24 }, firstFree: 1, index: 'InputIndex', rows },
  usual: { Description: '', Volume: 100 },
  ...{ required: ['kind'], optional: ['source', 'name'], often: ['volume', 'source'] },
  ...{ listed: ['kind', 'name', 'source', 'volume'], setRisk: 'air', locked: ['kind', 'source'] },
  read: async ({ live }, CasterId) =>
    (await live.call('DescribeCasterInputInfos', { CasterId })).InputInfos as readonly object[] as Info[],
  async add({ live }, CasterId, info) {
    await live.call('AddCasterInputInfo', { CasterId, InputInfo: info as unknown as CasterInputInfo });
  },
  async modify({ live }, CasterId, info) {
    await live.call('ModifyCasterInputInfo', { CasterId, InputInfo: info as unknown as CasterInputInfo });
  },
  async remove({ live }, CasterId, InputIndex) {
    await live.call('DeleteCasterInputInfo', { CasterId, InputIndex });
  },
  valuesOf(info) {
    const input = steady(info) as unknown as CasterInputInfo;
    const type = Number(input.InputType ?? 0);
    const urls = (type === file ? (input.InputUrls ?? []) : [input.InputUrl ?? '']).filter(
      (url) => url !== '',
    );
    return {
      InputType: type,
      ...(urls.length > 0 && { source: urls }),
      Description: input.Description ?? '',
      Volume: Number(input.Volume ?? 100),
    };
  },
  infoOf({ source, ...values }) {
    const type = values['InputType'];
    const urls = Array.isArray(source) ? (source as readonly string[]) : [];
    if (type === undefined) return values;
    // The document wants the other one empty.
    return {
      ...values,
      ...(type === file ? { InputUrls: urls, InputUrl: '' } : { InputUrl: urls[0] ?? '', InputUrls: [] }),
    };
  },
  over({ source, ...before }, given) {
    const isOther = given['InputType'] !== undefined && given['InputType'] !== before['InputType'];
    // What was fetched before is no source of another kind.
    return { ...before, ...(source !== undefined && !isOther && { source }), ...given };
  },
  sent: (after, given) => {
    const { InputType, source } = after;
    const isMoved = given['InputType'] !== undefined || given['source'] !== undefined;
    return { ...given, ...(isMoved && { InputType: InputType ?? push, source: source ?? [] }) };
  },
  back({ source, ...values }) {
    // The address to push to is made anew by the cloud.
    return { ...values, ...(source !== undefined && !isPushed(values['InputType']) && { source }) };
  },
  problem: sourceProblem,
  uses: (number, scene, sources) =>
    usesIn(
      scene,
      (display) => needsInput(number, display, sources),
      sources.layouts
        .filter((layout) => inputsOf(layout.InputIndexList).includes(number))
        .map((layout) => Number(layout.LayoutIndex)),
    ),
  steady,
  async complete({ live }, CasterId, InputIndex, info) {
    const { InputType: type, InputUrl: url } = info;
    if (!isPushed(type) || url !== '') return info;
    const Protocol = type === webrtc ? 'webrtc' : 'rtmp';
    const { PushUrl } = await live.call('CreateCasterInputPushUrl', { CasterId, InputIndex, Protocol });
    return { ...info, InputUrl: PushUrl };
  },
  lines: {
    add: () => ({
      en: 'Viewers notice nothing: it is seen and heard only once it is put into PVW or PGM.',
      zh: '观众无感知：放到预监或主监之后才会出现画面和声音。',
    }),
    set: (uses, _, changed) => [
      ...(uses.pgm && changed.includes('volume')
        ? [
            inRed({
              en: 'It is in PGM: viewers hear the new volume at once.',
              zh: '正在主监使用：观众会立即听到新音量。',
            }),
          ]
        : [{ en: 'Viewers notice nothing.', zh: '观众无感知。' }]),
      ...(changed.includes('source') || changed.includes('kind')
        ? [
            {
              en: 'What was fetched or pushed before is no longer taken.',
              zh: '原来的拉流或推流将不再使用。',
            },
          ]
        : []),
    ],
    remove: () => [
      {
        en: 'Viewers notice nothing. Pushes to it will no longer arrive anywhere.',
        zh: '观众无感知。推到该输入的流将不再被使用。',
      },
    ],
  },
};

/** Addresses to push to are signed anew whenever they are read. */
function steady(info: Info): Info {
  const url = info['InputUrl'];
  return isPushed(Number(info['InputType'] ?? 0)) && typeof url === 'string'
    ? { ...info, InputUrl: url.replace(/\?.*/su, '') }
    : info;
}

function sourceProblem({ InputType: type, source }: FieldValues) {
  const urls = Array.isArray(source) ? (source as readonly string[]) : [];
  if (isPushed(type) || (type === file ? urls.length > 0 : urls.length === 1)) return undefined;
  return urls.length > 1
    ? { en: 'Only of files there may be several sources.', zh: '只有点播文件可以填写多个来源。' }
    : {
        en: 'Give its source, as source:https://media.example.com/opener.mp4.',
        zh: '请填写来源，例如 来源:https://media.example.com/opener.mp4。',
      };
}
