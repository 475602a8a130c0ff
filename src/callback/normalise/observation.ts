import { z } from 'zod';
import { SEVERITIES, type LiveEvent, type Received } from '../event.ts';

const ObservedSchema = z.object({
  at: z.number(),
  condition: z.string().max(64).optional(),
  alsoClears: z.array(z.string().max(64)).max(8).optional(),
  effect: z.enum(['fires', 'clears', 'informs']),
  subject: z.object({
    type: z.enum([
      'stream',
      'stream-name',
      'pull',
      'monitor',
      'domain',
      'source',
      'caster',
      'group',
      'account',
      'package',
      'channel',
      'machine',
    ]),
    id: z.string().max(300),
  }),
  sequence: z.string().max(300).optional(),
  code: z.string().max(300).optional(),
  cause: z
    .enum(['client', 'network', 'content', 'idle', 'refused', 'system', 'command', 'replaced', 'unknown'])
    .optional(),
  severity: z.enum(SEVERITIES).optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  groups: z.array(z.string().max(320)).max(16),
  missed: z.literal(true).optional(),
});

/** What is told by having looked: an event without what the inbox adds. */
export type Observation = Omit<LiveEvent, 'seq' | 'trust' | 'type' | 'dedupeKey' | 'effect'> & {
  readonly effect: 'fires' | 'clears' | 'informs';
};

/** What we saw ourselves, as it goes into the inbox. `normalise` makes the same event of it. */
export function observation(event: Observation): Received {
  const { account, receivedAt, ...observed } = event;
  return { at: receivedAt, account, trust: 'observed', message: { observed } };
}

/** What `observation` put there; undefined where this version cannot read it. */
export function readObserved(message: Received['message']): z.infer<typeof ObservedSchema> | undefined {
  const parsed = ObservedSchema.safeParse(message.observed);
  return parsed.success ? parsed.data : undefined;
}
