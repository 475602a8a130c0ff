import { steady } from '../clock.ts';
import type { ViewContext } from '../live/reader.ts';
import type { Config } from '../config/schema.ts';
import type { Card, MessageRef } from '../reply.ts';
import { hurried, newPacing, paced, type Outcome } from './back-off.ts';
import type { Drawn, PanelDrawing } from './drawing.ts';
import { framedCard } from './panel-cards.ts';
import type { Panel, StoredPanel } from './panel.ts';
import { createSend, isSameMessage, type SendOptions } from './send.ts';
import type { Kept } from './kept.ts';
import { fingerprint } from '../json.ts';
import type { PanelHealth } from './panels.ts';

/** A panel is edited at least so often, so that one that is not kept up to date shows, ms. */
const STALE_MS = 5 * 60_000;
/** Room for the edit itself within STALE_MS, ms. */
const EDIT_MS = 30_000;
/** What the refreshing works with. */
export interface RefreshOptions<Board> extends Omit<SendOptions, 'went' | 'frame' | 'giveUp'> {
  readonly config: Config;
  readonly drawing: PanelDrawing<Board>;
  readonly context: (panel: Panel) => ViewContext;
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

/**
 * Creates the loop: every `policy.panelSeconds` the state of an account is read once for all of its panels, and only a
 * panel whose card has changed is edited. Errors stretch the time between tries; nothing here ever rejects.
 */
export function createRefresh<Board>(options: RefreshOptions<Board>): Refresh {
  const { clock: wall, config, log, drawing, context } = options;
  const clock = steady(wall);
  const periodMs = config.policy.panelSeconds * 1000;
  const kept = new Map<string, Kept>();
  const boards = new Map<string, Board>();
  const send = createSend({ ...options, went, frame, giveUp });
  let cancel = (): void => undefined;
  let stopped = false;

  function arm(): void {
    cancel();
    const due = [...kept.values()].filter(({ work }) => !work).map(({ pacing }) => pacing.dueAt);
    if (stopped || due.length === 0) return;
    cancel = clock.after(Math.max(0, Math.min(...due) - clock.now()), tick);
  }

  function tick(): void {
    const now = clock.now();
    const byAccount = new Map<string, Kept[]>();
    for (const panel of kept.values()) {
      if (panel.work || panel.pacing.dueAt > now) continue;
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
            went(panel, { was: 'not-drawn' });
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
    went(panel, { was: 'read', complete: drawn.complete });
    const mark = fingerprint(markable(drawn.card));
    const stale = panel.pacing.dueAt + EDIT_MS - panel.editedAt > STALE_MS;
    if (stopped || (mark === panel.mark && !stale)) return;
    await send(panel, drawn.card, mark);
  }

  function went(panel: Kept, outcome: Outcome): void {
    panel.pacing = paced(panel.pacing, outcome, { now: clock.now(), periodMs });
  }

  function giveUp(panel: Kept): boolean {
    const { id } = panel.stored.value;
    return kept.get(id) === panel && kept.delete(id);
  }

  function note(panel: Kept, drawn: Drawn): void {
    panel.targets = new Set(drawn.targets);
    panel.complete = drawn.complete;
  }

  function soon(panel: Kept): void {
    panel.again = panel.work !== undefined;
    if (panel.again) return;
    panel.pacing = hurried(panel.pacing, { now: clock.now(), editedAt: panel.editedAt });
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
        pacing: newPacing(shown ? now + periodMs : now),
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
        if (!isSameMessage(panel.stored.value.message, message)) continue;
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

/** Cards are JSON; what is undefined in them does not count. */
function markable(card: Card): Parameters<typeof fingerprint>[0] {
  return JSON.parse(JSON.stringify(card)) as Parameters<typeof fingerprint>[0];
}
