import type { Clock } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import type { Card, MessageRef } from '../../src/reply.ts';

/**
 * How a request goes wrong. `lost`: it arrived, the answer did not; `vanished`: neither did; `late`: it arrives so long
 * after we gave up; `shut`: the platform takes nothing of ours; `unheard-of`: refused with a word of no table.
 */
export type Fault =
  | 'not-sent'
  | 'lost'
  | 'vanished'
  | 'refused'
  | 'shut'
  | 'broken'
  | 'unheard-of'
  | { readonly stuckMs: number }
  | { readonly limitedMs: number }
  | { readonly lateMs: number };

/** What the outbox asked of the platform, and whether it was done. */
export interface Request {
  readonly at: number;
  readonly what: 'announce' | 'update' | 'thread' | 'find';
  readonly channel: string;
  readonly title: string;
  readonly ok: boolean;
}

/** A message that stands on the platform. */
export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  card: Card;
  deleted: boolean;
  readonly thread: string[];
}

/** A chat platform in memory whose requests fail as told. */
export interface FakePlatform extends Announcer {
  readonly requests: Request[];
  /** Every message that is there, in the order in which it was posted. */
  messages(channel?: string): Message[];
  /** Titles of the cards that a channel shows. */
  shown(channel?: string): string[];
  /** Requests that arrived in the channel and can be seen there. */
  visible(): Request[];
  delete(index: number): void;
  /** Whether it had a card of this content that somebody deleted. */
  wasDeleted(channel: string, content: string): boolean;
  /** What is late arrives now. */
  arrive(): void;
  /** What was to go wrong does not. */
  calm(): void;
  /** The next requests that are not searches go wrong so. */
  fail(...faults: (Fault | undefined)[]): void;
  /** Decides for each request whether it goes wrong; undefined for no. */
  rule: (request: Omit<Request, 'ok' | 'at'>) => Fault | undefined;
  /** Requests wait until it is let go. */
  hold(): () => void;
  canFind: boolean;
  hasThreads: boolean;
}

const HINT = { en: 'wait', zh: '等待' };

/** A platform in memory, which fails, is late or hangs as it is told. `volatile`: it forgets all when it ends. */
export function fakePlatform(name: string, clock: Clock, options: { volatile?: boolean } = {}): FakePlatform {
  const messages: Message[] = [];
  const requests: Request[] = [];
  const faults: (Fault | undefined)[] = [];
  const late = new Set<() => unknown>();
  let held: Promise<void> | undefined;

  async function request<T>(of: Omit<Request, 'ok' | 'at'>, run: () => T): Promise<T> {
    const at = clock.now();
    await held;
    const fault = of.what === 'find' ? undefined : faults.shift();
    const wrong = fault ?? platform.rule(of);
    if (wrong === undefined) {
      const result = run();
      requests.push({ ...of, at, ok: true });
      return result;
    }
    requests.push({ ...of, at, ok: wrong === 'lost' });
    if (wrong === 'lost') run();
    if (wrong === 'broken') throw new TypeError('a fault of ours');
    if (typeof wrong === 'object' && 'lateMs' in wrong) {
      late.add(run);
      clock.after(wrong.lateMs, () => late.delete(run) && run());
    }
    if (typeof wrong === 'object' && 'limitedMs' in wrong) {
      throw new DeliveryError('slow down', {
        code: 'limited',
        hint: HINT,
        retryable: true,
        retryAfterMs: wrong.limitedMs,
      });
    }
    if (typeof wrong === 'object' && 'stuckMs' in wrong) {
      throw new DeliveryError('not this one', {
        code: 'stuck',
        hint: HINT,
        retryable: true,
        retryAfterMs: wrong.stuckMs,
        onlyThis: true,
      });
    }
    const isRefused = wrong === 'refused' || wrong === 'shut' || wrong === 'unheard-of';
    const fate = wrong === 'not-sent' ? wrong : isRefused ? 'refused' : 'unknown';
    throw new DeliveryError(`it was ${typeof wrong === 'string' ? wrong : 'late'}`, {
      code: typeof wrong === 'string' ? wrong : 'late',
      hint: HINT,
      retryable: fate !== 'refused',
      fate,
      ...(wrong === 'shut' && { everywhere: true }),
      ...(wrong === 'unheard-of' && { unheardOf: true }),
    });
  }

  const live = (ref: MessageRef): Message | undefined =>
    messages.find(({ id, deleted }) => id === ref.messageId && !deleted);

  const platform: FakePlatform = {
    ...(options.volatile ? { volatile: true } : {}),
    requests,
    canFind: true,
    hasThreads: true,
    rule: () => undefined,
    messages: (channel) =>
      messages.filter(
        (message) => !message.deleted && (channel === undefined || message.channel === channel),
      ),
    shown: (channel) => platform.messages(channel).map(({ card }) => card.title),
    visible: () => requests.filter(({ what, ok }) => what !== 'find' && ok),
    delete(index) {
      const message = messages[index];
      if (message) message.deleted = true;
    },
    wasDeleted: (channel, content) =>
      messages.some(
        (one) => one.deleted && one.channel === channel && one.card.title.startsWith(`${content} `),
      ),
    arrive() {
      for (const run of late) run();
      late.clear();
    },
    calm: () => void faults.splice(0),
    fail: (...next) => void faults.push(...next),
    hold() {
      let letGo: () => void = () => undefined;
      held = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => {
        held = undefined;
        letGo();
      };
    },
    announce: (channel, card, key) =>
      request({ what: 'announce', channel, title: card.title }, () => {
        const id = `${name}${messages.length + 1}`;
        messages.push({ id, channel, key, card, deleted: false, thread: [] });
        return { platform: name, channelId: channel, messageId: id };
      }),
    update: (ref, card) =>
      request({ what: 'update', channel: ref.channelId, title: card.title }, () => {
        const message = live(ref);
        if (!message) return 'gone' as const;
        message.card = card;
        return 'updated' as const;
      }),
    addToThread: (ref, text) =>
      request({ what: 'thread', channel: ref.channelId, title: text }, () => {
        if (!platform.hasThreads) return 'none' as const;
        const message = live(ref);
        if (!message) return 'gone' as const;
        message.thread.push(text);
        return 'added' as const;
      }),
    find: (channel, key) =>
      request({ what: 'find', channel, title: key }, () => {
        if (!platform.canFind) return 'unknown' as const;
        const message = messages.find((one) => one.channel === channel && one.key === key && !one.deleted);
        return message ? { platform: name, channelId: channel, messageId: message.id } : ('none' as const);
      }),
  };
  return platform;
}
