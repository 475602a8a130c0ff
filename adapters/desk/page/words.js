/** The page's own words. What a card says comes from the core. */
const WORDS = {
  en: {
    info: 'Info',
    ask: 'Your decision',
    progress: 'In progress',
    success: 'OK',
    warning: 'Attention',
    failure: 'Problem',
    onlyYou: 'Only you see this',
    connecting: 'Connecting…',
    connected: 'Connected',
    reconnecting: 'Reconnecting…',
    loggedOut: 'Not logged in',
    youAre: 'You are',
    send: 'Send',
    placeholder: 'Type a command',
    commandLine: 'Command',
    suggestions: 'Suggestions',
    matches: 'Commands',
    newer: (/** @type {number} */ count) => (count === 1 ? '1 new message' : `${count} new messages`),
    left: (/** @type {number} */ count) => `and ${count} more, not shown`,
    asking: 'Waiting for the answer',
    notSent: 'Not sent.',
    noConnection: 'No connection to the desk. Sending again is safe: it is handled once.',
    again: 'Send again',
    close: 'Close',
    cancel: 'Cancel',
    optional: 'optional',
    choose: 'Choose…',
    go: 'Go',
    welcome: 'Welcome to the desk',
    welcomeText:
      'Type a command or press a button, as you would in the team chat. Whatever viewers could notice shows a preview first and waits for your confirmation.',
    whoAreYou: 'Who are you today?',
    tryThese: 'Three things to try',
    gotIt: 'Got it',
    login: 'Log in to the desk',
    user: 'User name',
    password: 'Password',
    logIn: 'Log in',
    company: 'Sign in with your company',
    logOut: 'Log out',
    other: '中文',
  },
  'zh-CN': {
    info: '信息',
    ask: '待您确认',
    progress: '处理中',
    success: '正常',
    warning: '请注意',
    failure: '异常',
    onlyYou: '仅您可见',
    connecting: '正在连接…',
    connected: '已连接',
    reconnecting: '正在重新连接…',
    loggedOut: '未登录',
    youAre: '当前身份',
    send: '发送',
    placeholder: '输入命令',
    commandLine: '命令',
    suggestions: '常用命令',
    matches: '命令列表',
    newer: (/** @type {number} */ count) => `${count} 条新消息`,
    left: (/** @type {number} */ count) => `另有 ${count} 条未显示`,
    asking: '等待答复',
    notSent: '未发送。',
    noConnection: '与播控台的连接已断开。可放心重新发送，同一命令只会执行一次。',
    again: '重新发送',
    close: '关闭',
    cancel: '取消',
    optional: '可不填',
    choose: '请选择…',
    go: '确定',
    welcome: '欢迎使用播控台',
    welcomeText:
      '像在团队聊天里一样输入命令或点按钮。凡是观众可能察觉的操作，都会先给出预览，经您确认后才执行。',
    whoAreYou: '您现在的身份是？',
    tryThese: '先试试这三件事',
    gotIt: '知道了',
    login: '登录播控台',
    user: '用户名',
    password: '密码',
    logIn: '登录',
    company: '使用公司账号登录',
    logOut: '退出登录',
    other: 'English',
  },
};

/** @typedef {'en' | 'zh-CN'} Language */

/** @type {Language} */
let language = 'en';

/** The language the page speaks now. */
export function currentLanguage() {
  return language;
}

/**
 * The page's words in the current language.
 * @returns {typeof WORDS['en']}
 */
export function words() {
  return WORDS[language];
}

/**
 * Speaks another language: fixed words of the page are changed at once.
 * @param {Language} to
 */
export function speak(to) {
  language = to;
  document.documentElement.lang = to;
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = String(
      words()[/** @type {keyof typeof WORDS['en']} */ (element.getAttribute('data-word'))],
    );
  }
}
