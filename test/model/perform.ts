import type { Happening } from './actions.ts';
import type { PlaceName, Shown } from './channels.ts';
import type { Deliveries } from './deliveries.ts';
import { othersDo } from './others.ts';
import { ROSTERS } from './people.ts';
import type { World } from './world.ts';

/** Longer than the platform waits for an acknowledgement matters to nobody here. */
const CONSOLE_TIMERS = 60;
const SLOW_CALL_MS = 2500;
const SLOW_POST_MS = 1500;

type Press = Extract<Happening, { do: 'press' }>;
interface Button {
  readonly shown: Shown;
  readonly id: string;
}

/** Makes things happen in a world. Remembers every button that was ever seen, for those who press late. */
export function createPerformer(
  world: World,
  deliveries: Deliveries,
): (happening: Happening) => Promise<void> {
  const everSeen = new Map<string, Button>();

  function look(): readonly Shown[] {
    const shown = world.look();
    for (const card of shown)
      for (const { id } of card.buttons)
        if (isPressable(id)) everSeen.set(`${card.id} ${id}`, { shown: card, id });
    return shown;
  }

  function press({ user, newest, button, place, seen }: Press): void {
    const open =
      seen === 'now'
        ? buttonsIn(look(), place)
        : [...everSeen.values()].filter(({ shown }) => shown.place === place);
    const wanted = open.toReversed().filter(({ id }) => button === 'any' || id.startsWith(`${button}:`));
    const chosen = wanted[newest % Math.max(1, wanted.length)];
    if (chosen) deliveries.press(user, chosen.shown, chosen.id);
  }

  function together({ users, newest, cancels }: Extract<Happening, { do: 'together' }>): void {
    const all = look();
    const cards = all
      .filter(({ buttons }) => buttons.some(({ id }) => id.startsWith('confirm:')))
      .toReversed();
    const confirm = cards[newest]?.buttons.find(({ id }) => id.startsWith('confirm:'))?.id;
    if (confirm === undefined) return;
    const copies = all.filter(({ buttons }) => buttons.some(({ id }) => id === confirm));
    for (const [turn, user] of users.entries()) {
      const copy = copies[turn % copies.length];
      const cancel = cancels && turn === 0 ? confirm.replace('confirm:', 'cancel:') : confirm;
      const isThere = copy?.buttons.some(({ id }) => id === cancel);
      if (copy) deliveries.press(user, copy, isThere ? cancel : confirm);
    }
  }

  async function perform(happening: Happening): Promise<void> {
    switch (happening.do) {
      case 'ask':
        deliveries.ask(happening.user, happening.place, happening.line);
        return;
      case 'press':
        press(happening);
        return;
      case 'together':
        together(happening);
        return;
      case 'redeliver':
        for (let time = 0; time < happening.times; time++) deliveries.again(happening.back);
        return;
      case 'wait':
        return world.pass(happening.ms);
      case 'fault': {
        const { kind, on: action, times } = happening;
        world.sandbox.fault({ kind, times, ...(action && { action }), ms: SLOW_CALL_MS });
        return;
      }
      case 'chat fault':
        chatFault(world, happening);
        return;
      case 'outage': {
        const platform = world[happening.on];
        return happening.down ? platform.goDown('http-503') : platform.comeUp();
      }
      case 'others': {
        const doing = othersDo(happening.what, { ...world, now: world.clock.now() });
        await world.passing(
          doing.catch(() => undefined),
          CONSOLE_TIMERS,
        );
        world.noteState();
        return;
      }
      case 'shift':
        world.clock.shift(happening.ms);
        world.noted.shifts.push({ ...world.moment(), ms: happening.ms });
        return;
      case 'restart':
        return world.restart(ROSTERS[happening.roster] ?? {});
      case 'crash':
        return world.crash();
    }
  }
  return perform;
}

function chatFault({ slack, discord }: World, { on, kind }: Extract<Happening, { do: 'chat fault' }>): void {
  if (on === 'slack') {
    const how = kind === 'error' ? 'http-500' : kind;
    slack.fault({ kind: how, ms: SLOW_POST_MS, retryAfter: 1 });
    return;
  }
  const how = kind === 'error' ? 'http' : kind;
  discord.fault({ kind: how, ms: SLOW_POST_MS, retryAfter: 1 });
}

function buttonsIn(cards: readonly Shown[], place: PlaceName): Button[] {
  return cards
    .filter((card) => card.place === place)
    .flatMap((shown) => shown.buttons.map(({ id }) => ({ shown, id })))
    .filter(({ id }) => isPressable(id));
}

function isPressable(id: string): boolean {
  return /^(confirm|cancel|run):/.test(id);
}
