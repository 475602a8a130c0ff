import type { Text } from '../../text/language.ts';
import type { OldParams } from './old-params.ts';

/** A command with options, or an action of the API with parameters. Empty values are left out. */
export type Offer =
  | { readonly command: string; readonly options?: Readonly<Record<string, string | undefined>> }
  | { readonly action: string; readonly params?: Readonly<Record<string, string | undefined>> };

/** An interface that does not answer any more, and what there is in its place. */
export interface OldName {
  readonly name: string;
  /** What to know besides, where nothing or not everything is carried over. */
  readonly note?: Text;
  /** In place of it, best first. What this version does not have is left out; actions count where no command is there. */
  readonly now: (params: OldParams) => readonly Offer[];
}

/** The stream that an old call is about, as commands take it; undefined where it names none. */
export function streamIn(params: OldParams): string | undefined {
  const id = params['channel_id'] ?? params['stream_id'] ?? params['channelid'] ?? params['streamname'];
  const domain = params['domain'] ?? params['domainname'];
  const app = params['path'] ?? params['appname'];
  if (id === undefined) return undefined;
  return domain === undefined || app === undefined ? id : `${domain}/${app}/${id}`;
}

/** The same as the API takes it. */
export function streamParams(params: OldParams): Record<string, string | undefined> {
  return {
    DomainName: params['domain'] ?? params['domainname'],
    AppName: params['path'] ?? params['appname'],
    StreamName: params['channel_id'] ?? params['stream_id'] ?? params['channelid'] ?? params['streamname'],
  };
}

/** A time of the old interfaces (Beijing, without saying so; or seconds since 1970) in ISO 8601, UTC. */
export function timeIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [, day, clock = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T+](\d\d:\d\d:\d\d))?$/u.exec(text) ?? [];
  const ms = day === undefined ? (secondsIn(text) ?? zonedIn(text)) : Date.parse(`${day}T${clock}+08:00`);
  return ms === undefined || Number.isNaN(ms) ? undefined : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The same in seconds since 1970. */
export function unixIn(text: string | undefined): string | undefined {
  const iso = timeIn(text);
  return iso === undefined ? undefined : String(Date.parse(iso) / 1000);
}

function secondsIn(text: string): number | undefined {
  return /^\d{9,10}$/u.test(text) ? Number(text) * 1000 : undefined;
}

function zonedIn(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(text) ? Date.parse(text) : undefined;
}
