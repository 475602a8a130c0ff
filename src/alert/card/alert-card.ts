import { lookAlikeLines } from '../../card/mark-look-alikes.ts';
import { staysOnAccount } from '../../card/for-account.ts';
import type { Card } from '../../reply.ts';
import { sayIn, wording } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';
import { buttonsOf, selectsOf } from './buttons/controls.ts';
import { endLines, isEnd } from './words/end-words.ts';
import { factsOf } from './facts.ts';
import { linesOf } from './lines.ts';
import { linksOf } from './buttons/links.ts';
import { safeLine } from '../../text/safe-line.ts';
import { reasonWords } from './words/reason-words.ts';
import { asTold, isUnattended, standingWord, stateWord, toneOf } from './state.ts';
import { titleOf } from './title.ts';
import type { AlertView } from './view.ts';

/** The card of an alert as it is posted: it says which account it is about where there are several. */
export function alertCard(alert: Alert, view: AlertView): Card {
  return staysOnAccount(view.config, alert.account, view.language, answerCard(alert, view));
}

/** The same as the answer to a command, which is made to stay on its account with all other answers. */
export function answerCard(stored: Alert, view: AlertView): Card {
  const alert = asTold(stored);
  if (isEnd(alert)) return endCard(alert, view);
  return {
    kind: 'card',
    tone: toneOf(alert, view.now),
    standing: wording(standingWord(alert, view.now), view.language),
    title: titleOf(alert, view),
    lines: [...lookAlikeLines(namesOf(alert), view.language), ...linesOf(alert, view)],
    facts: factsOf(alert, view),
    buttons: buttonsOf(alert, view),
    selects: selectsOf(alert, view),
    links: linksOf(alert, view),
    footer: footerOf(alert, view),
    ...(view.mentions && isUnattended(alert, view.now) && { mentions: view.mentions }),
    visibility: 'channel',
  };
}

/** What the cloud calls it, as it came. */
function namesOf({ subject, first, last = first }: Alert): readonly string[] {
  const comment = first['comment'] ?? last['comment'];
  return typeof comment === 'string' ? [subject.id, comment] : [subject.id];
}

/** One line that asks for nothing: no facts, no buttons, nobody is called. */
function endCard(alert: Alert, view: AlertView): Card {
  return {
    kind: 'card',
    tone: 'info',
    standing: wording(stateWord(alert), view.language),
    title: titleOf(alert, view),
    lines: [...lookAlikeLines(namesOf(alert), view.language), ...endLines(alert, view)],
    footer: footerOf(alert, view),
    visibility: 'channel',
  };
}

/** Its id, why it stands as it does, how far it can be believed, and by which rule. */
function footerOf(alert: Alert, view: AlertView): string {
  const say = sayIn(view.language);
  // Of itself Airdesk knows without asking anybody.
  const trust = alert.condition.startsWith('airdesk.') ? undefined : trustWords(alert.trust, view);
  return [
    alert.id,
    wording(reasonWords(safeLine(alert.reason, 60)), view.language),
    ...(trust === undefined ? [] : [trust]),
    ...(alert.rule === undefined
      ? []
      : [say(`rule ${safeLine(alert.rule, 64)}`, `规则 ${safeLine(alert.rule, 64)}`)]),
    ...(view.notice ? [wording(view.notice, view.language)] : []),
  ].join(' · ');
}

function trustWords(trust: string, { language }: AlertView): string | undefined {
  const say = sayIn(language);
  switch (trust) {
    case 'observed':
      return say('found by asking the cloud', '向云端查询得知');
    case 'unsigned':
      return say('unsigned message', '消息未签名');
    case 'late':
      return say('message arrived late', '消息晚到');
    case 'recorded':
      return say('no callback arrived: found later at the cloud', '未收到回调，事后从云端记录补查得知');
    default:
      return undefined;
  }
}
