import type { Clock } from '../../src/clock.ts';
import type { Card, Form } from '../../src/reply.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { MayRead } from './readers.ts';
import type { DeskFiles } from './files.ts';
import { LANGUAGES, type Language } from '../../src/text/language.ts';
import { renderCard, renderForm } from './render.ts';
import type { DrawnCard } from './render.ts';

/** What a page gets of one message. Times in ms UTC. */
export interface RoomMessage {
  readonly id: string;
  /** Position in the stream; stays when the message is edited. */
  readonly order: number;
  readonly at: number;
  readonly changedAt: number;
  readonly edits: number;
  /** Only the reader of this stream sees it. */
  readonly private: boolean;
  /** Stays in sight while it is out of view. */
  readonly pinned: boolean;
  /** The page's id of the ask that this answers. */
  readonly ask?: string;
  /** What it shows, also after a restart: a page that stayed open shows it once. */
  readonly of?: string;
  readonly card: DrawnCard;
  /** The same for readers of other languages. */
  readonly cards?: Readonly<Partial<Record<Language, DrawnCard>>> | undefined;
}

/** Something that pages are told: JSON text, and who may read it (absent: everybody; `tab`: that one page). */
export interface RoomChange {
  readonly event: 'message' | 'form';
  /** Grows with every change; a page that saw `rev` needs only what came after. */
  readonly rev: number;
  readonly onlyFor?: string;
  /** What it is about; of what only one person reads nobody asks. */
  readonly accounts: readonly string[];
  readonly tab?: string;
  readonly json: string;
}

interface Entry {
  readonly message: RoomMessage;
  readonly change: RoomChange;
  /** Ids of everything that could ever be pressed on it. */
  readonly presses: ReadonlySet<string>;
  /** Nobody asked for it. */
  readonly isAnnounced: boolean;
}

/** What a room is made from, and how much it keeps. */
export interface RoomOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly files: DeskFiles;
  readonly onChange: (change: RoomChange) => void;
  readonly mayRead: MayRead;
  /** Messages kept: this many that all see, and as many that one sees. */
  readonly history: number;
  /** UTF-16 units of JSON kept in all messages together. */
  readonly historySize: number;
}

/** The messages and open forms of the desk's one channel, in memory and bounded. */
export interface Room {
  readonly rev: number;
  /** `of`: see RoomMessage. */
  post(card: Card, userId: string, ask?: string, of?: string): string;
  /** Posts a card that nobody asked for, for everybody. */
  announce(card: Card, of?: string): string;
  /** Whether a message is still kept. */
  has(messageId: string): boolean;
  /** Answers the id: the same also where the message is no longer kept, if it is one of ours for the same readers. @throws DeliveryError */
  edit(messageId: string, card: Card): string;
  /** Whether a message is kept and this reader sees it. */
  sees(messageId: string, userId: string): boolean;
  /** Pins a message, or lets it go. One that is no longer kept is left alone. */
  pin(messageId: string, on: boolean): void;
  open(form: Form, userId: string, tab?: string, ask?: string): void;
  /** Whether a change is for this reader's page. */
  isFor(change: RoomChange, userId: string, tab: string | undefined): boolean;
  /** What a reader has missed since `rev`, oldest change first. */
  since(rev: number, userId: string, tab: string | undefined): readonly RoomChange[];
  /**
   * Whether a reader may press this on a message: one that they see, and that carries it or did so before an edit. A
   * message that is no longer kept belongs to whom its id says.
   */
  mayPress(messageId: string, button: string, userId: string): boolean;
}

/** What a message is added with. */
interface Adding {
  readonly isAnnounced?: boolean;
  readonly of?: string;
  readonly id?: string;
}

const OWN_ID = /^[\w-]{1,64}(?:~[\w-]{1,200})?$/u;
const GONE_KEPT = 5_000;
const FORMS_KEPT = 50;
const FORM_LIFE_MS = 15 * 60_000;

