import type { Clock } from '../clock.ts';
import { DeliveryError } from '../errors.ts';
import { NOT_SENT, type Outgoing } from '../http/outgoing.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { Announcer } from '../platform/announcer.ts';
import type { Card, MessageRef } from '../reply.ts';
import { pagerduty } from './pagerduty.ts';
import { signedJson } from './signed-json.ts';
import type { Webhook, WebhookForm, WebhookRequest } from './webhook.ts';

/** By this name the outbox knows where webhooks are told, as `webhook:pager`. */
export const WEBHOOKS = 'webhook';

const FORMS: Readonly<Record<Webhook['form'], WebhookForm>> = { pagerduty, json: signedJson };
/** Where a receiver that has too much does not say for how long, ms. */
const LIMITED_MS = 30_000;
const WHY = 200;

/**
 * Tells webhooks. Nobody asks anything there. The same key is sent of an alert however often: what is sent twice, since the
 * answer to the first was lost, is one at the receiver.
 */
export function createWebhookAnnouncer(options: {
  /** As they are now: keys are exchanged. */
  readonly webhooks: () => readonly Webhook[];
  readonly outgoing: Outgoing;
  readonly clock: Clock;
}): Adapter & Announcer {
  const { webhooks, outgoing, clock } = options;

  async function send(name: string, card: Card): Promise<string> {
    const { page } = card;
    const hook = webhooks().find((one) => one.name === name);
    if (!hook) throw notThere(name);
    // Nothing else is written for webhooks.
    if (!page) throw notThere(name);
    for (const request of FORMS[hook.form](page, hook, clock.now())) await sendOne(name, hook.url, request);
    return page.key;
  }

  async function sendOne(name: string, url: string, { headers, body }: WebhookRequest): Promise<void> {
    let status: number;
    let retryAfter: string | undefined;
    try {
      const asked = { method: 'POST', headers, body, isPatient: true, answer: 'status' } as const;
      const answer = await outgoing.send(url, asked);
      status = answer.status;
      // Node joins what is there twice; where it is a list, the first counts.
      retryAfter = [answer.headers['retry-after']].flat()[0];
    } catch (error) {
      throw unreachable(name, error);
    }
    if (status < 200 || status > 299) throw refused(name, status, retryAfter, clock.now());
  }

  return {
    name: WEBHOOKS,
    capabilities: { formFields: 0, formsAgain: 'never' },
    start: () => Promise.resolve(),
    stop: () => outgoing.close(),
    post: (place) => Promise.reject(notThere(place.channelId)),
    edit: (message) => Promise.reject(notThere(message.channelId)),
    announce: async (channelId, card): Promise<MessageRef> => ({
      ...{ platform: WEBHOOKS, channelId },
      messageId: await send(channelId, card),
    }),
    update: async ({ channelId }, card) => {
      // It was taken out of airdesk.yaml: nobody is left to be told.
      if (!webhooks().some(({ name }) => name === channelId)) return 'gone';
      await send(channelId, card);
      return 'updated';
    },
    addToThread: () => Promise.resolve('none'),
    // Whether it arrived cannot be asked. Taken as there, it is told how things are now, also where that is over.
    find: (channelId, key) => Promise.resolve({ platform: WEBHOOKS, channelId, messageId: key }),
  };
}

function notThere(name: string): DeliveryError {
  return new DeliveryError(`There is no webhook ${name}`, {
    code: 'webhook.unknown',
    hint: {
      en: `Name it under webhooks in airdesk.yaml, or take webhook:${name} out of the escalation.`,
      zh: `请在 airdesk.yaml 的 webhooks 中配置它，或从升级策略中删除 webhook:${name}。`,
    },
  });
}

function unreachable(name: string, error: unknown): DeliveryError {
  const code = codeOf(error);
  return new DeliveryError(`Webhook ${name} cannot be reached: ${code}`, {
    code: `webhook.${code.toLowerCase()}`,
    retryable: true,
    fate: NOT_SENT.has(code) ? 'not-sent' : 'unknown',
    hint: {
      en: 'Airdesk keeps trying until it arrives. Check the address under webhooks in airdesk.yaml.',
      zh: '将继续重试直到送达。请检查 airdesk.yaml 中 webhooks 的地址。',
    },
    cause: error,
  });
}

function refused(name: string, status: number, retryAfter: string | undefined, now: number): DeliveryError {
  const isLimited = status === 429;
  const passes = isLimited || status >= 500 || status === 408 || status === 425;
  return new DeliveryError(`Webhook ${name} answered ${status}`.slice(0, WHY), {
    code: `webhook.http-${status}`,
    retryable: passes,
    fate: 'not-sent',
    ...(isLimited && { retryAfterMs: waitOf(retryAfter, now) }),
    ...(!passes && { fate: 'refused' as const }),
    hint: passes
      ? { en: 'Airdesk keeps trying until it arrives.', zh: '将继续重试直到送达。' }
      : {
          en: 'The receiver does not take it: check its key and address under webhooks in airdesk.yaml.',
          zh: '接收端拒收：请检查 airdesk.yaml 中 webhooks 的密钥和地址。',
        },
  });
}

/** RFC 9110: seconds, or a date. */
function waitOf(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return LIMITED_MS;
  const seconds = /^\d{1,9}$/.test(retryAfter.trim())
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : LIMITED_MS;
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_0-9]{1,40}$/.test(code) ? code : 'failed';
}
