import { inLanguages, placeOf } from '../../alert/channel-language.ts';
import { staysOnAccount } from '../../card/for-account.ts';
import type { Config } from '../../config/schema.ts';
import { maySee } from '../../guard/visible.ts';
import { channelOf } from '../../line/account-of-line.ts';
import type { Content, Contents } from '../../outbox/outbox.ts';
import { findPerson } from '../../platform/find-person.ts';
import type { Card, Mention } from '../../reply.ts';
import type { Language } from '../../text/language.ts';
import type { Duty, HandOver } from './hand-over.ts';
import { handOverCard, holesCard, lateCard, type HandOverView } from './hand-over-card.ts';

/** What is told of a rotation: a hand-over, that nobody took it over, or holes. `n`: which one. */
interface Told {
  readonly kind: 'hand-over' | 'late' | 'holes';
  readonly rotation: string;
  readonly n: number;
}

interface Needs {
  readonly config: Config;
  readonly duty: (rotation: string) => Duty | undefined;
  /** Keys of the platforms that run. */
  readonly platforms: () => readonly string[];
  /** What is going on on these accounts, for whoever takes over. */
  readonly situation: (language: Language, accounts: readonly string[]) => Situation;
}

/** Lines in the language of the channel, and the accounts that they are about. */
export interface Situation {
  readonly lines: readonly string[];
  readonly accounts: readonly string[];
}

/**
 * What the outbox shows of rotations. Each is posted once, since an edit notifies nobody, and follows from what is on disk, so
 * that one that is owed survives a kill.
 */
