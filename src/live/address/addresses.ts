import type { StreamName } from '../read/stream-name.ts';
import { txSecret, txTime } from './sign.ts';

/** Protocols that streams are pushed by. */
export const PUSH_PROTOCOLS = ['rtmp', 'srt', 'webrtc'] as const;
/** One of PUSH_PROTOCOLS. */
export type PushProtocol = (typeof PUSH_PROTOCOLS)[number];

/** An address as people need it. Holds a signature: for the asker only. */
export interface Address {
  readonly protocol: string;
  readonly url: string;
}

/** Where and until when (ms UTC) an address is good; without a key it is not signed. */
export interface Wanted {
  readonly name: StreamName;
  readonly key: string | undefined;
  readonly until: number;
}

/** What follows the question mark; empty where nothing has to be signed. */
function query(stream: string, { key, until }: Pick<Wanted, 'key' | 'until'>): string {
  if (key === undefined) return '';
  const time = txTime(until);
  return `txSecret=${txSecret({ key, stream, time })}&txTime=${time}`;
}

const path = (...parts: readonly string[]) =>
  parts.map((part) => part.split('/').map(encodeURIComponent).join('/')).join('/');

/** For an encoder: server and stream key apart. `delay`: seconds by which viewers see it later. */
export function encoderFields(wanted: Wanted, delay = 0): { readonly server: string; readonly key: string } {
  const { domain, app, stream } = wanted.name;
  const all = [query(stream, wanted), delay > 0 ? `txDelayTime=${delay}` : ''].filter((part) => part !== '');
  return {
    server: `rtmp://${domain}/${path(app)}/`,
    key: [path(stream), ...(all.length > 0 ? [all.join('&')] : [])].join('?'),
  };
}

/** The address to push to by one protocol. */
export function pushAddress(protocol: PushProtocol, wanted: Wanted, delay = 0): Address {
  const { domain, app, stream } = wanted.name;
  const { server, key } = encoderFields(wanted, delay);
  if (protocol === 'rtmp') return { protocol, url: `${server}${key}` };
  if (protocol === 'webrtc') return { protocol, url: `webrtc://${domain}/${path(app)}/${key}` };
  const signed = query(stream, wanted).replace('&', ',');
  const fields = [`h=${domain}`, `r=${app}/${stream}`, signed, delay > 0 ? `txDelayTime=${delay}` : ''];
  return {
    protocol,
    url: `srt://${domain}:9000?streamid=#!::${fields.filter((part) => part !== '').join(',')}`,
  };
}

/** The addresses to play from, one a protocol. `template`: the rendition. `secure`: the domain answers https. */
export function playAddresses(wanted: Wanted, secure: boolean, template?: string): readonly Address[] {
  const { domain, app } = wanted.name;
  const stream = template === undefined ? wanted.name.stream : `${wanted.name.stream}_${template}`;
  const signed = query(stream, wanted);
  const at = (start: string, end: string) =>
    `${start}://${domain}/${path(app, stream)}${end}${signed === '' ? '' : `?${signed}`}`;
  const http = secure ? 'https' : 'http';
  return [
    { protocol: 'flv', url: at(http, '.flv') },
    { protocol: 'm3u8', url: at(http, '.m3u8') },
    { protocol: 'webrtc', url: at('webrtc', '') },
    { protocol: 'rtmp', url: at('rtmp', '') },
  ];
}
