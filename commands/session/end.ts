import { z } from 'zod';
import { defineKeep } from '../../src/command.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { typedLine } from '../typed-line.ts';
import { shownId } from './list.ts';

/** `session end`: ends a session on the desk by its id, or by enough of its beginning. */
export const sessionEnd = defineKeep({
  name: 'session end',
  zh: '会话 结束',
  summary: {
    en: 'End a session on the desk: whoever uses it has to sign in again',
    zh: '结束一个播控台会话，使用者需要重新登录',
  },
  // Whose session it is only `session list` tells, which is for who may see secrets: nobody can guess an id.
  risk: 'change',
  everyAccount: true,
  options: {
    id: {
      schema: z.string().min(8).max(43),
      summary: { en: 'id of the session, as session list shows it', zh: '会话编号，见“会话 列表”' },
      zh: '编号',
      required: true,
      example: 'k3m9x2Qa',
    },
  },
  async run({ say, sessions }, { id }) {
    const found = sessions.all().filter((session) => session.id.startsWith(id));
    const [only, second] = found;
    if (second)
      throw ambiguous(
        { en: `Several sessions begin with "${id}"`, zh: `有多个会话以“${id}”开头` },
        { en: 'Nothing was changed. Use more of the id.', zh: '未做任何更改。请输入更长的编号。' },
        found.map((session) => typedLine('session end', session.id)),
      );
    if (!only || !(await sessions.end(only.id)))
      throw notFound(
        { en: `There is no session "${safeLine(id, 20)}"`, zh: `没有会话“${safeLine(id, 20)}”` },
        {
          en: 'Nothing was changed. It may be over; see those that are not with: session list',
          zh: '未做任何更改。它可能已经结束；查看现有会话：会话 列表',
        },
        ['session list'],
      );
    const who = safeLine(only.userId, 60);
    return card(say(`Session of ${who} ended`, `已结束 ${who} 的会话`), {
      tone: 'success',
      lines: [
        say(
          'Whoever used it has to sign in again. To keep someone out, remove them at the company’s provider and from airdesk.yaml.',
          '该会话的使用者需要重新登录。如要阻止其再次登录，请在公司的登录服务和 airdesk.yaml 中移除此人。',
        ),
      ],
      footer: shownId(only),
    });
  },
});
