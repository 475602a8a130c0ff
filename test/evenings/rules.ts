import { CHANNEL } from '../paths/stage/driver.ts';
import { PEOPLE_CONFIG } from '../paths/stage/stage.ts';

/** A Friday at 18:00 UTC. */
export const START = Date.UTC(2026, 2, 6, 18);
const MINUTE_MS = 60_000;
/** When the domain of `maintained` streams is in maintenance, ms UTC. */
export const MAINTENANCE = { from: START + 100 * MINUTE_MS, to: START + 130 * MINUTE_MS };
/** A stream that is back within this was never down for anybody, ms. */
export const GRACE_MS = 5000;
/** The same at the end of an evening, ms. */
export const FINAL_GRACE_MS = 2000;
/** Failing three times within this is flapping, and over when it stayed well for the other, ms. */
export const FLAPPING_MS = 10 * MINUTE_MS;
export const STEADY_MS = 120_000;
/** What is not watched closes so long after people were told or did something, ms. */
export const UNWATCHED_MS = 60 * MINUTE_MS;

/** So long after the first level the second one is called, ms. */
export const LEVELS_MS = 5 * MINUTE_MS;
/** Whom the levels call where the final fails, as users of the test platforms. */
export const LEVELS = ['engineer', 'lead'] as const;

/** airdesk.yaml of the evenings. What is not in it is as the program has it. */
export const YAML = `${PEOPLE_CONFIG}
policy: { verifyWithinSeconds: 2 }
alerts:
  channels: ["slack:${CHANNEL.slack}", "discord:${CHANNEL.discord}"]
  watched: [{ streams: ["p*", "final", "backed*", "fed", "dropped", "flap*", "b*", "c*", "test*"] }]
  rules:
    - { name: tests, match: { stream: "test*" }, severity: none }
    - name: final
      match: { type: [stream.down], stream: final }
      mention: [lin]
      graceSeconds: ${FINAL_GRACE_MS / 1000}
      escalate: final
      runbook: { text: "Call the truck." }
    - { name: domain-b, match: { type: [stream.down], domain: b.example.com }, mention: [bo] }
  escalation:
    final:
      levels: [{ call: [ada] }, { afterMinutes: ${LEVELS_MS / MINUTE_MS}, call: [lin] }]
  maintenance:
    - name: planned
      match: { domain: c.example.com }
      from: "${new Date(MAINTENANCE.from).toISOString()}"
      to: "${new Date(MAINTENANCE.to).toISOString()}"
`;
