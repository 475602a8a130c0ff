import { z } from 'zod';
import type { Platform } from '../platform/platform.ts';

/** The shape of a name in airdesk.yaml. */
export const NAME = '[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,63}';

/** A channel of one of the platforms, as `slack:C0123ABCD`. */
export function channelKeySchema(platforms: readonly Platform[]): z.ZodString {
  return z.string().regex(oneOf(platforms.map(({ key, channels }) => `${key}:${channels.id}`)));
}

/** A group of people on one of the platforms, as `discord:<role id>`. */
export function groupKeySchema(platforms: readonly Platform[]): z.ZodString {
  return z.string().regex(oneOf(groupPatterns(platforms)));
}

/** Whom a rule calls: somebody by their name under `people`, or a group. */
export function mentionSchema(platforms: readonly Platform[]): z.ZodString {
  return z.string().regex(oneOf([NAME, ...groupPatterns(platforms.filter(({ mentions }) => mentions))]));
}

/**
 * Whom a level of an escalation calls: somebody by their name under `people`, whoever has the duty of a rotation
 * (`rotation:video`), a group, a channel, or a webhook (`webhook:pager`).
 */
export function targetSchema(platforms: readonly Platform[]): z.ZodString {
  return z
    .string()
    .regex(
      oneOf([
        NAME,
        `rotation:${NAME}`,
        `webhook:${NAME}`,
        ...groupPatterns(platforms.filter(({ mentions }) => mentions)),
        ...platforms.map(({ key, channels }) => `${key}:${channels.id}`),
      ]),
    );
}

/** The id of a person on a platform. */
export function personIdSchema({ people }: Platform): z.ZodString {
  return z.string().regex(oneOf([people.id]));
}

function groupPatterns(platforms: readonly Platform[]): string[] {
  return platforms.flatMap(({ key, groups }) => (groups ? [`${key}:${groups.id}`] : []));
}

function oneOf(patterns: readonly string[]): RegExp {
  const [only = '(?!)', ...more] = patterns;
  return new RegExp(more.length === 0 ? `^${only}$` : `^(${patterns.join('|')})$`, 'u');
}
