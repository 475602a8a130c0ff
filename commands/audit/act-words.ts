import type { AuditEntry } from '../../src/observability/audit.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { sayIn, type Language, type Say } from '../../src/text/language.ts';
import type { Act } from './acts.ts';
import { reasonWords } from './reason-words.ts';

/** What happened, as one sentence. `account`: to be named, where there are several. */
export function actWords({ last, asker }: Act, language: Language, account?: string): string {
  const say = sayIn(language);
  const who = nameOf(last, say);
  const shown =
    last.said === undefined ? safeLine(withoutSequences(last.command), 80) : safeLine(last.said, 140);
  const on = account === undefined ? '' : say(` on account ${account}`, `（账号 ${account}）`);
  const what = say(`"${shown}"${on}`, `“${shown}”${on}`);
  const times =
    last.count === undefined ? '' : say(`, and ${last.count} more times`, `，另有 ${last.count} 次`);
  const why = reasonWords(last.reason, language);
  const because = why === undefined ? '' : say(`: ${why}`, `：${why}`);
  const did = asker
    ? say(
        `${nameOf(asker, say)} asked for ${what} and ${who} confirmed it`,
        `${nameOf(asker, say)} 发起${what}，由 ${who} 确认`,
      )
    : say(`${who} ran ${what}`, `${who} 执行了${what}`);
  switch (last.phase) {
    case 'answered':
      return say(`${who} ran ${what}.`, `${who} 执行了${what}。`);
    case 'refused':
      return say(
        `${who} was refused ${what}${because}${times}.`,
        `${who} 的${what}被拒绝${because}${times}。`,
      );
    case 'proposed':
      return say(`${who} asked for ${what}; waiting for confirmation.`, `${who} 发起了${what}，等待确认。`);
    case 'before':
      return say(`${did}: running now.`, `${did}：正在执行。`);
    case 'done':
      return say(`${did}: done.`, `${did}：已完成。`);
    case 'accepted':
      return say(`${did}: accepted by the cloud, effect not seen.`, `${did}：云端已受理，未见生效。`);
    case 'failed':
      return say(
        `${did}: it failed${why === undefined ? '' : ` (${why})`}.`,
        `${did}：失败${why === undefined ? '' : `（${why}）`}。`,
      );
    case 'unknown':
      return say(`${did}: outcome unknown.`, `${did}：是否完成尚不确定。`);
    case 'cancelled':
      return why === undefined
        ? say(`${who} cancelled ${what}.`, `${who} 取消了${what}。`)
        : say(`${what} of ${who} was not run: ${why}.`, `${who} 的${what}未执行：${why}。`);
    case 'expired':
      return say(
        `${who} asked for ${what}; nobody confirmed it in time.`,
        `${who} 发起了${what}，未在时限内确认。`,
      );
  }
}

/** A push by the cloud's number for it, where its name is not known: of what was refused, nobody looked it up. */
function withoutSequences(command: string): string {
  return /^(?:backup|主备) /u.test(command)
    ? command.replace(/\d{17,19}/gu, (sequence) => `…${sequence.slice(-3)}`)
    : command;
}

/** A person by name; somebody who is in no airdesk.yaml as the platform has them. */
export function nameOf({ person, platform, userId }: AuditEntry, say: Say): string {
  if (person !== undefined) return safeLine(person, 64);
  if (userId === '') return say('Someone', '有人');
  return say(`Unknown person (${platform}:${userId})`, `未知人员（${platform}:${userId}）`);
}
