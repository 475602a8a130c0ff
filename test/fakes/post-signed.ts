import type { Clock } from '../../src/clock.ts';

/** What the bot answered, and how long it took in ms of real time. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

/** What is wrong with a request, beside its signature. */
export interface Forged {
  /** Seconds added to the timestamp. */
  readonly skew?: number;
  /** Put in after signing. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of headers that are left out. */
  readonly without?: readonly string[];
}

/** Posts a body to the bot. `sign` gets the timestamp (unix s) and makes the headers that a platform sends with it. */
export async function postSigned(
  url: string,
  clock: Clock,
  body: string,
  { skew = 0, headers = {}, without = [] }: Forged,
  sign: (timestamp: string) => Readonly<Record<string, string>>,
): Promise<Delivered> {
  const timestamp = String(Math.floor(clock.now() / 1000) + skew);
  const all = Object.entries({ ...sign(timestamp), ...headers });
  const kept = Object.fromEntries(all.filter(([name]) => !without.includes(name)));
  const start = performance.now();
  const response = await fetch(url, { method: 'POST', headers: kept, body });
  const text = await response.text();
  return { status: response.status, body: text, tookMs: performance.now() - start };
}