export function createHandOverContents({ config, duty, platforms, situation }: Needs): Contents {
  const names = Object.keys(config.oncall.rotations);

  function contentOf(told: Told): Content | undefined {
    const channel = config.oncall.rotations[told.rotation]?.channel;
    const known = duty(told.rotation);
    if (channel === undefined || !known) return undefined;
    const base = { id: idOf(told), urgency: 'warning', steps: 0, owed: 'once' } as const;
    if (told.kind === 'holes') {
      const { holes } = known;
      if (holes?.n !== told.n) return undefined;
      return {
        ...base,
        version: holes.filled ? 2 : 1,
        ...(holes.filled && { urgency: 'over', owed: 'where-shown' }),
        channels: [channel],
        over: holes.filled,
        since: holes.at,
      };
    }
    const handOver = known.handOvers.find(({ n }) => n === told.n);
    if (!handOver || (told.kind === 'late' && handOver.lateAt === undefined)) return undefined;
    const { taken, over, seenAt, lateAt = seenAt } = handOver;
    const isOver = taken !== undefined || over !== undefined;
    // That somebody took it over in the moment in which it began is told all the same: others have to know.
    const isTold = !isOver || (told.kind === 'hand-over' && taken?.at === seenAt);
    return {
      ...base,
      version: isOver ? 2 : 1,
      ...(!isTold && { owed: 'where-shown' }),
      urgency: isOver ? 'over' : 'warning',
      channels: [...placesOf(told, handOver, channel).keys()],
      over: !isTold,
      since: told.kind === 'late' ? lateAt : seenAt,
    };
  }

  /** Where it is told, and whom it calls there: people in the rotation's channel, by a direct message otherwise. */
  function placesOf(told: Told, handOver: HandOver, own: string): Map<string, Mention[]> {
    const places = new Map<string, Mention[]>([[own, []]]);
    for (const person of calledBy(told, handOver))
      for (const { channel, mention } of findPerson(person, [own], reach(), false))
        places.set(channel, [...(places.get(channel) ?? []), ...(mention ? [mention] : [])]);
    return places;
  }

  function drawn(id: string, channel: string): Card {
    return inLanguages(config, channel, (language) => drawnIn(language, id, channel));
  }

  function drawnIn(language: Language, id: string, channel: string): Card {
    const told = toldOf(id);
    const known = told && duty(told.rotation);
    if (!told || !known) throw new Error(`there is no hand-over ${id}`);
    const own = config.oncall.rotations[told.rotation]?.channel ?? channel;
    const place = channelOf(config, placeOf(channel));
    const handOver = known.handOvers.find(({ n }) => n === told.n);
    const called = handOver && told.kind !== 'holes' ? calledBy(told, handOver) : [];
    const accounts = accountsAt(channel, { own, called, bound: place?.account });
    const now = told.kind === 'hand-over' && accounts.length > 0 ? situation(language, accounts) : NOTHING;
    const view: HandOverView = {
      ...{ rotation: told.rotation, language, situation: now.lines },
      timeZone: config.oncall.rotations[told.rotation]?.zone ?? config.timeZone,
      missed: called.filter((person) => findPerson(person, [own], reach(), false).length === 0),
    };
    const card = cardOf(told, known, view);
    const mentions = handOver ? (placesOf(told, handOver, own).get(channel) ?? []) : [];
    const shown = { ...card, accounts: now.accounts, ...(mentions.length > 0 && { mentions }) };
    return staysOnAccount(config, place?.account ?? config.defaultAccount, language, shown);
  }

  /** What may be told there: in a direct message only what everybody who gets it may see. */
  function accountsAt(
    channel: string,
    {
      own,
      called,
      bound,
    }: { readonly own: string; readonly called: readonly string[]; readonly bound: string | undefined },
  ): readonly string[] {
    if (bound !== undefined) return [bound];
    const all = Object.keys(config.accounts);
    if (channel === own) return all;
    const readers = called.filter((person) =>
      findPerson(person, [own], reach(), false).some((place) => place.channel === channel),
    );
    return all.filter((account) =>
      readers.every((id) => {
        const person = Object.hasOwn(config.people, id) ? config.people[id] : undefined;
        return person !== undefined && maySee(config, { ...person, id }, account);
      }),
    );
  }

  function cardOf(told: Told, { handOvers, holes }: Duty, view: HandOverView): Card {
    if (told.kind === 'holes' && holes) return holesCard(holes, view);
    const handOver = handOvers.find(({ n }) => n === told.n);
    if (!handOver) throw new Error(`there is no hand-over ${idOf(told)}`);
    const minutes = config.oncall.rotations[told.rotation]?.takeOverMinutes ?? 0;
    return told.kind === 'late' ? lateCard(handOver, minutes * 60_000, view) : handOverCard(handOver, view);
  }

  const reach = () => ({ config, platforms: platforms() });

  return {
    *all() {
      for (const id of names.flatMap((rotation) => handOverIds(rotation, duty(rotation)))) {
        const told = toldOf(id);
        const content = told && contentOf(told);
        if (content) yield content;
      }
    },
    get(id) {
      const told = toldOf(id);
      return told && contentOf(told);
    },
    card: drawn,
    threadLines: () => [],
    digest: ([id = ''], channel) => drawn(id, channel),
    fallbacks: () => [],
  };
}

const NOTHING: Situation = { lines: [], accounts: [] };

/** Ids of everything that is told of a rotation, by which the outbox knows it. */
export function handOverIds(rotation: string, duty: Duty | undefined): readonly string[] {
  const { handOvers = [], holes } = duty ?? {};
  return [
    ...handOvers.flatMap(({ n, lateAt }) => [
      idOf({ kind: 'hand-over', rotation, n }),
      ...(lateAt === undefined ? [] : [idOf({ kind: 'late', rotation, n })]),
    ]),
    ...(holes ? [idOf({ kind: 'holes', rotation, n: holes.n })] : []),
  ];
}

/** Nobody is called for what they did themselves. */
function calledBy({ kind }: Told, { to, from, taken }: HandOver): readonly string[] {
  if (kind === 'late') return from;
  return taken ? [] : to;
}

function idOf({ kind, rotation, n }: Told): string {
  return `${kind}:${rotation}:${n}`;
}

/** Names of rotations have no colon. */
function toldOf(id: string): Told | undefined {
  const {
    kind,
    rotation = '',
    n,
  } = /^(?<kind>hand-over|late|holes):(?<rotation>[^:]+):(?<n>\d{1,9})$/u.exec(id)?.groups ?? {};
  const known = (['hand-over', 'late', 'holes'] as const).find((each) => each === kind);
  return known && { kind: known, rotation, n: Number(n) };
}
