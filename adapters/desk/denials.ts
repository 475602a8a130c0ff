import type { Denial } from './same-origin.ts';

/** What the desk's transport refuses, and what to do. What a command refuses is a card from the core. */
export const DENIALS = {
  nobody: {
    status: 401,
    code: 'desk.nobody',
    hint: { en: 'Log in, or choose who you are.', zh: '请先登录，或选择您的身份。' },
  },
  wrongPassword: {
    status: 401,
    code: 'desk.wrong-password',
    hint: { en: 'User name or password is wrong. Try again.', zh: '用户名或密码不正确，请重试。' },
  },
  tooManyLogins: {
    status: 429,
    code: 'desk.too-many-logins',
    hint: { en: 'Too many wrong passwords. Wait, then try again.', zh: '密码错误次数过多，请稍后再试。' },
  },
  foreign: {
    status: 403,
    code: 'desk.foreign-message',
    hint: {
      en: 'This message belongs to someone else. Run the command yourself.',
      zh: '这条消息属于他人，请自行发送命令。',
    },
  },
  unknownPath: {
    status: 404,
    code: 'desk.unknown-path',
    hint: { en: 'There is nothing here. Open /desk.', zh: '此处没有内容，请打开 /desk。' },
  },
  unknownPerson: {
    status: 403,
    code: 'desk.unknown-person',
    hint: {
      en: 'You are not in airdesk.yaml, so you may not break anything. Choose someone who is listed there.',
      zh: '您尚未登记，因此您不能制造故障。请选择 airdesk.yaml 中已登记的人员。',
    },
  },
  unknownBreak: {
    status: 404,
    code: 'desk.unknown-break',
    hint: { en: 'There is no such thing to break. Reload the page.', zh: '没有这一项。请刷新页面。' },
  },
  unknownAlert: {
    status: 404,
    code: 'desk.unknown-alert',
    hint: {
      en: 'There is no such alert any more, or you may not see it.',
      zh: '没有这条告警，或已不再保留，或您无权查看。',
    },
  },
  unknownAsk: {
    status: 404,
    code: 'desk.unknown-ask',
    hint: {
      en: 'There is no such preview: it ended more than a day ago, or you may not see it.',
      zh: '没有这个预览：已结束超过一天，或您无权查看。',
    },
  },
  badQuery: {
    status: 400,
    code: 'desk.bad-query',
    hint: { en: 'This cannot be looked for. Reload the page.', zh: '无法按此条件查找。请刷新页面。' },
  },
  tooLarge: {
    status: 413,
    code: 'desk.too-large',
    hint: { en: 'The request is larger than 64 KB. Send less.', zh: '请求超过 64 KB，请缩短后重发。' },
  },
  notJson: {
    status: 415,
    code: 'desk.not-json',
    hint: { en: 'Send Content-Type: application/json.', zh: '请使用 Content-Type: application/json。' },
  },
  badBody: {
    status: 400,
    code: 'desk.bad-body',
    hint: {
      en: 'The request is not a command, press or form within the limits (a line has at most 2,000 characters). Reload the page.',
      zh: '请求不是有效的命令、按钮或表单，或超出长度限制（单行最多 2000 个字符）。请刷新页面。',
    },
  },
  busy: {
    status: 429,
    code: 'desk.busy',
    hint: {
      en: 'Too many requests at once. Wait a moment, then try again.',
      zh: '操作过于频繁，请稍候再试。',
    },
  },
  full: {
    status: 503,
    code: 'desk.full',
    hint: {
      en: 'Too many pages are open. Close one you do not need.',
      zh: '打开的页面过多，请关闭不需要的页面。',
    },
  },
  closed: {
    status: 503,
    code: 'desk.closed',
    hint: {
      en: 'The desk is starting or stopping. Try again in a moment.',
      zh: '播控台正在启动或停止，请稍后再试。',
    },
  },
} satisfies Record<string, Denial>;
