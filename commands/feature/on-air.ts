import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import type { Feature } from './feature.ts';
import { isSame, isWithin, scopeOf, type Scope } from './scope.ts';

const MOST_NAMES = 5;

/**
 * The streams that are on air where the scopes hold, and have no rule of their own of a narrower scope. They began under
 * what held then, so they are what has to be pushed again.
 */
export async function onAirFact(
  context: CommandContext,
  feature: Feature,
  scopes: readonly Scope[],
  rules: readonly Rule[],
): Promise<Fact> {
  const { say } = context;
  const label = say('On air there now', '范围内正在直播');
  const names = await onAir(context, feature, scopes, rules);
  if (names === undefined) return { label, value: say('could not be read', '未能读取') };
  if (names.length === 0) return { label, value: say('nothing', '无') };
  const more = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).map((name) => safeLine(name, 100));
  return { label, value: [...shown, ...(more > 0 ? [`+ ${more}`] : [])].join('\n') };
}

async function onAir(
  context: CommandContext,
  feature: Feature,
  scopes: readonly Scope[],
  rules: readonly Rule[],
): Promise<string[] | undefined> {
  const domains = [...new Set(scopes.map(({ domain }) => domain))];
  const only = feature.domains === 'push' && domains.length === 1 ? domains[0] : undefined;
  try {
    const { streams } = await onlineMany(context, only);
    return streams
      .filter((stream) => scopes.some((scope) => concerns(feature, scope, stream, rules)))
      .map(fullName);
  } catch (error) {
    if (error instanceof LiveError) return undefined;
    throw error;
  }
}

/** Of a play domain nobody can tell from its rule on which push domains its streams come in. */
function concerns(feature: Feature, scope: Scope, stream: Scope, rules: readonly Rule[]): boolean {
  const there = feature.domains === 'push' ? stream : { ...stream, domain: scope.domain };
  if (!isWithin(there, scope)) return false;
  return !rules
    .map(scopeOf)
    .some((other) => !isSame(other, scope) && isWithin(other, scope) && isWithin(there, other));
}
