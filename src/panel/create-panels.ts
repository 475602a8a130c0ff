import {
  type Panel,
  type Shows,
  panelId,
  listPanels,
  findPanel,
  type StoredPanel,
  savePanel,
  deletePanel,
} from './panel.ts';
import { type RefreshOptions, createRefresh } from './refresh.ts';
import type { Panels, PanelAsker } from './panels.ts';
import { pinQuietly } from '../platform/pins.ts';
import type { Drawn } from './drawing.ts';
import { movedCard, removedCard } from './panel-cards.ts';
import type { Card } from '../reply.ts';
import { Refusal, AirdeskError } from '../errors.ts';

/** Every panel costs calls to the cloud and edits, day and night. */
const MOST_PANELS = 50;

/** Creates the panels. Nothing is refreshed before `start`, but what is posted. */
export function createPanels<Board>(options: RefreshOptions<Board>): Panels {
  const { adapters, store, clock, log, drawing, context, pins } = options;
  const refresh = createRefresh(options);
  const queues = new Map<string, Promise<unknown>>();

  /** One after the other for each panel, so that of two posts at once one replaces the other. */
  function oneAtATime<T>(id: string, work: () => Promise<T>): Promise<T> {
    const entry = (queues.get(id) ?? Promise.resolve()).then(work, work);
    queues.set(id, entry);
    const done = (): void => {
      if (queues.get(id) === entry) queues.delete(id);
    };
    entry.then(done, done);
    return entry;
  }

  async function post(asker: PanelAsker, shows: Shows): Promise<Panel> {
    const { account, language, actor, person } = asker;
    // Neither the thread nor the ticket: a panel stands in the channel, as a message of its own.
    const place = { platform: asker.place.platform, channelId: asker.place.channelId };
    const id = panelId(place, account);
    const others = (await listPanels(store)).filter(({ value }) => value.id !== id);
    if (others.length >= MOST_PANELS) throw tooMany();
    const { platform, userId, name } = actor;
    const by = { platform, userId, name, person: person.id };
    const unposted = { platform: place.platform, channelId: place.channelId, messageId: '' };
    const draft: Panel = {
      id,
      account,
      language,
      place,
      by,
      shows,
      message: unposted,
      postedAt: clock.now(),
    };
    const own = context(draft);
    const drawn = drawing.draw(own, draft, await drawing.read(own, [shows], undefined));
    const message = await adapters.get(place.platform)?.post(place, actor, refresh.frame(draft, drawn.card));
    if (!message) throw notHere();
    const panel = { ...draft, message };
    await replace(panel, drawn);
    await pinQuietly(pins, message, true, log);
    return panel;
  }

  async function replace(panel: Panel, drawn: Drawn): Promise<void> {
    await refresh.drop(panel.id);
    const old = await findPanel(store, panel.id);
    let stored: StoredPanel;
    try {
      stored = await savePanel(store, panel, old?.version ?? 0);
    } catch (error) {
      if (old) refresh.keep(old);
      throw error;
    }
    refresh.keep(stored, drawn);
    if (old) await retire(old.value, movedCard(old.value.language));
  }

  async function remove(asker: PanelAsker, id: string): Promise<Panel | undefined> {
    await refresh.drop(id);
    const old = await findPanel(store, id);
    if (!old) return undefined;
    await deletePanel(store, id);
    await retire(old.value, removedCard(old.value.language, asker.actor.name));
    return old.value;
  }

  /** The panel has ended already; that its message does not say so is not worth failing for. */
  async function retire({ id, message }: Panel, card: Card): Promise<void> {
    try {
      await pinQuietly(pins, message, false, log);
      await adapters.get(message.platform)?.edit(message, card);
    } catch (error) {
      log.warn({ err: error, panel: id }, 'the message of a former panel could not be changed');
    }
  }

  return {
    at: (asker) => ({
      post: (shows) => oneAtATime(panelId(asker.place, asker.account), () => post(asker, shows)),
      async list() {
        const here = panelId(asker.place, asker.account);
        return (await listPanels(store))
          .map(({ value }) => ({ panel: value, here: value.id === here, ...refresh.health(value.id) }))
          .filter(({ panel }) => panel.account === asker.account)
          .sort((a, b) => a.panel.postedAt - b.panel.postedAt);
      },
      remove: (id = panelId(asker.place, asker.account)) => oneAtATime(id, () => remove(asker, id)),
    }),
    changed: (target) => refresh.changed(target),
    pressed: (message) => refresh.pressed(message),
    async start() {
      for (const stored of await listPanels(store)) refresh.keep(stored);
    },
    async stop() {
      await refresh.stop();
      await Promise.allSettled(queues.values());
    },
  };
}

function tooMany(): Refusal {
  return new Refusal(
    'airdesk.too-many-panels',
    { en: `There are ${MOST_PANELS} panels already`, zh: `面板已达上限 ${MOST_PANELS} 个` },
    {
      en: 'Nothing was posted. Remove one that is no longer used.',
      zh: '未发布。请先移除不再使用的面板。',
    },
    ['panel list'],
  );
}

function notHere(): AirdeskError {
  return new AirdeskError('the platform gave no way to edit the panel', {
    code: 'airdesk.no-panel-here',
    hint: {
      en: 'A panel cannot be posted here. Post it in a channel that Airdesk is a member of.',
      zh: '这里无法放置面板。请在 Airdesk 已加入的频道中发布。',
    },
  });
}
