import type { Conditions } from './condition.ts';
import { OF_AIRDESK } from './conditions/of-airdesk.ts';
import { OF_CONTENT } from './conditions/of-content.ts';
import { OF_LOOKS } from './conditions/of-looks.ts';
import { OF_STREAMS } from './conditions/of-streams.ts';

/** The stream is off air; what is decided about its pushes is between these. */
export const DOWN = 'stream.down';
/** One push of several was lost. */
export const PUSH_LOST = 'stream.push-lost';
/** A stream ended by itself, and nothing says that it should be on air. Told as over, or not at all. */
export const ENDED = 'stream.ended';
/** An encoder tries to push a stream that should be on air, and is not let in. */
export const PUSH_REFUSED = 'push.refused';
/** Many conditions with one thing in common: made by Airdesk, and told by nobody. */
export const INCIDENT = 'incident';
/** A channel takes no card. */
export const UNDELIVERED = 'airdesk.undelivered';
/** The disk takes nothing. */
export const DISK = 'airdesk.disk';

/** What Airdesk measures of itself is past its limit. */
export const HEARTBEAT = 'airdesk.heartbeat';

/** Every condition that Airdesk ships with. Callbacks are mapped to them in callback-types.ts; rules name them under `match.type`. */
export const CONDITIONS = {
  ...OF_STREAMS,
  ...OF_CONTENT,
  ...OF_LOOKS,
  [INCIDENT]: {
    title: { en: 'many failures at once', zh: '事故' },
    meaning: { en: 'They probably share one cause.', zh: '很可能出于同一原因。' },
    advice: {
      en: 'Check what they have in common: network, domain, source.',
      zh: '请先查它们的共同点：网络、域名、拉流源。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    toldOnce: true,
  },
  ...OF_AIRDESK,
} as const satisfies Conditions;

/** The name of a condition that ships, as `stream.down`. */
export type ConditionName = keyof typeof CONDITIONS;
