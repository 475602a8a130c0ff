import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { isPrivateHost } from '../../src/http/private-host.ts';
import { plainAddress } from './state.ts';

/** Kinds of sources, as CreateLivePullStreamTask calls them. */
export const SOURCE_KINDS = {
  live: 'PullLivePushLive',
  file: 'PullVodPushLive',
  picture: 'PullPicPushLive',
} as const;
export type SourceKind = keyof typeof SOURCE_KINDS;

/** The two options that take an address to pull from. */
export const SOURCE_WORDS = { source: '源', backup: '备用源' } as const;

const LONGEST = 1024;
const ADDRESS = /^(?:https?|rtmps?|rtsp|srt):\/\/(?<host>\[[^\]\s]+\]|[^\s/:?#]+)(?::\d{1,5})?(?:\/\S*)?$/iu;
/** What stands where the intake took a key away. */
const TAKEN_OUT = /…|\[redacted\]/u;
/** Between two addresses of a list: a comma or a space that another address follows. */
const BETWEEN = /[,，、\s](?=\s{0,20}\w{1,10}:\/\/)/u;
const PICTURE = /\.(?:png|jpe?g|gif|bmp)$/iu;
const FILE = /\.mp4$/iu;

/** The option of one address. */
export function addressOption(en: string, zh: string, option: keyof typeof SOURCE_WORDS, example: string) {
  return {
    schema: z.string().min(1).max(LONGEST).optional(),
    ...{ summary: { en, zh }, zh: SOURCE_WORDS[option], required: false, example },
  } as const satisfies OptionSpec;
}

/** Addresses as they were typed, one after the other. */
export function addressesIn(typed: string): readonly string[] {
  return typed
    .trim()
    .split(BETWEEN)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** What an address is, by how it ends: only a live source has a protocol or an end of its own. */
export function kindOf(addresses: readonly string[]): SourceKind {
  const [first = ''] = addresses;
  const path = plainAddress(first);
  if (addresses.length > 1 || FILE.test(path)) return 'file';
  return PICTURE.test(path) ? 'picture' : 'live';
}

/**
 * Why an address is not taken to pull from: it is none, it can hold a key, or it is one of this machine or of a private
 * network, for which the cloud bans accounts. `show`: a line to look at instead. The address itself is not repeated.
 */
export function wrongSource(
  option: keyof typeof SOURCE_WORDS,
  address: string,
  ...show: readonly string[]
): Refusal | undefined {
  const zh = SOURCE_WORDS[option];
  const host = ADDRESS.exec(plainAddress(address))?.groups?.['host'];
  if (TAKEN_OUT.test(address) || plainAddress(address) !== address) return holdsKey(option, zh, show);
  if (host === undefined || address.length > LONGEST) return unfit(option, zh);
  return isPrivateHost(host) ? isPrivate(option, zh) : undefined;
}

function unfit(option: string, zh: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `${option} is no address`, zh: `“${zh}”不是地址` },
    {
      en: `It takes an address of http, https, rtmp, rtmps, rtsp or srt, as ${option}:rtmp://source.example.com/live/feed. Nothing was done.`,
      zh: `应为 http、https、rtmp、rtmps、rtsp 或 srt 地址，例如 ${zh}:rtmp://source.example.com/live/feed。未执行任何操作。`,
    },
    [],
    { option },
  );
}

function holdsKey(option: string, zh: string, show: readonly string[]): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    {
      en: `${option} has parameters or a login, which can be a key`,
      zh: `“${zh}”带有参数或登录信息，可能含密钥`,
    },
    {
      en: 'What is typed here others can read, and it is kept. Set such an address in the console. Nothing was done.',
      zh: '此处输入的内容他人可见且会留存。此类地址请到控制台设置。未执行任何操作。',
    },
    show,
    { option },
  );
}

function isPrivate(option: string, zh: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    {
      en: `${option} is an address of this machine or of a private network`,
      zh: `“${zh}”是本机或内网地址`,
    },
    {
      en: 'The cloud cannot reach it, and bans accounts that have such addresses pulled. Give one that is reached from outside. Nothing was done.',
      zh: '云端无法访问，且会封禁使用内网拉流地址的账号。请填写公网可访问的地址。未执行任何操作。',
    },
    [],
    { option },
  );
}
