import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { card } from '../card.ts';
import { hideButton } from '../hide-button.ts';
import { typedLine } from '../typed-line.ts';
import { type Caster, casterLabel, casterOption, resolveCaster } from './resolve.ts';
import { casterNumber, readScene } from './scene.ts';
import { inputPart } from './part/input.ts';
import { numberOption, partOf, readParts } from './part/look.ts';
import { spaced } from '../../src/card/name-with-id.ts';

const inputOption = {
  ...numberOption(inputPart, true),
  ...{ zh: '输入', summary: { en: 'number of the input', zh: '输入的编号' } },
};

/** DescribeCasterPlayUrl, PlayUrlType. */
const KINDS = { input: 1, pvw: 2, pgm: 3 } as const;

/** `caster push-url`: CreateCasterInputPushUrl, which changes nothing. To the asker only: the address holds a key. */
export const casterPushUrl = defineLook({
  name: 'caster push-url',
  zh: '导播 推流地址',
  summary: { en: 'Address to push into an input of a caster', zh: '获取导播台输入的推流地址' },
  risk: 'secret',
  options: {
    caster: casterOption,
    input: inputOption,
    protocol: {
      schema: z.enum(['rtmp', 'webrtc']).optional(),
      summary: { en: 'rtmp or webrtc; rtmp when left out', zh: 'rtmp 或 webrtc，不填为 rtmp' },
      ...{ zh: '协议', required: false, example: 'rtmp' },
      choices: [
        { value: 'rtmp', label: { en: 'RTMP', zh: 'RTMP' } },
        { value: 'webrtc', label: { en: 'WebRTC', zh: 'WebRTC' } },
      ],
    },
  },
  async run(context, { caster: given, input, protocol = 'rtmp' }) {
    const { say, live } = context;
    const caster = await resolveCaster(context, given, 'caster push-url');
    const number = Number(input);
    // Changes nothing, in spite of its name: it answers an address.
    const { PushUrl: url } = await live.call('CreateCasterInputPushUrl', {
      ...{ CasterId: casterNumber(caster.id), InputIndex: number, Protocol: protocol },
    });
    const at = url.lastIndexOf('/');
    const isThere = (await readParts(context, inputPart, caster.id)).some(
      (info) => Number(info['InputIndex']) === number,
    );
    return card(
      say(
        `Push into input ${number} of ${casterLabel(caster).en}`,
        `推流到 ${spaced(casterLabel(caster).zh)}的输入 ${number}`,
      ),
      {
        visibility: 'asker',
        lines: [
          say(
            'Only you can see this. Anyone who has it can push into the show.',
            '仅自己可见。拿到地址的人可以推流到节目中。',
          ),
          ...(isThere
            ? []
            : [
                say(
                  `There is no input ${number} yet: ${typedLine('caster input add', caster.word, 'push')} number:${number}`,
                  `还没有输入 ${number}：导播 输入 添加 ${caster.word} push 编号:${number}`,
                ),
              ]),
        ],
        facts:
          protocol === 'rtmp' && at > 0
            ? [
                { label: say('Server', '服务器'), value: url.slice(0, at) },
                { label: say('Key', '串流密钥'), value: url.slice(at + 1) },
              ]
            : [],
        code: url,
        buttons: [hideButton(say)],
      },
    );
  },
});

/** `caster play-url`: DescribeCasterPlayUrl. To the asker only: the address holds a key. */
export const casterPlayUrl = defineLook({
  name: 'caster play-url',
  zh: '导播 播放地址',
  summary: {
    en: 'Address to watch PGM, PVW or an input of a caster',
    zh: '获取导播台主监、预监或输入的预览地址',
  },
  risk: 'secret',
  options: {
    caster: casterOption,
    what: {
      schema: z.enum(['pgm', 'pvw', 'input']).optional(),
      summary: { en: 'pgm, pvw or input; pgm when left out', zh: '主监、预监或输入，不填为主监' },
      ...{ zh: '对象', required: false, example: 'input' },
      choices: [
        { value: 'pgm', label: { en: 'PGM', zh: '主监' } },
        { value: 'pvw', label: { en: 'PVW', zh: '预监' } },
        { value: 'input', label: { en: 'input', zh: '输入' } },
      ],
    },
    input: {
      ...numberOption(inputPart, false),
      ...{ zh: '输入', suggests: 'caster-input', example: '1' },
      summary: { en: 'number of the input', zh: '输入的编号' },
    },
  },
  async run(context, { caster: given, what, input }) {
    const { say, live } = context;
    const caster = await resolveCaster(context, given, 'caster play-url');
    const number = typeof input === 'number' ? input : undefined;
    const kind = what ?? (number === undefined ? 'pgm' : 'input');
    if (kind === 'input') {
      if (number === undefined) throw whichInput(caster);
      const [parts, scene] = await Promise.all([
        readParts(context, inputPart, caster.id),
        readScene(context, caster.id),
      ]);
      const sources = { inputs: [], layouts: [] };
      partOf(inputPart, { caster, parts, scene, sources }, number, 'caster play-url');
    }
    const name =
      kind === 'input'
        ? say(`input ${number ?? ''}`, `输入 ${number ?? ''}`)
        : kind === 'pgm'
          ? say('PGM', '主监')
          : say('PVW', '预监');
    let urls: readonly string[];
    try {
      const answer = await live.call('DescribeCasterPlayUrl', {
        CasterId: casterNumber(caster.id),
        PlayUrlType: KINDS[kind],
        ...(kind === 'input' && { PlayUrlIndex: number }),
      });
      urls = [answer.PlayUrl, answer.WebRTCPlayUrl].filter((url) => url !== '');
    } catch (error) {
      if (!(error instanceof LiveError) || !/\.Input(?:Is)?NotActive$/u.test(error.code)) throw error;
      urls = [];
    }
    const label = casterLabel(caster);
    if (urls.length === 0)
      return card(
        say(`${name} of ${label.en} cannot be watched now`, `${spaced(label.zh)}的${name}目前无法观看`),
        {
          visibility: 'asker',
          lines: [
            kind === 'input'
              ? say('Nothing arrives at it.', '该输入没有信号。')
              : say('It is off.', '该画面未开启。'),
          ],
        },
      );
    return card(say(`Watch ${name} of ${label.en}`, `观看 ${spaced(label.zh)}的${name}`), {
      visibility: 'asker',
      lines: [
        say(
          'Seen by you only, for looking only: it must not be handed on to viewers.',
          '仅自己可见，仅供预览：请勿转发给观众。',
        ),
      ],
      code: urls.join('\n'),
      buttons: [hideButton(say)],
    });
  },
});

function whichInput(caster: Caster): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: 'Which input?', zh: '哪个输入？' },
    { en: 'Give its number, as input:1.', zh: '请填写编号，例如 输入:1。' },
    [typedLine('caster input list', caster.word)],
  );
}
