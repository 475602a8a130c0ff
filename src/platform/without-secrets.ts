import type { Intent } from '../intent.ts';
import type { Secrets } from '../observability/secrets.ts';
import type { Adapter } from './adapter.ts';
import type { Announcer } from './announcer.ts';

/** The same adapter, through which no secret that is known passes: neither out to a chat, nor in from one. */
export function withoutSecrets(
  adapter: Adapter & Announcer,
  secrets: Pick<Secrets, 'without' | 'withoutIn'>,
): Adapter & Announcer {
  const { withoutIn, without } = secrets;
  return {
    name: adapter.name,
    capabilities: adapter.capabilities,
    ...(adapter.volatile === undefined ? {} : { volatile: adapter.volatile }),
    start: (handle, formFirst) =>
      adapter.start(
        (intent) => handle(cleaned(intent, secrets)),
        (intent) => {
          const form = formFirst?.(cleaned(intent, secrets));
          return form && withoutIn(form);
        },
      ),
    stop: () => adapter.stop(),
    post: (place, actor, reply, key) => adapter.post(place, actor, withoutIn(reply), key),
    edit: (message, card, pressed) => adapter.edit(message, withoutIn(card), pressed),
    announce: (channelId, card, key, thread) => adapter.announce(channelId, withoutIn(card), key, thread),
    update: (message, card) => adapter.update(message, withoutIn(card)),
    addToThread: (message, text, key) => adapter.addToThread(message, without(text), key),
    find: (channelId, key, since, thread) => adapter.find(channelId, key, since, thread),
  };
}

/** What people wrote; the ticket, which answers it, stays. */
function cleaned(intent: Intent, { without, withoutIn }: Pick<Secrets, 'without' | 'withoutIn'>): Intent {
  const actor = { ...intent.actor, name: without(intent.actor.name) };
  switch (intent.kind) {
    case 'command':
      return { ...intent, actor, line: without(intent.line) };
    case 'submit':
      return { ...intent, actor, values: withoutIn(intent.values) };
    case 'press':
      return { ...intent, actor };
  }
}
