import type { CasterOutputInfo } from '../../../src/live/catalogue/types.generated.ts';
import type { Text } from '../../../src/text/language.ts';
import { wordsOf } from '../../feature/kinds.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import type { ValueKind } from '../../shape/values.ts';
import { hostShown, mayHoldKey, readAddress } from './address.ts';
import type { Scene } from '../scene.ts';
import type { Info, Part } from './part.ts';

/** The push to the live service itself. */
const OWN = 0;
/** CasterOutputInfo, OutputType. */
const TYPES = { own: 1, thirdParty: 2 };

const target: ValueKind = {
  fits: {
    en: 'an rtmp:// address without a key (what has one is set in the console)',
    zh: '不含密钥的 rtmp:// 地址（带密钥的请在控制台设置）',
  },
  example: 'rtmp://push.example.org/live/evening',
  read: (typed) => (/^rtmps?:/iu.test(typed.trim()) ? readAddress(typed) : undefined),
  spell: (value) => (typeof value === 'string' && value !== '' && !mayHoldKey(value) ? value : undefined),
  show: (value) => (typeof value === 'string' ? hostShown(value) : ''),
};

const nameOf = (most: number, example: string): ValueKind => {
  const kind = wordsOf(most, {
    pattern: /^[\w.-]+$/u,
    fits: { en: 'letters, digits, _, - and dots', zh: '字母、数字、_、- 和点' },
  });
  return { ...kind, example };
};

const rows: readonly FieldRow[] = [
  { key: 'to', zh: '地址', label: { en: 'To', zh: '推流到' }, path: 'OutputUrl', kind: target },
  {
    ...{ key: 'stream', zh: '流', label: { en: 'Stream (output 0)', zh: '流名（输出 0）' } },
    ...{ path: 'OutputStreamId', kind: nameOf(128, 'evening') },
  },
  {
    ...{ key: 'name', zh: '名称', label: { en: 'Name', zh: '名称' }, path: 'Description' },
    kind: { ...wordsOf(256), example: 'Partner' },
  },
  {
    ...{ key: 'domain', zh: '域名', label: { en: 'Domain (output 0)', zh: '域名（输出 0）' } },
    ...{ path: 'OutputDomainName', kind: nameOf(128, 'push.example.com') },
  },
  {
    ...{ key: 'app', zh: '路径', label: { en: 'Path (output 0)', zh: '路径（输出 0）' } },
    ...{ path: 'OutputAppName', kind: nameOf(64, 'live') },
  },
];

/** Where the programme is pushed to: the live service itself, and third parties. */
export const outputPart: Part = {
  ...{ name: 'output', zh: '输出', words: { en: 'output', zh: '输出' } },
  ...{ range: { min: 0, max: 10 }, firstFree: 1, index: 'OutputIndex', rows },
  usual: { Description: '' },
  ...{ required: [], optional: ['to', 'name'], often: ['to'] },
  ...{ listed: ['to', 'domain', 'app', 'stream', 'name'], setRisk: 'change', locked: [] },
  read: async ({ live }, CasterId) =>
    (await live.call('DescribeCasterOutputInfos', { CasterId })).OutputInfos as readonly object[] as Info[],
  async add({ live }, CasterId, info) {
    await live.call('AddCasterOutputInfo', { CasterId, OutputInfo: info as unknown as CasterOutputInfo });
  },
  async modify({ live }, CasterId, info) {
    await live.call('ModifyCasterOutputInfo', { CasterId, OutputInfo: info as unknown as CasterOutputInfo });
  },
  async remove({ live }, CasterId, OutputIndex) {
    await live.call('DeleteCasterOutputInfo', { CasterId, OutputIndex });
  },
  valuesOf(info) {
    const output = info as unknown as CasterOutputInfo;
    const isOwn = Number(output.OutputIndex) === OWN;
    return {
      ...(isOwn
        ? {
            OutputDomainName: output.OutputDomainName ?? '',
            OutputAppName: output.OutputAppName ?? '',
            OutputStreamId: output.OutputStreamId ?? '',
          }
        : { OutputUrl: output.OutputUrl ?? '' }),
      Description: output.Description ?? '',
    };
  },
  infoOf: (values, number) => ({
    ...values,
    // The cloud makes the address of the push to the live service itself.
    ...(number === OWN ? { OutputType: TYPES.own, OutputUrl: undefined } : { OutputType: TYPES.thirdParty }),
  }),
  problem: targetProblem,
  uses: () => ({ pgm: false, pvw: false, layouts: [] }),
  // The address of the push to the live service is made of its domain, path and stream, and signed.
  steady: (info) => {
    if (Number(info['OutputIndex']) !== OWN) return info;
    return Object.fromEntries(Object.entries(info).filter(([name]) => name !== 'OutputUrl'));
  },
  lines: {
    add: nextStart,
    set: (_, scene) => [nextStart(scene)],
    remove: (scene, number) => [
      nextStart(scene),
      ...(number === OWN
        ? [
            {
              en: 'At that start the cloud creates output 0 by itself, with its own stream name.',
              zh: '届时云端会自动生成输出 0，并使用云端的流名。',
            },
          ]
        : []),
    ],
  },
};

function nextStart({ pgm }: Scene): Text {
  return pgm
    ? {
        en: 'PGM is running: the program keeps going to its current destination. The change takes effect when PGM next starts.',
        zh: '主监正在播出：当前推流不变，下次启动主监时才生效。',
      }
    : { en: 'It counts from the next start of PGM.', zh: '下次启动主监时生效。' };
}

function targetProblem(values: FieldValues, number: number): Text | undefined {
  const { OutputUrl: url, OutputStreamId: stream, OutputDomainName: domain, OutputAppName: app } = values;
  if (number === OWN)
    return url !== undefined
      ? {
          en: 'Output 0 has domain, app and stream, and no address.',
          zh: '输出 0 填写域名、路径和流，不填地址。',
        }
      : domain === undefined || stream === undefined
        ? {
            en: 'Output 0 needs domain and stream, as domain=push.example.com.',
            zh: '输出 0 需要域名和流，例如 域名=push.example.com。',
          }
        : undefined;
  if (stream !== undefined || domain !== undefined || app !== undefined)
    return {
      en: 'Domain, app and stream are of output 0 only; others have an address (to).',
      zh: '域名、路径和流只用于输出 0；其他输出请填写地址。',
    };
  return url === undefined || url === ''
    ? {
        en: 'Give its address, as to:rtmp://push.example.org/live/evening.',
        zh: '请填写地址，例如 地址:rtmp://push.example.org/live/evening。',
      }
    : undefined;
}
