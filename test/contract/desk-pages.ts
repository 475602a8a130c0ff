import type { DrawnCard, DrawnForm } from '../../adapters/desk/render.ts';
import type { RoomMessage } from '../../adapters/desk/room.ts';
import { openEvents } from '../paths/stage/desk-events.ts';
import { factText } from '../../src/text/fact-text.ts';
import type { Shown, ShownForm } from './harness.ts';

/** Open pages of some people, and what stands on them. */
export interface DeskPages {
  shown(): readonly Shown[];
  forms(): readonly ShownForm[];
  tabOf(user: string): string;
  /** A form that is shown is sent with this ask. The adapter's id of it. */
  send(shown: string, ask: string): string;
  hide(message: string): void;
  close(): Promise<void>;
}

interface Seen {
  readonly message: RoomMessage;
  readonly shown: Shown;
  readonly readers: Set<string>;
}

/** What adapter and page say to each other of filler messages. */
const FILLER = '…';

/** Opens a page for each user. `cookies`: by user, where there are logins. */
export async function createDeskPages(
  origin: string,
  users: readonly string[],
  cookies: Readonly<Record<string, string>>,
): Promise<DeskPages> {
  const seen = new Map<string, Seen>();
  const forms: PageForm[] = [];
  const stop = new AbortController();
  const tabOf = (user: string): string => `tab-of-${user}`;

  function put(user: string, message: RoomMessage): void {
    const known = seen.get(message.id);
    const readers = new Set([...(known?.readers ?? []), user]);
    if (known && known.message.edits > message.edits) {
      seen.set(message.id, { ...known, readers });
      return;
    }
    seen.set(message.id, { message, readers, shown: shownOf(message, readers) });
  }

  function forget(user: string): void {
    for (const [id, { readers }] of seen) {
      readers.delete(user);
      if (readers.size === 0) seen.delete(id);
    }
  }

  /** As the page does: what was sent and is shown again stays as it is, with what is wrong at its fields. */
  function drawForm(user: string, form: DrawnForm): void {
    const at = form.ask === undefined ? -1 : forms.findIndex(({ sent }) => sent === form.ask);
    const open = forms[at];
    if (!open) {
      forms.push(formOf(user, `form-${forms.length}`, form));
      return;
    }
    const problems = form.fields.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [[name, problem]],
    );
    forms[at] = { ...open, form: form.id, sent: undefined, problems: Object.fromEntries(problems) };
  }

  function answered(ask: string): void {
    const at = forms.findIndex(({ sent }) => sent === ask);
    const open = forms[at];
    if (open) forms[at] = { ...open, sent: undefined, isClosed: true };
  }

  const streams = users.map((user) => {
    const cookie = cookies[user];
    const headers: Record<string, string> = cookie === undefined ? {} : { Cookie: cookie };
    const url = `${origin}/desk/events?as=${user}&tab=${tabOf(user)}`;
    return openEvents(
      url,
      stop.signal,
      ({ event, data }) => {
        if (event === 'sync') {
          const { reset, messages } = JSON.parse(data) as { reset: boolean; messages: RoomMessage[] };
          if (reset) forget(user);
          for (const message of messages) put(user, message);
        }
        if (event === 'message') put(user, JSON.parse(data) as RoomMessage);
        if (event === 'form') drawForm(user, JSON.parse(data) as DrawnForm);
        if (event === 'answered') answered((JSON.parse(data) as { ask: string }).ask);
      },
      headers,
    );
  });
  await Promise.all(streams.map(({ ready }) => ready));

  return {
    shown: () =>
      [...seen.values()]
        .filter(({ message }) => message.card.title !== FILLER)
        .sort((a, b) => a.message.order - b.message.order)
        .map(({ shown }) => shown),
    forms: () => forms,
    tabOf,
    send(shown, ask) {
      const at = forms.findIndex(({ id }) => id === shown);
      const open = forms[at];
      if (!open) throw new Error(`The desk: no form ${shown}`);
      forms[at] = { ...open, sent: ask };
      return open.form;
    },
    hide: (message) => void seen.delete(message),
    close: async () => {
      stop.abort();
      await Promise.all(streams.map(({ ended }) => ended));
    },
  };
}

/** Where a message is private, its readers are whoever it reached: more than one would be a leak. */
function shownOf({ id, card, edits, private: isPrivate }: RoomMessage, readers: ReadonlySet<string>): Shown {
  return {
    id,
    text: textOf(card),
    buttons: card.buttons.map(({ id: button, label, ask }) => ({
      id: button,
      label,
      ...(ask !== undefined && { ask }),
    })),
    choices: card.selects.flatMap(({ choices }) => choices),
    ...(isPrivate && { onlyFor: [...readers].join(' and ') }),
    edits,
    // The page puts every string in as text (see the page's own tests): nothing there can notify anybody.
    pings: [],
    notified: [],
  };
}

function textOf({ tone, title, lines, facts, table, code, footer, left }: DrawnCard): string {
  const more = left.lines + left.facts + left.rows;
  return [
    `[${tone}] ${title}`,
    ...lines,
    ...facts.map(factText),
    ...(table ? [table.columns, ...table.rows].map((cells) => cells.join(' | ')) : []),
    ...(code === undefined ? [] : [code]),
    ...(footer === undefined ? [] : [footer]),
    // The page says it in words.
    ...(more > 0 ? [`… +${more}`] : []),
  ].join('\n');
}

/** A form on a page. */
interface PageForm extends ShownForm {
  /** The adapter's id. */
  readonly form: string;
  /** The ask that it was sent with, until that is answered. */
  readonly sent: string | undefined;
}

function formOf(userId: string, id: string, form: DrawnForm): PageForm {
  const texts = form.fields.flatMap(({ label, hint, problem }) => [label, problem ?? '', hint ?? '']);
  return {
    id,
    userId,
    form: form.id,
    sent: undefined,
    text: [form.title, form.problem ?? '', ...texts].join('\n'),
    fields: form.fields.map(({ name, value, choices }) => ({
      name,
      ...(value !== undefined && { value }),
      ...(choices && { choices: choices.map((choice) => choice.value) }),
    })),
  };
}
