import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { playAddresses } from '../../src/live/address/addresses.ts';
import { readCertificate } from '../../src/live/read/certificates.ts';
import { readPlayDomains } from '../../src/live/read/domains.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { plainHost } from '../../src/text/host.ts';
import { card } from '../card.ts';
import { hideButton } from '../hide-button.ts';
import { lengthSchema, lengthWords } from '../length.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamWord } from '../stream/naming/word.ts';
import { streamOption } from '../stream/option.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { noteSigned, signingKey, usableDomain } from './domains.ts';
import { keyOption, whichText } from './push-url.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const USUAL = 12 * HOUR;

/** `play-url`: made here with the key of the domain, not asked of the cloud. To the asker only. */
export const playUrl = defineLook({
  name: 'play-url',
  zh: '播放地址',
  summary: {
    en: 'Play addresses of a stream, signed, for all protocols and renditions',
    zh: '生成一路流的播放地址（含鉴权）',
  },
  risk: 'secret',
  options: {
    stream: streamOption,
    domain: {
      schema: z.string().max(255).optional(),
      summary: { en: 'the play domain, where there are several', zh: '播放域名，有多个时填写' },
      ...{ zh: '域名', required: false, example: 'play.example.com', suggests: 'domain', names: true },
    },
    for: {
      schema: lengthSchema({ min: 5 * MINUTE, max: 168 * HOUR }),
      words: lengthWords,
      summary: { en: 'how long one may begin to play: 5m to 7d', zh: '多长时间内可以开始播放：5m 到 7d' },
      ...{ zh: '时长', required: false, example: '12h' },
    },
    template: {
      schema: z
        .string()
        .regex(/^[\w-]{1,64}$/u)
        .optional(),
      summary: { en: 'name of a transcode template: that rendition', zh: '转码模板名称：该清晰度的地址' },
      ...{ zh: '模板', required: false, example: 'hd' },
    },
    key: keyOption,
  },
  async run(context, { stream, domain: given, for: length, template, key: asked }) {
    const { say } = context;
    const name = await resolveStream(context, stream, 'play-url');
    const host = given === undefined ? await onlyDomain(context, streamWord(name)) : plainHost(given);
    const keyed = await usableDomain(context, host, 'play');
    const signing = signingKey(keyed, asked);
    const certificate = await readCertificate(context, host);
    const from = context.now() + (length?.ms ?? USUAL);
    const until = from + keyed.auth.valid * 1000;
    const wanted = { name: { ...name, domain: host }, key: signing.key, until: from };
    const addresses = playAddresses(wanted, certificate?.isOn === true, template);
    await noteSigned(context, host, signing, from);
    return card(say(`Play ${fullName(name)}`, `播放地址：${fullName(name)}`), {
      visibility: 'asker',
      lines: [
        signing.key === undefined
          ? say(
              'Auth of the play domain is off: the address is public.',
              '播放域名未开启鉴权：该地址可公开使用。',
            )
          : say('Anyone who has it can watch until it expires.', '拿到地址的人在有效期内都可以观看。'),
      ],
      facts: [
        { label: say('Play domain', '播放域名'), value: host },
        {
          label: say('Good until', '有效至'),
          value: signing.key === undefined ? say('no end', '不限') : when(context, until),
        },
        ...(signing.key === undefined
          ? []
          : [{ label: say('Signed with', '签名 Key'), value: whichText(say, signing.which, keyed.isOpen) }]),
      ],
      code: addresses.flatMap(({ protocol, url }) => [`${protocol}:`, url]).join('\n'),
      buttons: [hideButton(say)],
    });
  },
});

/** The play domain, where only one is switched on. @throws Refusal */
async function onlyDomain(context: CommandContext, word: string): Promise<string> {
  const domains = (await readPlayDomains(context)).items.filter(({ isOn }) => isOn);
  const [only, ...others] = domains;
  if (only && others.length === 0) return only.name;
  throw new Refusal(
    only ? 'airdesk.ambiguous' : 'airdesk.not-found',
    only
      ? { en: `There are ${domains.length} play domains`, zh: `有 ${domains.length} 个播放域名` }
      : { en: 'No play domain is switched on', zh: '没有已启用的播放域名' },
    only
      ? { en: 'Say which one.', zh: '请指定一个。' }
      : { en: 'Add or enable one.', zh: '请先添加或启用。' },
    only ? domains.slice(0, 10).map(({ name }) => typedLine('play-url', word, name)) : ['domain list'],
  );
}
