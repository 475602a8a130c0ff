import type { Check } from '../http/readiness.ts';
import type { AlertFigures } from '../start/metrics.ts';
import type { Text } from '../text/language.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AlertPath } from './alert-path.ts';
import type { Senses } from './self/senses.ts';

/** Dead letters that /readyz names. */
const MOST_NAMED = 3;

/** The alert path in figures, for /metrics. */
export function alertFigures(path: AlertPath, senses: Senses): AlertFigures {
  const { pending, dead, oldestCriticalMs } = path.outbox.state();
  const backlog = path.processing.backlog();
  const blind = senses.all().map(({ name, account = '', verdict }) => ({
    condition: name,
    account,
    isBlind: verdict.state === 'bad',
  }));
  const checks = path.checksWaiting();
  const figures = { open: path.openCount(), backlog, pending, dead: dead.length, oldestCriticalMs, checks };
  return { ...figures, blind, failing: path.failing() };
}

/**
 * Dead letters and platforms that cannot be reached, for /readyz. They do not make Airdesk unready: whoever takes it out
 * of service for one archived channel loses the callbacks of all others.
 */
export function outboxCheck(outbox: Outbox, remedy: (code: string) => Text | undefined): Check {
  return {
    name: 'outbox',
    check() {
      const { dead, down, oldestCriticalMs } = outbox.state();
      const whys = down.flatMap((name) => outbox.trouble(name) ?? []).map((one) => whyWords(one, remedy));
      const parts = [
        ...(dead.length > 0
          ? [`${dead.length} cannot be delivered: ${named(dead)}${advised(dead, remedy)}`]
          : []),
        ...(down.length > 0 ? [`cannot be reached: ${[down.join(', '), ...whys].join('. ')}`] : []),
        ...(oldestCriticalMs > 0
          ? [`a critical alert waits for ${Math.round(oldestCriticalMs / 1000)} s`]
          : []),
      ];
      return parts.length === 0 ? { ok: true } : { ok: true, why: parts.join('; ') };
    },
  };
}

function named(dead: readonly { readonly channel: string; readonly code: string }[]): string {
  const channels = [...new Set(dead.map(({ channel, code }) => `${channel} (${code})`))];
  return channels.slice(0, MOST_NAMED).join(', ') + (channels.length > MOST_NAMED ? ', …' : '');
}

/** What helps with the first of them; the others are named by their codes. */
function advised(
  dead: readonly { readonly code: string }[],
  remedy: (code: string) => Text | undefined,
): string {
  const [first] = dead;
  const advice = first && remedy(first.code);
  return advice ? `. ${advice.en}` : '';
}

/** `slack.not-delivered: Slack chat.postMessage: not delivered (ECONNREFUSED). Look at …`. */
function whyWords(
  { code, why }: { readonly code: string; readonly why: string },
  remedy: (code: string) => Text | undefined,
): string {
  const advice = remedy(code)?.en;
  return `${code}: ${why}${advice === undefined || why.includes(advice) ? '' : `. ${advice}`}`;
}
