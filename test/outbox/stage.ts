import type { Clock } from '../../src/clock.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import { createOutbox } from '../../src/outbox/create-outbox.ts';
import { DELIVERIES, readDelivery, type Delivery } from '../../src/outbox/delivery.ts';
import type { Content, Contents, Outbox } from '../../src/outbox/outbox.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { fakePlatform, type FakePlatform } from './fake-platform.ts';
import { silentLog } from '../fakes/logs.ts';

/** Contents that a test changes; cards say which content, version and note they show. */
export interface Shelf extends Contents {
  readonly items: Map<string, Content>;
  fallback: Record<string, string[]>;
}

function shelf(): Shelf {
  const items = new Map<string, Content>();
  const fallback: Record<string, string[]> = {};
  return {
    items,
    fallback,
    all: () => items.values(),
    get: (id) => items.get(id),
    card(id, _channel, note) {
      const marks = [note?.carriedFor && `for ${note.carriedFor}`, note?.alsoFor && `also ${note.alsoFor}`];
      const title = [`${id} v${items.get(id)?.version ?? 0}`, ...marks.filter(Boolean)].join(' ');
      return { kind: 'card', tone: 'info', title, visibility: 'channel' };
    },
    threadLines: (id, _channel, told) =>
      Array.from({ length: (items.get(id)?.steps ?? 0) - told }, (_, at) => `${id} step ${told + at + 1}`),
    digest: (ids) => ({
      kind: 'card',
      tone: 'info',
      title: `digest ${[...ids].sort().join(',')}`,
      visibility: 'channel',
    }),
    fallbacks: (platform) => fallback[platform] ?? [],
  };
}

/** Lets everything that waits for nothing but its turn run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** An outbox over a store and two platforms, and the time in one hand. */
export interface Stage {
  readonly clock: TestClock;
  readonly store: Store;
  readonly contents: Shelf;
  readonly slack: FakePlatform;
  readonly discord: FakePlatform;
  readonly desk: FakePlatform;
  readonly counts: Record<string, number>;
  /** For whoever wants to remember for which contents a person waited. */
  readonly hurried: Set<string>;
  readonly undeliverable: [channel: string, why: string | undefined][];
  readonly outbox: Outbox;
  /** A content appears or changes: its version grows. The outbox is told. */
  put(id: string, change?: Partial<Content>): void;
  /** The same without telling. */
  set(id: string, change?: Partial<Content>): void;
  /** Time passes in small steps. */
  pass(ms: number, step?: number): Promise<void>;
  /** As a kill: a new outbox on the same store. What the old one still does is lost to it. */
  restart(): Promise<void>;
  deliveries(): Promise<Delivery[]>;
}

/** An outbox on a test clock between contents and three platforms, started. `store`: for disks that fail. */
export async function stage(
  options: {
    store?: Store;
    platforms?: readonly string[];
    random?: () => number;
    /** Called before each request and each write, and after it. */
    onPoint?: () => void;
    onAnnounce?: (platform: string, channel: string, title: string) => void;
    onAnswer?: (platform: string, channel: string, ok: boolean) => void;
  } = {},
): Promise<Stage> {
  const clock = createTestClock();
  const store = options.store ?? memoryStore();
  const contents = shelf();
  const slack = fakePlatform('slack', clock);
  const discord = fakePlatform('discord', clock);
  const desk = fakePlatform('desk', clock, { volatile: true });
  const all = new Map<string, Announcer>([
    ['slack', slack],
    ['discord', discord],
    ['desk', desk],
  ]);
  const announcers = new Map([...all].filter(([name]) => options.platforms?.includes(name) ?? true));
  const counts: Record<string, number> = {};
  const undeliverable: Stage['undeliverable'] = [];
  let kill = (): void => undefined;

  async function answered<R>(platform: string, channel: string, request: Promise<R>): Promise<R> {
    let isOk = false;
    try {
      const result = await request;
      isOk = true;
      return result;
    } finally {
      options.onAnswer?.(platform, channel, isOk);
    }
  }

  function create(): Outbox {
    let isKilled = false;
    const isOver = (): boolean => isKilled;
    kill = () => {
      isKilled = true;
    };
    const never = new Promise<never>(() => undefined);
    const whileAlive =
      <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        options.onPoint?.();
        if (isOver()) return never;
        const result = await run(...args).catch((error: unknown) => {
          options.onPoint?.();
          if (isOver()) return never;
          throw error;
        });
        options.onPoint?.();
        return isOver() ? never : result;
      };
    const clockWhileAlive: Clock = {
      ...clock,
      after: (ms, run) => clock.after(ms, () => isOver() || run()),
    };
    return createOutbox({
      contents,
      announcers: new Map(
        [...announcers].map(([name, announcer]) => [
          name,
          {
            ...announcer,
            announce: whileAlive((...args: Parameters<Announcer['announce']>) => {
              options.onAnnounce?.(name, args[0], args[1].title);
              return answered(name, args[0], announcer.announce(...args));
            }),
            update: whileAlive((...args: Parameters<Announcer['update']>) =>
              answered(name, args[0].channelId, announcer.update(...args)),
            ),
            addToThread: whileAlive((...args: Parameters<Announcer['addToThread']>) =>
              answered(name, args[0].channelId, announcer.addToThread(...args)),
            ),
            find: whileAlive((...args: Parameters<Announcer['find']>) =>
              announcer.find(...args).catch((error: unknown) => {
                options.onAnswer?.(name, args[0], false);
                throw error;
              }),
            ),
          },
        ]),
      ),
      store: {
        ...store,
        commit: whileAlive((writes: readonly Write[]) => store.commit(writes)),
        list: (collection) => (isOver() ? never : store.list(collection)),
      },
      clock: clockWhileAlive,
      random: options.random ?? (() => 0),
      log: silentLog,
      counts: {
        delivery(platform, outcome) {
          const name = `${platform} ${outcome}`;
          counts[name] = (counts[name] ?? 0) + 1;
        },
      },
      onUndeliverable: (channel, why) => void undeliverable.push([channel, why]),
    });
  }

  let outbox = create();
  await outbox.start();
  const it: Stage = {
    clock,
    store,
    contents,
    slack,
    discord,
    desk,
    counts,
    undeliverable,
    hurried: new Set(),
    get outbox() {
      return outbox;
    },
    set(id, change = {}) {
      const old = contents.items.get(id);
      const fresh: Content = {
        id,
        version: 0,
        urgency: 'critical',
        channels: ['slack:C1'],
        over: false,
        since: clock.now(),
        steps: 0,
      };
      const base = old ?? fresh;
      contents.items.set(id, { ...base, version: base.version + 1, ...change });
    },
    put(id, change) {
      it.set(id, change);
      outbox.changed([id]);
    },
    async pass(ms, step = 100) {
      await settle();
      for (let left = ms; left > 0; left -= step) {
        clock.advance(Math.min(step, left));
        await settle();
      }
    },
    async restart() {
      kill();
      outbox = create();
      await outbox.start();
      await settle();
    },
    async deliveries() {
      const docs = await store.list(DELIVERIES);
      return docs.map(({ value }) => readDelivery(value)).filter((one) => one !== undefined);
    },
  };
  return it;
}
