import { plainHost } from '../../../src/text/host.ts';
import { plainForm } from '../../../src/text/name-forms.ts';
import { fullReadings } from './full-readings.ts';
import type { StreamLookup } from './lookup.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';

/** More parts than that are no path of a stream. */
const MOST_PARTS = 6;
const HOST = String.raw`[\w-]+(?:\.[\w-]+)+`;
/** What encoders and consoles write in front of the parts of an address. */
const LABEL =
  /(?:(?:(?:rtmps?|obs|srt|push|推流)\s*)?(?:server|url|address|服务器|地址|域名)|(?:(?:stream|push|串流|推流|直播)\s*)?(?:key|name|码|密钥|名称|流名))\s*[:：]\s*/giu;
const WITH_SCHEME = new RegExp(
  String.raw`^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^\s/@]*@)?(?<host>${HOST})\.?(?::\d+)?(?<path>\/.*)?$`,
  'isu',
);
const BARE = new RegExp(String.raw`^(?<host>${HOST})(?::\d+)?(?<path>\/.*)$`, 'su');
const SRT = /(?:^|\?streamid=)#!::(?<fields>.*)$/isu;
/** Where the path ends: at the query, or where somebody forgot its question mark. */
const QUERY = /(?:\?|&(?=[\w.-]+=)).*/su;
/** What only an address has, where no protocol stands before it: a question mark at the end is part of a name. */
const HAS_QUERY = /\?.|&(?=[\w.-]+=)/su;

/** What an address tells of a stream. */
export interface Address {
  readonly host: string;
  /** Behind the host: app and stream, as far as they are there. */
  readonly path: readonly string[];
  /** It is one that viewers have: its host is none that is pushed to. */
  readonly plays: boolean;
}

/**
 * Reads an address of any protocol, with its key or without, in one piece or as encoders show it (server, and key behind
 * a space), or what an SRT encoder has for one. Undefined for everything else, also for a plain full name.
 */
export function readAddress(typed: string): Address | undefined {
  const text = plainForm(typed).replace(/^<|>$/gu, '').replace(LABEL, '').trim();
  const srt = SRT.exec(text)?.groups?.['fields'];
  if (srt !== undefined) return srtAddress(srt, WITH_SCHEME.exec(text)?.groups?.['host']);
  const joined = text.replace(/\/?\s+(?!$)/u, '/');
  const hasQuery = HAS_QUERY.test(joined);
  const parts = WITH_SCHEME.exec(joined)?.groups ?? (hasQuery ? BARE.exec(joined)?.groups : undefined);
  if (!parts) return undefined;
  const scheme = parts['scheme']?.toLowerCase() ?? '';
  const path = (parts['path'] ?? '').replace(QUERY, '');
  const plays = /^https?$/.test(scheme) && /\.(?:flv|m3u8|ts|mpd|sdp)\/*$/i.test(path);
  return {
    host: plainHost(parts['host'] ?? ''),
    path: pathOf(plays ? path.replace(/\.\w+\/*$/u, '') : path),
    plays,
  };
}

/**
 * The streams that the address means: those that are there; of one that viewers have, those of the same app and name on
 * whatever domain they are pushed to; otherwise every way to read it.
 */
export async function streamsAt(address: Address, lookup: StreamLookup): Promise<readonly StreamName[]> {
  const readings = readingsOf(address);
  const there = await Promise.all(readings.map((name) => lookup.isThere(name)));
  const found = readings.filter((_name, at) => there[at]);
  if (found.length > 0) return found;
  const called = await Promise.all(
    readings.map(async ({ app, stream }) => (await lookup.called(stream)).filter((name) => name.app === app)),
  );
  const pushed = called.flat();
  return address.plays && pushed.length > 0 ? pushed : [...readings, ...pushed];
}

/** Every way to read it; what is written with `%` may be called so, or by what that stands for. */
function readingsOf({ host, path }: Address): readonly StreamName[] {
  if (path.length < 2 || path.length > MOST_PARTS) return [];
  const plain = path.map(decoded);
  const isSame = plain.every((part, at) => part === path[at]);
  const all = isSame ? [path] : [plain, path];
  return all.flatMap((parts) => fullReadings([host, ...parts].join('/')));
}

function srtAddress(fields: string, host: string | undefined): Address | undefined {
  const values = new Map(
    fields.split(',').map((field) => [field.slice(0, 2).toLowerCase(), field.slice(2)] as const),
  );
  const to = values.get('h=') ?? host;
  const path = values.get('r=');
  return to === undefined || path === undefined
    ? undefined
    : { host: plainHost(to), path: pathOf(path.replace(QUERY, '')), plays: false };
}

function pathOf(text: string): string[] {
  return text.split('/').filter((part) => part !== '');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
