import type { Adapter } from '../platform/adapter.ts';
import { steady, type Clock } from '../clock.ts';
import type { ViewContext } from '../live/reader.ts';
import type { Config } from '../config/schema.ts';
import { DeliveryError } from '../errors.ts';
import type { Log } from '../observability/log.ts';
import { keyOf } from '../outbox/send/key.ts';
import type { Card, MessageRef } from '../reply.ts';
import type { Store } from '../store/store.ts';
import type { Drawn, PanelDrawing } from './drawing.ts';
import { framedCard } from './panel-cards.ts';
import { pinQuietly, type Pins } from '../platform/pins.ts';
import { deletePanel, savePanel, type Panel, type StoredPanel } from './panel.ts';
import { fingerprint } from '../json.ts';
import type { Counts } from '../observability/counts.ts';
import type { PanelHealth } from './panels.ts';

/** A panel is edited at least so often, so that one that is not kept up to date shows, ms. */
const STALE_MS = 5 * 60_000;
/** Room for the edit itself within STALE_MS, ms. */
const EDIT_MS = 30_000;
/** Between two edits of one panel, whatever happens, ms. Every platform bears it in every channel. */
const BETWEEN_EDITS_MS = 5000;
/** What a command changes is seen at the cloud a moment later, ms. */
const SOON_MS = 300;
/** Longest wait while the cloud cannot be read; while the platform does not answer; while it says no, ms. */
const LONGEST = { cloud: 60_000, passing: 5 * 60_000, refused: 60 * 60_000 };
/** A panel that the platform refused so often in a row, over more than an hour, is given up. */
const MOST_REFUSALS = 8;
/** A panel whose message stands and cannot be edited is posted anew so often at most, ms. */
const ANEW_MS = 60 * 60_000;

/** What the refreshing works with. */
export interface RefreshOptions<Board> {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly store: Store;
  readonly clock: Clock;
  readonly config: Config;
  readonly log: Log;
  readonly counts: Pick<Counts, 'delivery'>;
  readonly drawing: PanelDrawing<Board>;
  readonly context: (panel: Panel) => ViewContext;
  /** By platform. */
  readonly pins: ReadonlyMap<string, Pins>;
}

