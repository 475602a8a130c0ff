import type { Shown } from './channels.ts';
import type { Invariant, Run } from './invariants.ts';
import { phasesOf } from './proposals.ts';

const ENDED = /: (done|accepted|failed|outcome unknown|interrupted)/;

const OVER = new RegExp(`${ENDED.source}|: (the state changed|cancelled|not confirmed in time)`);

/** Once everything has settled, no card says that it is running. */
const noneIsRunning: Invariant = ({ shown }) =>
  shown.filter(({ title }) => title.endsWith(': running')).map(whereAndWhat);

/** By then every preview and every Undo is over: no copy anywhere offers a press that nothing can come of. */
const noneIsLive: Invariant = ({ shown }) =>
  shown
    .filter(({ buttons }) => buttons.some(({ id }) => /^(confirm|cancel):/.test(id)))
    .map((card) => `${whereAndWhat(card)} offers ${card.buttons.map(({ label }) => label).join(', ')}`);

/** Every message that offered a press on what was run shows how it ended, or how an Undo of it did. */
const copiesShowTheEnd: Invariant = ({ shown, proposals, copies }) => {
  const now = new Map<object, Shown>(shown.map((card) => [card.message, card]));
  return proposals
    .filter(({ befores }) => befores.length > 0)
    .flatMap((told) =>
      [...copies(told.id)].flatMap((message) => {
        const card = now.get(message);
        return card && !OVER.test(card.title) ? [`${whereAndWhat(card)}, of ${phasesOf(told)}`] : [];
      }),
    );
};

/** What was run from a channel with a mirror stands in both, as often and with the same end. */
const mirrorsAgree: Invariant = (run) => {
  const { mirrors } = run.setting;
  if (mirrors === 'none') return [];
  // A thread has the mirrors of its channel.
  const [slack, discord] = [endsIn(run, ['slack']), endsIn(run, ['discord', 'thread'])];
  return [
    ...missing(slack, discord).map((title) => `Slack shows "${title}", its mirror does not`),
    ...(mirrors === 'both'
      ? missing(discord, slack).map((title) => `Discord shows "${title}", its mirror does not`)
      : []),
  ];
};

/** What everybody in the channels is left with is true, and the same everywhere. */
export const whatChannelsShow: Readonly<Record<string, Invariant>> = {
  'card stays at running': noneIsRunning,
  'live button of what is over': noneIsLive,
  'copy without the end': copiesShowTheEnd,
  'mirrors differ': mirrorsAgree,
};

function endsIn({ shown }: Run, places: readonly Shown['place'][]): string[] {
  return shown
    .filter(({ place, title }) => places.includes(place) && ENDED.test(title))
    .map(({ title }) => title);
}

/** What of `some` has no counterpart in `others`. */
function missing(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((title) => {
    const place = left.indexOf(title);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function whereAndWhat({ place, title }: Shown): string {
  return `${place}: ${title}`;
}
