import { reasonWords } from '../../src/alert/card/words/reason-words.ts';
import type { Condition } from '../../src/callback/condition.ts';
import { CONDITIONS } from '../../src/callback/conditions.ts';
import type { Done, Reason } from '../../src/alert/model/decision.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { decisionTables } from './decision-tables.ts';
import { code, table } from './markdown.ts';

/** Reasons in the order in which the page explains them. */
const REASONS: Readonly<Record<Reason, string>> = {
  pending: 'it waits for its grace time',
  reconnected: 'it came back within it: nobody is told',
  new: 'a card goes out',
  same: 'the card counts one more',
  recovered: 'the card says so, wherever it was shown',
  reopened: 'the same card, firing again',
  unsteady: 'it has to stay well for a while first',
  flapping: 'one card that says so; it waits for no grace time',
  steady: 'it stayed well long enough',
  child: 'it counts on the card of the incident',
  effect: 'it is on the card of what failed first',
  'own-command': 'somebody cut it from here: recorded',
  ended: 'one line that calls nobody, or nothing; it is not asked after',
  refused: 'nothing began, so nothing is off air; told where the stream should be on air',
  maintenance: 'recorded; told if it still lasts afterwards',
  muted: 'recorded; told if it still lasts afterwards',
  silenced: 'recorded',
  'still-live': 'nothing is wrong for viewers',
  'to-check': 'nothing yet: the answer is decided on when it comes',
  duplicate: 'nothing',
  'out-of-order': 'nothing',
  'nothing-open': 'nothing',
  informs: 'kept in the history',
  'unknown-type': 'kept',
  quiet: 'counts as recovered',
  'ack-expired': 'the card asks for attention again',
  'mute-ended': 'a card goes out if it still lasts',
  'closed-after-recovery': 'the card is done',
  'crowded-out': 'the card says so; what fails again opens another one',
  'closed-unwatched': 'the card is done, and says so; if it still lasts nothing more is told',
  'not-due': 'nothing',
};

/** Those of what people do, and of what follows for other alerts. */
const DONE: Readonly<Record<Done, string>> = {
  acknowledged: 'somebody is on it, until the acknowledgement runs out',
  seen: 'somebody acknowledged what had recovered: it closes soon',
  muted: 'nobody is told of it, until the mute ends',
  unmuted: 'what the mute kept quiet is told at once',
  assigned: 'a person of airdesk.yaml has it',
  noted: 'a note is in the history',
  closed: 'it is over, with what is part of it; what fails again opens another one',
  acted: 'a command of ours on what it is about has ended: the history says which, and how',
  unchanged: 'nothing: it was so already, or it is closed',
  counted: 'the card of the whole counts its parts anew',
  called: 'somebody is called by a message of its own, and the card says whom',
  answered: 'nobody has to be called of it any more',
  'due-again': 'after a start it is looked at again, by what airdesk.yaml says now',
};

/** docs/alerts.md with its tables as the code has them now. @throws Error where a place for one is missing */
export function withAlertTables(page: string): string {
  return [
    ['conditions', conditionTable()],
    ['reasons', reasonTable()],
    ['what is done', doneTable()],
    ['decisions', decisionTables()],
  ].reduce((text, [name = '', content = '']) => filled(text, name, content), page);
}

function conditionTable(): string {
  return table(
    ['Condition', 'Is', '是', 'Severity', 'Waits', 'Ends'],
    Object.entries<Condition>(CONDITIONS).map(([name, condition]) => [
      code(name),
      `${condition.title.en}. ${condition.meaning.en}`,
      `${condition.title.zh}。${condition.meaning.zh}`,
      condition.severity,
      condition.grace ? 'grace time' : '',
      condition.quietMs === undefined
        ? 'when reported or seen to be over'
        : `when reported over, or not reported for ${formatDuration(condition.quietMs, 'en')}`,
    ]),
  );
}

function reasonTable(): string {
  return table(
    ['Reason', 'In words', '用词', 'What follows'],
    Object.entries(REASONS).map(([reason, follows]) => {
      const words = reasonWords(reason);
      return [code(reason), words.en, words.zh, follows];
    }),
  );
}

function doneTable(): string {
  return table(
    ['Reason', 'What follows'],
    Object.entries(DONE).map(([reason, follows]) => [code(reason), follows]),
  );
}

function filled(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: written by npm run generate -->`, `<!-- end of ${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`docs/alerts.md has no place for ${name}: ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
}
