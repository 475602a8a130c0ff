import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { encoderFields, PUSH_PROTOCOLS, pushAddress } from '../../src/live/address/addresses.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { card } from '../card.ts';
import { hideButton } from '../hide-button.ts';
import { lengthSchema, lengthWords } from '../length.ts';
import { streamOption } from '../stream/option.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { when } from '../when.ts';
import { noteSigned, signingKey, usableDomain } from './domains.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A host that drops has to be able to come back for as long as the show lasts. */
const USUAL = 24 * HOUR;

/** Which of the two keys an address is signed with. */
export const keyOption = {
  schema: z.enum(['main', 'backup']).optional(),
  summary: {
    en: 'which key signs; the new one while a change is open',
    zh: '用哪个 Key 签名；轮换期间默认用新 Key',
  },
  ...{ zh: '密钥', required: false, example: 'main' },
  choices: [
    { value: 'main', label: { en: 'main', zh: '主' } },
    { value: 'backup', label: { en: 'backup', zh: '备' } },
  ],
} as const;

/** `push-url`: made here with the key of the domain, not asked of the cloud. To the asker only. */
export const pushUrl = defineLook({
  name: 'push-url',
  zh: '推流地址',
  summary: {
    en: 'Push addresses of a stream, signed, for all protocols',
    zh: '生成一路流的推流地址（含鉴权）',
  },
  risk: 'secret',
  options: {
    stream: streamOption,
    for: {
      schema: lengthSchema({ min: 5 * MINUTE, max: 168 * HOUR }),
      words: lengthWords,
      summary: { en: 'how long one may connect with it: 5m to 7d', zh: '地址在多长时间内可以连接：5m 到 7d' },
      ...{ zh: '时长', required: false, example: '24h' },
    },
    protocol: {
      schema: z.enum(['all', ...PUSH_PROTOCOLS]).optional(),
      summary: { en: 'for one protocol only', zh: '只要一种协议' },
      ...{ zh: '协议', required: false, example: 'srt' },
      choices: [
        { value: 'all', label: { en: 'all', zh: '全部' } },
        ...PUSH_PROTOCOLS.map((value) => ({ value, label: { en: value, zh: value } })),
      ],
    },
    delay: {
      schema: lengthSchema({ min: 0, max: 10 * MINUTE }),
      words: lengthWords,
      summary: { en: 'viewers see it so much later, 10m at most', zh: '延播时长，最长 10m' },
      ...{ zh: '延播', required: false, example: '30s' },
    },
    key: keyOption,
  },
  async run(context, { stream, for: length, protocol = 'all', delay, key: asked }) {
    const { say } = context;
    const name = await resolveStream(context, stream, 'push-url');
    const keyed = await usableDomain(context, name.domain, 'push');
    const signing = signingKey(keyed, asked);
    const until = context.now() + (length?.ms ?? USUAL);
    const wanted = { name, key: signing.key, until };
    const seconds = (delay?.ms ?? 0) / 1000;
    const protocols = PUSH_PROTOCOLS.filter((each) => protocol === 'all' || each === protocol);
    const addresses = protocols.map((each) => pushAddress(each, wanted, seconds));
    await noteSigned(context, name.domain, signing, until);
    const fields = protocols.includes('rtmp') ? encoderFields(wanted, seconds) : undefined;
    return card(say(`Push to ${fullName(name)}`, `推流地址：${fullName(name)}`), {
      visibility: 'asker',
      lines: [
        signing.key === undefined
          ? say('Auth of the domain is off: anybody may push to it.', '该域名未开启鉴权：任何人都可以推流。')
          : say(
              'Anyone who has it can go on air under this name. A running push continues after it has expired.',
              '拿到地址的人可以用此流名上播。已建立的推流在过期后仍会继续。',
            ),
      ],
      facts: [
        {
          label: say('Connect until', '最晚连接时间'),
          value: signing.key === undefined ? say('no end', '不限') : when(context, until),
        },
        ...(signing.key === undefined
          ? []
          : [{ label: say('Signed with', '签名 Key'), value: whichText(say, signing.which, keyed.isOpen) }]),
      ],
      code: [
        ...(fields
          ? [say('Server:', '服务器：'), fields.server, say('Stream key:', '串流密钥：'), fields.key, '']
          : []),
        ...addresses.flatMap(({ protocol: each, url }) => [`${each}:`, url]),
      ].join('\n'),
      buttons: [hideButton(say)],
    });
  },
});

/** `the main key`, or `the new key`, while a change is open. */
export function whichText(
  say: (en: string, zh: string) => string,
  which: 'main' | 'backup',
  isOpen: boolean,
): string {
  if (which === 'backup' && isOpen) return say('the new key (backup)', '新 Key（备）');
  return which === 'main' ? say('the main key', '主 Key') : say('the backup key', '备 Key');
}
