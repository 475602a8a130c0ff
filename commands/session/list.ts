import type { Session } from '../../src/sessions/session.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { runButton } from '../../src/card/run-button.ts';
import { listCommand } from '../shape/list.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';

/** So much of a session's id tells it from any other. */
const SHOWN_ID = 8;

/** A session's id as people see and type it. */
export function shownId({ id }: Session): string {
  return id.slice(0, SHOWN_ID);
}

/** `session list`: who is signed in on the desk, from memory. */
export const sessionList = listCommand<Session>({
  name: 'session list',
  zh: '会话 列表',
  summary: { en: 'Who is signed in on the desk', zh: '查看谁登录了播控台' },
  risk: 'secret',
  everyAccount: true,
  read: async ({ sessions }) => {
    const all = sessions.all();
    return { items: all, total: all.length };
  },
  searched: (_, session) => [shownId(session), session.userId, session.name],
  title: (count) => ({ en: `Signed in: ${count}`, zh: `已登录：${count} 个会话` }),
  none: { en: 'Nobody is signed in on the desk', zh: '没有人登录播控台' },
  noMatch: { en: 'No such session', zh: '没有符合条件的会话' },
  hint: { en: 'To end one: session end <id>', zh: '结束会话：会话 结束 <编号>' },
  columns: [
    [{ en: 'Who', zh: '用户' }, (_, { userId }) => safeLine(userId, 60)],
    [
      { en: 'By', zh: '登录方式' },
      ({ say }, { by }) => (by === 'company' ? say('company', '公司登录') : say('password', '密码')),
    ],
    [{ en: 'Since', zh: '登录时间' }, (context, { begunAt }) => when(context, begunAt)],
    [{ en: 'Last seen', zh: '最近使用' }, (context, { seenAt }) => when(context, seenAt)],
    [{ en: 'ID', zh: '编号' }, (_, session) => shownId(session)],
  ],
  button: ({ say }, session) => {
    const id = shownId(session);
    return runButton(typedLine('session end', id), say(`End ${id}`, `结束 ${id}`));
  },
  buttonsOf: 'first',
});
