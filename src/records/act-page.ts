import type { Command } from '../command.ts';
import type { AuditEntry } from '../observability/audit.ts';
import type { ActRow, ActsAsked, ActsPage, Outcome } from '../platform/records.ts';
import type { Language } from '../text/language.ts';
import type { ToldAct } from './told-act.ts';

/** Rows of one page, and names that are offered at most. */
const ROWS = 30;
const MOST_NAMES = 100;

const OUTCOME: Readonly<Record<AuditEntry['phase'], Outcome>> = {
  answered: 'answered',
  refused: 'refused',
  proposed: 'waiting',
  before: 'waiting',
  done: 'done',
  accepted: 'failed',
  failed: 'failed',
  unknown: 'failed',
  cancelled: 'unused',
  expired: 'unused',
};

/** The acts that fit, newest first, one page of them. Pure. `now`: ms UTC; `lookedBackTo`: see ActsPage. */
export function actPage(
  acts: readonly ToldAct[],
  asked: ActsAsked,
  commands: readonly Pick<Command, 'name' | 'zh'>[],
  { now, lookedBackTo }: { readonly now: number; readonly lookedBackTo?: number | undefined },
): ActsPage {
  const { language, skip, until = now } = asked;
  const fitting = acts.filter((act) => fits(act, asked, until));
  const rows = fitting.slice(skip, skip + ROWS);
  return {
    asOf: until,
    rows: rows.map((act) => rowOf(act, language)),
    more: fitting.length > skip + ROWS,
    people: [...new Set(acts.flatMap(({ people }) => people(language)))].sort().slice(0, MOST_NAMES),
    nouns: nounsOf(acts, commands, language),
    ...(lookedBackTo !== undefined && { lookedBackTo }),
  };
}

function fits({ last, people }: ToldAct, asked: ActsAsked, until: number): boolean {
  const { within = Infinity, person, noun, outcome, language } = asked;
  const sought = (asked.sought ?? '').trim().toLowerCase();
  return (
    last.at >= until - within &&
    last.at <= until &&
    (outcome === undefined || OUTCOME[last.phase] === outcome) &&
    (noun === undefined || nounOf(last) === noun) &&
    (sought === '' || textOf(last).includes(sought)) &&
    (person === undefined || people(language).includes(person))
  );
}

/** What an act is about, as the cloud and people write it. */
function textOf({ command, target = '', account = '' }: AuditEntry): string {
  return `${command}\n${target}\n${account}`.toLowerCase();
}

function rowOf({ last, words }: ToldAct, language: Language): ActRow {
  const { intent, phase, at, platform, channelId } = last;
  return {
    id: `${intent} ${phase} ${at}`,
    at,
    what: words(language),
    outcome: OUTCOME[phase],
    // A forged request was made nowhere.
    where: channelId === '' ? '' : `${platform}:${channelId}`,
  };
}

function nounOf({ command }: AuditEntry): string {
  return command.split(' ', 1)[0] ?? '';
}

/** Those nouns of commands that something was asked with: anything may have been typed. */
function nounsOf(
  acts: readonly ToldAct[],
  commands: readonly Pick<Command, 'name' | 'zh'>[],
  language: Language,
): ActsPage['nouns'] {
  const asked = new Set(acts.map(({ last }) => nounOf(last)));
  const known = new Map(
    commands.map(({ name, zh }) => {
      const [english = '', chinese = ''] = [name.split(' ', 1)[0], zh.split(' ', 1)[0]];
      return [english, language === 'zh-CN' ? chinese : english];
    }),
  );
  return [...known]
    .filter(([noun]) => asked.has(noun))
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