/** A room without messages. */
export function createRoom({
  clock,
  newId,
  files,
  onChange,
  mayRead,
  history,
  historySize,
}: RoomOptions): Room {
  const entries = new Map<string, Entry>();
  /** Ids of those that were here and are not kept any more. */
  const gone = new Set<string>();
  let forms: { change: RoomChange; until: number }[] = [];
  let rev = 0;
  let order = 0;

  function draw(
    card: Card,
    accounts: readonly string[],
    onlyFor: string | undefined,
  ): Pick<RoomMessage, 'card' | 'cards'> {
    const drawn = renderCard(card, (attachment) => files.keep(attachment, { accounts, onlyFor }));
    const others = LANGUAGES.flatMap((language) => {
      const other = card.inLanguages?.[language];
      return other ? [[language, renderCard(other)] as const] : [];
    });
    return { card: drawn, ...(others.length > 0 && { cards: Object.fromEntries(others) }) };
  }

  function keep(
    message: RoomMessage,
    accounts: readonly string[],
    onlyFor: string | undefined,
    isAnnounced: boolean,
  ): void {
    const change: RoomChange = {
      event: 'message',
      accounts,
      rev: ++rev,
      ...(onlyFor !== undefined && { onlyFor }),
      json: JSON.stringify(message),
    };
    const presses = new Set([...(entries.get(message.id)?.presses ?? []), ...pressesOf(message)]);
    entries.set(message.id, { message, change, presses, isAnnounced });
    evict();
    onChange(change);
  }

  function letGo(id: string): void {
    entries.delete(id);
    gone.add(id);
    const [oldest] = gone;
    if (gone.size > GONE_KEPT && oldest !== undefined) gone.delete(oldest);
  }

  /** The oldest go first, but what was announced and wants somebody stays while there is anything else to go. */
  function evict(): void {
    const [newest, ...older] = [...entries].reverse();
    if (!newest) return;
    const [urgent, others] = [older.filter(isUrgent), older.filter((one) => !isUrgent(one))];
    let size = 0;
    let shared = 0;
    let privates = 0;
    for (const [id, { change }] of [newest, ...urgent, ...others]) {
      const count = change.onlyFor === undefined ? ++shared : ++privates;
      size += change.json.length;
      if (count > history || (size > historySize && count > 1)) letGo(id);
    }
  }

  function add(
    card: Card,
    onlyFor: string | undefined,
    ask: string | undefined,
    { isAnnounced = false, of, id = messageId(newId(), onlyFor) }: Adding = {},
  ): string {
    const at = clock.now();
    const drawn = {
      ...draw(card, card.accounts ?? [], onlyFor),
      private: onlyFor !== undefined,
      pinned: false,
    };
    const message = {
      id,
      order: ++order,
      at,
      changedAt: at,
      edits: 0,
      ...drawn,
      ...(ask && { ask }),
      ...(of !== undefined && { of }),
    };
    keep(message, card.accounts ?? [], onlyFor, isAnnounced);
    return id;
  }

  function isFor(
    { onlyFor, accounts, tab: only }: RoomChange,
    userId: string,
    tab: string | undefined,
  ): boolean {
    if (only !== undefined && only !== tab) return false;
    return onlyFor === undefined ? mayRead(userId, accounts) : onlyFor === userId;
  }

  return {
    isFor,
    get rev() {
      return rev;
    },
    post: (card, userId, ask, of) =>
      add(card, card.visibility === 'asker' ? userId : undefined, ask, of === undefined ? {} : { of }),
    announce: (card, of) =>
      add(card, undefined, undefined, { isAnnounced: true, ...(of !== undefined && { of }) }),
    has: (id) => entries.has(id),
    sees(id, userId) {
      const entry = entries.get(id);
      return entry !== undefined && isFor(entry.change, userId, undefined);
    },
    edit(id, card) {
      const onlyFor = readerOf(id);
      if (card.visibility === 'asker' && onlyFor === undefined) {
        // Who may see it is fixed when a message is posted; widening it here would show a secret to all.
        throw new DeliveryError('An edit would show a private card in a message that everybody sees.', {
          code: 'desk.private-edit',
          hint: { en: 'Ask again to see the answer.', zh: '请重新发送命令查看结果。' },
        });
      }
      const entry = entries.get(id);
      // Of a message that is not kept nobody knows who saw it: what is for everybody stays so, whatever its id says.
      if (!entry) {
        const reader = card.visibility === 'asker' ? onlyFor : undefined;
        // A page that was open over a restart has it under its id. What was let go since stands far above: it comes anew.
        const isSame = reader === onlyFor && !gone.has(id) && OWN_ID.test(id);
        return add(card, reader, undefined, isSame ? { id } : {});
      }
      const { message, isAnnounced } = entry;
      // What was about an account still is, where an edit only says that it is over.
      const accounts = card.accounts ?? entry.change.accounts;
      const edits = message.edits + 1;
      const drawn = { cards: undefined, ...draw(card, accounts, onlyFor) };
      keep({ ...message, changedAt: clock.now(), edits, ...drawn }, accounts, onlyFor, isAnnounced);
      return id;
    },
    pin(id, on) {
      const entry = entries.get(id);
      if (entry && entry.message.pinned !== on)
        keep({ ...entry.message, pinned: on }, entry.change.accounts, readerOf(id), entry.isAnnounced);
    },
    open(form, userId, tab, ask) {
      const change: RoomChange = {
        event: 'form',
        accounts: [],
        rev: ++rev,
        onlyFor: userId,
        ...(tab !== undefined && { tab }),
        json: JSON.stringify(renderForm(form, ask)),
      };
      const now = clock.now();
      forms = [...forms.filter(({ until }) => until > now), { change, until: now + FORM_LIFE_MS }];
      forms = forms.slice(-FORMS_KEPT);
      onChange(change);
    },
    since(seen, userId, tab) {
      const now = clock.now();
      const open = forms.filter(({ until }) => until > now).map(({ change }) => change);
      return [...[...entries.values()].map(({ change }) => change), ...open]
        .filter((change) => change.rev > seen && isFor(change, userId, tab))
        .sort((a, b) => a.rev - b.rev);
    },
    mayPress(id, button, userId) {
      const reader = readerOf(id);
      const known = entries.get(id);
      if (reader !== undefined && reader !== userId) return false;
      return !known || (isFor(known.change, userId, undefined) && known.presses.has(button));
    },
  };
}

function isUrgent([, { message, isAnnounced }]: readonly [string, Entry]): boolean {
  return isAnnounced && message.card.tone === 'failure';
}

function pressesOf({ card, cards }: RoomMessage): string[] {
  return [card, ...Object.values(cards ?? {})].flatMap(({ buttons, selects }) =>
    [...buttons, ...selects.flatMap(({ choices }) => choices)].map(({ id }) => id),
  );
}

/** The reader is part of a private message's id, so that it stays private when it is posted again after a restart. */
function messageId(id: string, onlyFor: string | undefined): string {
  return onlyFor === undefined ? id : `${id}~${Buffer.from(onlyFor).toString('base64url')}`;
}

function readerOf(id: string): string | undefined {
  const mark = id.indexOf('~');
  return mark < 0 ? undefined : Buffer.from(id.slice(mark + 1), 'base64url').toString();
}
