import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { readDomain } from '../../src/live/read/domains.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { plainForm } from '../../src/text/name-forms.ts';
import type { Feature } from '../feature/feature.ts';
import { FEATURES } from '../feature/features.ts';
import { isSame, isWithin, readScope, scopeOf, type Scope } from '../feature/scope.ts';
import { resolveStream } from '../stream/naming/resolve.ts';

/** What rules are asked for: everything within a domain or app, or what holds for one stream. */
export interface Place {
  readonly scope: Scope;
  /** What its domain is for. */
  readonly kind: Feature['domains'];
}

/** A rule of a feature, and whether it holds for the stream that is asked about; undefined: no one stream is. */
export interface Holding {
  readonly feature: Feature;
  readonly rule: Rule;
  readonly holds: boolean | undefined;
}

/** Features whose rules are for streams of a push domain read the same words. */
const READS = FEATURES.find(({ domains, hasStreams }) => domains === 'push' && hasStreams);

/** Where `given` is: a domain, an app or a stream of it, or a stream by its short name. @throws Refusal, LiveError */
export async function readPlace(context: CommandContext, given: string): Promise<Place> {
  const host =
    plainForm(given)
      .replace(/^[a-z]+:\/\//iu, '')
      .split('/', 1)[0] ?? '';
  const isShort = Object.hasOwn(context.config.streams, plainForm(given));
  const scope =
    READS && host.includes('.') && !isShort
      ? readScope({ ...READS, app: '' }, given)
      : await resolveStream(context, given, 'rule list');
  return { scope, kind: await kindOf(context, scope.domain) };
}

/** A domain that cannot be looked up counts as one that is pushed to: that is what people name streams by. */
async function kindOf(context: CommandContext, domain: string): Promise<Place['kind']> {
  try {
    return (await readDomain(context, domain))?.kind ?? 'push';
  } catch (error) {
    if (error instanceof LiveError) return 'push';
    throw error;
  }
}

/**
 * The rules of a feature that have to do with a place, the narrowest first. Of a stream: all that reach it; where only one
 * can hold, the narrowest does. Which play domain shows the streams of a push domain is not known: every one counts.
 */
export function rulesFor(
  feature: Feature,
  rules: readonly Rule[],
  place: Place | undefined,
): readonly Holding[] {
  if (!place) return sorted(rules).map((rule) => ({ feature, rule, holds: undefined }));
  const { scope, kind } = place;
  const at = (rule: Rule): Scope =>
    feature.domains === kind ? scopeOf(rule) : { ...scopeOf(rule), domain: scope.domain };
  if (scope.stream === '')
    return sorted(rules)
      .filter((rule) => isWithin(at(rule), scope) || isWithin(scope, at(rule)))
      .map((rule) => ({ feature, rule, holds: undefined }));
  const reaching = sorted(rules.filter((rule) => isWithin(scope, at(rule))));
  return reaching.map((rule) => ({ feature, rule, holds: feature.isMany ?? !hasNarrower(reaching, rule) }));
}

function hasNarrower(rules: readonly Rule[], rule: Rule): boolean {
  const scope = scopeOf(rule);
  return rules.map(scopeOf).some((other) => !isSame(other, scope) && isWithin(other, scope));
}

function sorted(rules: readonly Rule[]): readonly Rule[] {
  const depth = (rule: Rule) => {
    const { app, stream } = scopeOf(rule);
    return (app === '' ? 0 : 1) + (stream === '' ? 0 : 1);
  };
  return [...rules].sort(
    (a, b) => depth(b) - depth(a) || (a.domain < b.domain ? -1 : a.domain > b.domain ? 1 : 0),
  );
}