/** Keeps panels up to date. */
export interface Refresh {
  /** Keeps this panel from now on, in place of an older one of its id. `shown`: what its message shows already. */
  keep(stored: StoredPanel, shown?: Drawn): void;
  /** Stops keeping a panel; resolves when nothing of it is on its way. */
  drop(id: string): Promise<void>;
  health(id: string): PanelHealth;
  /** Something was done to this target: panels that show it look again soon. */
  changed(target: string): void;
  /** Somebody used this message: if it is a panel, it is drawn again, which also empties the platform's menus. */
  pressed(message: MessageRef): void;
  /** A card as the panel's message shows it now. */
  frame(panel: Pick<Panel, 'account' | 'language' | 'renewedAt' | 'renewedWhy'>, card: Card): Card;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

interface Kept {
  stored: StoredPanel;
  mark: string | undefined;
  targets: ReadonlySet<string>;
  complete: boolean | undefined;
  editedAt: number;
  dueAt: number;
  /** In a row: readings that failed, edits that failed for a passing reason, that were refused, that found it gone. */
  unread: number;
  undelivered: number;
  refused: number;
  renewed: number;
  /** Its message cannot be edited before; as all times here, ms on a clock that is never set. */
  stuckUntil: number;
  trouble: string | undefined;
  work: Promise<void> | undefined;
  /** Asked for while it was worked on. */
  again: boolean;
}

/**
 * Creates the loop: every `policy.panelSeconds` the state of an account is read once for all of its panels, and only a
 * panel whose card has changed is edited. Errors stretch the time between tries; nothing here ever rejects.
 */
export function createRefresh<Board>(options: RefreshOptions<Board>): Refresh {
  const { adapters, store, clock: wall, config, log, counts, drawing, context, pins } = options;
  const clock = steady(wall);
  const period = config.policy.panelSeconds * 1000;
  const kept = new Map<string, Kept>();
  const boards = new Map<string, Board>();
  let cancel = (): void => undefined;
  let stopped = false;

  function arm(): void {
    cancel();
    const due = [...kept.values()].filter(({ work }) => !work).map(({ dueAt }) => dueAt);
    if (stopped || due.length === 0) return;
    cancel = clock.after(Math.max(0, Math.min(...due) - clock.now()), tick);
  }

  function tick(): void {
    const now = clock.now();
    const byAccount = new Map<string, Kept[]>();
    for (const panel of kept.values()) {
      if (panel.work || panel.dueAt > now) continue;
      const { account } = panel.stored.value;
      byAccount.set(account, [...(byAccount.get(account) ?? []), panel]);
    }
    for (const [account, due] of byAccount) {
      const board = read(account, due);
      for (const panel of due) {
        panel.again = false;
        panel.work = board
          .then((found) => show(panel, found))
          .catch((error: unknown) => {
            log.error({ err: error, panel: panel.stored.value.id }, 'a panel could not be refreshed');
            panel.dueAt = clock.now() + LONGEST.cloud;
          })
          .finally(() => {
            panel.work = undefined;
            if (panel.again) soon(panel);
            arm();
          });
      }
    }
    arm();
  }

  async function read(account: string, due: readonly Kept[]): Promise<Board> {
    const [first] = due;
    if (!first) throw new Error('no panel is due');
    const shows = due.map(({ stored }) => stored.value.shows);
    const board = await drawing.read(context(first.stored.value), shows, boards.get(account));
    boards.set(account, board);
    return board;
  }

  async function show(panel: Kept, board: Board): Promise<void> {
    const { value } = panel.stored;
    const drawn = drawing.draw(context(value), value, board);
    note(panel, drawn);
    panel.unread = drawn.complete ? 0 : panel.unread + 1;
    const now = clock.now();
    panel.dueAt = now + (drawn.complete ? period : longer(panel.unread, LONGEST.cloud));
    const mark = fingerprint(markable(drawn.card));
    const stale = panel.dueAt + EDIT_MS - panel.editedAt > STALE_MS;
    if (stopped || (mark === panel.mark && !stale)) return;
    await edit(panel, drawn.card, mark);
  }

  async function edit(panel: Kept, card: Card, mark: string): Promise<void> {
    const { value } = panel.stored;
    const { platform } = value.message;
    const adapter = adapters.get(platform);
    if (!adapter) {
      panel.dueAt = clock.now() + LONGEST.passing;
      return;
    }
    try {
      const message = await adapter.edit(value.message, frame(value, card));
      counts.delivery(platform, 'ok');
      shown(panel, mark);
      if (isSame(message, value.message)) {
        panel.renewed = 0;
        return;
      }
      log.warn({ panel: value.id, message }, 'the message of a panel was gone; it was posted anew');
      panel.mark = undefined;
      // Somebody, or something, may delete it whenever it comes: ever more rarely, then.
      panel.dueAt = clock.now() + longer(panel.renewed, LONGEST.refused);
      panel.renewed += 1;
      await renew(panel, { ...value, message, renewedAt: wall.now(), renewedWhy: 'gone' });
    } catch (error) {
      counts.delivery(platform, 'failed');
      if (error instanceof DeliveryError && error.onlyThis) await stuck(panel, adapter, card, mark, error);
      else await failed(panel, error);
    }
  }

  function shown(panel: Kept, mark: string): void {
    panel.mark = mark;
    panel.editedAt = clock.now();
    panel.undelivered = panel.refused = panel.stuckUntil = 0;
    panel.trouble = undefined;
  }

  async function renew(panel: Kept, renewed: Panel): Promise<void> {
    const { version } = panel.stored;
    // Kept even where the disk fails, or the next edit would post one more.
    panel.stored = { version, value: renewed };
    panel.stored = await savePanel(store, renewed, version);
    await pinQuietly(pins, renewed.message, true, log);
  }

  /** The platform limits edits of old messages: the panel goes slow, and is posted anew about hourly. */
  async function stuck(
    panel: Kept,
    adapter: Adapter,
    card: Card,
    mark: string,
    error: DeliveryError,
  ): Promise<void> {
    const { value } = panel.stored;
    // Where the clock on the wall was set back, its message is older than it looks.
    const left = Math.min((value.renewedAt ?? value.postedAt) + ANEW_MS - wall.now(), ANEW_MS);
    panel.trouble = error.code;
    if (left > 0) {
      panel.stuckUntil = clock.now() + Math.min(error.retryAfterMs ?? ANEW_MS, left);
      panel.dueAt = panel.stuckUntil;
      log.info({ panel: value.id, code: error.code }, 'a panel cannot be edited for now');
      return;
    }
    try {
      const next = { ...value, renewedAt: wall.now(), renewedWhy: 'stuck' } as const;
      // The same for each try, so that a lost answer makes no second panel where the platform can tell.
      const key = keyOf(value.id, value.message.messageId);
      const message = await adapter.post(value.place, value.by, frame(next, card), key);
      if (!message) throw error;
      counts.delivery(value.place.platform, 'ok');
      shown(panel, mark);
      await pinQuietly(pins, value.message, false, log);
      await renew(panel, { ...next, message });
    } catch (problem) {
      await failed(panel, problem);
    }
  }

  async function failed(panel: Kept, error: unknown): Promise<void> {
    const { id } = panel.stored.value;
    panel.trouble = error instanceof DeliveryError ? error.code : 'airdesk.internal';
    const refused = error instanceof DeliveryError && !error.retryable;
    panel[refused ? 'refused' : 'undelivered'] += 1;
    log.warn({ err: error, panel: id, refused: panel.refused }, 'a panel could not be shown');
    panel.dueAt =
      clock.now() +
      (refused ? longer(panel.refused, LONGEST.refused) : longer(panel.undelivered, LONGEST.passing));
    if (panel.refused < MOST_REFUSALS || kept.get(id) !== panel) return;
    kept.delete(id);
    await deletePanel(store, id);
    log.error(
      { panel: id, code: panel.trouble },
      'a panel was removed: its channel refuses it; post it again where it is wanted',
    );
  }

  function longer(times: number, longest: number): number {
    return Math.min(period * 2 ** Math.min(times, 20), Math.max(longest, period));
  }

  function note(panel: Kept, drawn: Drawn): void {
    panel.targets = new Set(drawn.targets);
    panel.complete = drawn.complete;
  }

  function soon(panel: Kept): void {
    panel.again = panel.work !== undefined;
    // Nothing that happens at the cloud makes a platform that says no say yes.
    if (panel.again || panel.undelivered + panel.refused > 0 || panel.renewed > 1) return;
    if (panel.stuckUntil > clock.now()) return;
    const at = Math.max(clock.now() + SOON_MS, panel.editedAt + BETWEEN_EDITS_MS);
    panel.dueAt = Math.min(panel.dueAt, at);
  }

  function frame(panel: Pick<Panel, 'account' | 'language' | 'renewedAt' | 'renewedWhy'>, card: Card): Card {
    return framedCard(config, panel, card, { at: wall.now(), staleAfterMs: STALE_MS });
  }

  return {
    keep(stored, shown) {
      const now = clock.now();
      const panel: Kept = {
        stored,
        mark: shown && fingerprint(markable(shown.card)),
        targets: new Set(),
        complete: undefined,
        editedAt: shown ? now : 0,
        dueAt: shown ? now + period : now,
        unread: 0,
        undelivered: 0,
        refused: 0,
        renewed: 0,
        stuckUntil: 0,
        trouble: undefined,
        work: undefined,
        again: false,
      };
      if (shown) note(panel, shown);
      kept.set(stored.value.id, panel);
      arm();
    },
    async drop(id) {
      const panel = kept.get(id);
      kept.delete(id);
      await panel?.work;
    },
    health(id) {
      const panel = kept.get(id);
      return {
        ...(panel?.trouble === undefined ? {} : { trouble: panel.trouble }),
        ...(panel?.complete === undefined ? {} : { complete: panel.complete }),
      };
    },
    changed(target) {
      for (const panel of kept.values()) if (panel.targets.has(target)) soon(panel);
      arm();
    },
    pressed(message) {
      for (const panel of kept.values()) {
        if (!isSame(panel.stored.value.message, message)) continue;
        panel.mark = undefined;
        soon(panel);
      }
      arm();
    },
    frame,
    async stop() {
      stopped = true;
      cancel();
      for (const { work } of kept.values()) await work;
    },
  };
}

function isSame(a: MessageRef, b: MessageRef): boolean {
  return a.platform === b.platform && a.channelId === b.channelId && a.messageId === b.messageId;
}

/** Cards are JSON; what is undefined in them does not count. */
function markable(card: Card): Parameters<typeof fingerprint>[0] {
  return JSON.parse(JSON.stringify(card)) as Parameters<typeof fingerprint>[0];
}
