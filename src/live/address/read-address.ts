import { plainHost } from '../../text/host.ts';
import type { StreamName } from '../read/stream-name.ts';

/** What a push or play address says. Holds a signature: for the asker only. */
export interface ReadAddress {
  readonly protocol: string;
  readonly name: StreamName;
  /** Empty where it has none. */
  readonly secret: string;
  readonly time: string;
}

const SRT = /(?:^|streamid=)#!::(?<fields>.*)$/su;

/** Reads an address with its signature; undefined for what is none. */
export function readSignedAddress(typed: string): ReadAddress | undefined {
  const text = typed.trim().replace(/^<|>$/gu, '');
  const protocol = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\//iu.exec(text)?.groups?.['scheme']?.toLowerCase();
  const srt = SRT.exec(unescaped(text))?.groups?.['fields'];
  if (srt !== undefined) return readSrt(srt);
  const found = /^[^:]+:\/\/(?<host>[\w.-]+)(?::\d+)?\/(?<path>[^?\s]+?)(?:\?(?<query>\S*))?$/u.exec(
    text,
  )?.groups;
  if (protocol === undefined || !found) return undefined;
  const parts = (found['path'] ?? '')
    .split('/')
    .filter((part) => part !== '')
    .map(unescaped);
  const stream = (parts.pop() ?? '').replace(/\.(?:flv|m3u8)$/iu, '');
  const app = parts.join('/');
  if (stream === '' || app === '') return undefined;
  const query = new URLSearchParams(found['query'] ?? '');
  return {
    protocol,
    name: { domain: plainHost(found['host'] ?? ''), app, stream },
    secret: query.get('txSecret') ?? '',
    time: query.get('txTime') ?? '',
  };
}

function readSrt(fields: string): ReadAddress | undefined {
  const all = new Map(
    fields.split(',').map((field) => {
      const at = field.indexOf('=');
      return [field.slice(0, at), field.slice(at + 1)] as const;
    }),
  );
  const route = (all.get('r') ?? '').split('?')[0] ?? '';
  const at = route.lastIndexOf('/');
  const host = all.get('h') ?? '';
  if (host === '' || at < 1 || at === route.length - 1) return undefined;
  return {
    protocol: 'srt',
    name: { domain: plainHost(host), app: route.slice(0, at), stream: route.slice(at + 1) },
    secret: all.get('txSecret') ?? '',
    time: all.get('txTime') ?? '',
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
