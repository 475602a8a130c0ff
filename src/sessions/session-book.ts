import type { Clock } from '../clock.ts';
import { createEmitter } from '../emitter.ts';
import type { Session, SessionLimits, Sessions } from './session.ts';

/** Sessions that are kept, in all and of one person; the oldest goes. */
const MOST = 500;
const MOST_OF_ONE = 20;
/** That a session was used is written down this often, ms. */
const NOTE_MS = 60_000;

/** Where sessions survive a restart. */
export interface SessionKeep {
  put(session: Session): Promise<void>;
  remove(id: string): Promise<void>;
}

const NOWHERE: SessionKeep = { put: async () => undefined, remove: async () => undefined };

/** One long shift. */
const USUAL_LIMITS: SessionLimits = { longestMs: 12 * 60 * 60_000, idleMs: 12 * 60 * 60_000 };

/** Creates it, with the sessions that were kept. */
export function createSessions(
  clock: Clock,
  limits: SessionLimits = USUAL_LIMITS,
  keep: SessionKeep = NOWHERE,
  kept: readonly Session[] = [],
): Sessions {
  const sessions = new Map(kept.map((session) => [session.id, session]));
  /** As they are on disk. */
  const noted = new Map(kept.map((session) => [session.id, session.seenAt]));
  const ended = createEmitter<string>();

  function live(id: string): Session | undefined {
    const found = sessions.get(id);
    if (!found || !isOver(found, clock.now(), limits)) return found;
    void forget(id).catch(() => undefined);
    return undefined;
  }

  async function forget(id: string): Promise<void> {
    sessions.delete(id);
    noted.delete(id);
    await keep.remove(id);
  }

  async function put(session: Session): Promise<void> {
    sessions.set(session.id, session);
    noted.set(session.id, session.seenAt);
    await keep.put(session);
  }

  /** Its pages hear of it, also where the disk refuses. */
  async function end(id: string): Promise<void> {
    try {
      await forget(id);
    } finally {
      ended.tell(id);
    }
  }

  return {
    longestMs: limits.longestMs,
    async begin(session) {
      const own = [...sessions.values()].filter(({ userId }) => userId === session.userId);
      const oldest = own.length >= MOST_OF_ONE ? own[0] : [...sessions.values()][0];
      if (oldest && (own.length >= MOST_OF_ONE || sessions.size >= MOST)) await end(oldest.id);
      await put(session);
    },
    use(id) {
      const found = live(id);
      if (!found) return undefined;
      const used = { ...found, seenAt: clock.now() };
      if (used.seenAt - (noted.get(id) ?? 0) >= NOTE_MS) void put(used).catch(() => undefined);
      else sessions.set(id, used);
      return used;
    },
    isLive: (id) => live(id) !== undefined,
    all: () => [...sessions.keys()].flatMap((id) => live(id) ?? []).sort((a, b) => b.begunAt - a.begunAt),
    async end(id) {
      if (!live(id)) return false;
      await end(id);
      return true;
    },
    onEnd: ended.on,
  };
}

/** Whether it is over, by the clock on the wall: it goes on across restarts. */
function isOver({ begunAt, seenAt }: Session, now: number, { longestMs, idleMs }: SessionLimits): boolean {
  return now - begunAt >= longestMs || now - seenAt >= idleMs;
}
