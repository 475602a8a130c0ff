import { isLoopbackUrl } from '../../src/http/loopback.ts';
import { ControlError } from '../control/control-error.ts';

/** Whether a message may go to an address. */
export type MayGoTo = (url: string) => boolean;

/** What lets messages go to this machine and to these hosts, and nowhere else: whoever steers a sandbox reaches nothing by it. */
export function staysHere(hosts: readonly string[] = []): MayGoTo {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return (url) => isLoopbackUrl(url) || (URL.canParse(url) && known.has(new URL(url).hostname));
}

/** @throws ControlError where the address leads elsewhere */
export function refuseOutside(mayGoTo: MayGoTo, url: string | undefined): void {
  if (url === undefined || mayGoTo(url)) return;
  throw new ControlError('url', 'leads to another machine; use 127.0.0.1, or start with --callback-host');
}
