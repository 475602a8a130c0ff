import type { StreamName } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Bound, Feature, Rule, Template } from './feature.ts';
import { FEATURES } from './table/features.ts';

/** What a push of this stream would begin under now. */
export function boundNow(world: World, name: StreamName): Bound {
  const entries = Object.values(FEATURES).map((feature) => [
    feature.name,
    templatesFor(world, feature, name),
  ]);
  return Object.fromEntries(entries) as Bound;
}

/** The templates that the rules of a feature bind to a stream: those of its nearest rule, or all where many may hold. */
export function templatesFor(world: World, feature: Feature, name: StreamName): Template[] {
  const { rules, templates } = world.features.bindings[feature.name];
  const matching = rules
    .filter((rule) => holdsFor(world, feature, rule, name))
    .sort((left, right) => nearness(right) - nearness(left));
  const chosen = feature.manyAtOnePlace ? matching : matching.slice(0, 1);
  const ids = new Set(chosen.map((rule) => rule.templateId));
  return [...ids].flatMap((id) => templates.get(id) ?? []);
}

/**
 * A rule of transcoding names a play domain: what is pushed anywhere can be played there [I].
 */
function holdsFor(world: World, feature: Feature, rule: Rule, name: StreamName): boolean {
  const domainFits =
    feature.domains === 'play'
      ? world.scene.domains.every((known) => known.name !== rule.domain || known.type === 'play')
      : rule.domain === name.domain;
  return domainFits && fits(rule.app, name.app) && fits(rule.stream, name.stream);
}

/** A rule for the stream goes before one for its path, and that before one for the domain. */
function nearness({ app, stream }: Rule): number {
  return (isAny(stream) ? 0 : 2) + (isAny(app) ? 0 : 1);
}

function fits(asked: string, name: string): boolean {
  return isAny(asked) || asked === name;
}

function isAny(asked: string): boolean {
  return asked === '' || asked === '*';
}
