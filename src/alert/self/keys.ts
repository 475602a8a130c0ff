import { NOTHING_CAME, refusedVerdict, withBad, withGood, type Tally } from './refused.ts';
import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** How the signatures of one account fare, by push domain: the key belongs to the template that a domain is bound to. */
export type Keys = ReadonlyMap<string, Tally>;

/** What names no domain, and what is beyond the bound: whoever knows the path could make up names. */
const NO_DOMAIN = '';
const MOST_DOMAINS = 50;
const MOST_NAMED = 3;

/** An account of whose callbacks none has come yet. */
export const NO_KEYS: Keys = new Map([[NO_DOMAIN, NOTHING_CAME]]);

/** With one more signature that was wrong, or was none. */
export function withWrong(keys: Keys, domain = NO_DOMAIN, at: number, what: string): Keys {
  const name = keys.has(domain) || keys.size < MOST_DOMAINS ? domain : NO_DOMAIN;
  return new Map(keys).set(name, withBad(keys.get(name) ?? NOTHING_CAME, at, what));
}

/** With one more that was right: that tells of its domain only, and of what named none. */
export function withRight(keys: Keys, domain = NO_DOMAIN, at: number): Keys {
  const right = new Map(keys);
  for (const name of [NO_DOMAIN, domain]) {
    const tally = withGood(keys.get(name) ?? NOTHING_CAME, at);
    // Of domains of which nothing was ever wrong nothing has to be known.
    if (name === NO_DOMAIN || keys.has(name)) right.set(name, tally);
    if (name !== NO_DOMAIN && tally.bad.length === 0) right.delete(name);
  }
  return right;
}

/** Whether signatures are wrong again and again, and of which domains. `since`: when Airdesk began to listen, ms UTC. */
export function keysVerdict(keys: Keys, now: number, since: number): Verdict {
  const all = [...keys].map(([domain, tally]) => ({ domain, verdict: refusedVerdict(tally, now, since) }));
  const bad = all.flatMap(({ domain, verdict }) => (verdict.state === 'bad' ? [{ domain, verdict }] : []));
  const [first] = bad;
  if (!first) return all.some(({ verdict }) => verdict.state === 'unknown') ? UNKNOWN : WELL;
  const named = bad.flatMap(({ domain }) => (domain === NO_DOMAIN ? [] : [domain])).sort();
  if (named.length === 0) return first.verdict;
  const domains = named.slice(0, MOST_NAMED).join(', ') + (named.length > MOST_NAMED ? ', …' : '');
  return { state: 'bad', values: { domains, ...first.verdict.values } };
}
