import type { Conditions } from '../condition.ts';

/** What keeps Airdesk from telling people, or from knowing. */
export const OF_AIRDESK = {
  'airdesk.undelivered': {
    title: { en: 'cards cannot be delivered to this channel', zh: '无法向该频道投递卡片' },
    meaning: { en: 'Whoever reads only this channel is told nothing.', zh: '只看该频道的人收不到告警。' },
    advice: {
      // Where the platform says why, the card has what helps with that.
      en: 'Look at what the platform says, or name another channel in airdesk.yaml.',
      zh: '请查看平台给出的原因，或在 airdesk.yaml 中改用其他频道。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ofDelivery: true,
    ownWords: true,
  },
  'airdesk.clock': {
    title: { en: 'the clock is wrong', zh: '系统时钟不准' },
    meaning: {
      en: 'What is late and what is new is decided wrongly, and the cloud may refuse all that is asked.',
      zh: '消息先后可能判断错误，云端也可能拒绝全部请求。',
    },
    advice: {
      en: 'Set the clock of the machine that Airdesk runs on (NTP).',
      zh: '请校准 Airdesk 所在机器的时钟（NTP）。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.callback-key': {
    title: { en: 'callbacks are refused: wrong key', zh: '回调被拒绝：密钥不符' },
    meaning: {
      en: 'What these callbacks tell is not believed; Airdesk looks at the cloud by itself meanwhile, and later than usual.',
      zh: '这些回调的内容不予采信；其间 Airdesk 会自行向云端查询，发现异常会比平时晚。',
    },
    advice: {
      en: 'Give the callback template and Airdesk (LIVE_CALLBACK_KEY, or callbacks.keyEnv of the account) the same key. Several templates: list all their keys under keyEnv.',
      zh: '请让回调模板的密钥与 Airdesk 的密钥（LIVE_CALLBACK_KEY，或该账号的 callbacks.keyEnv）一致；有多个模板时，在 keyEnv 中列出全部密钥。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.callbacks-refused': {
    title: { en: 'callbacks cannot be taken', zh: '回调无法接收' },
    meaning: {
      en: 'They come on another path, too late, cut off, unreadable or too many at once: what they tell is known late or not at all.',
      zh: '回调路径不对、过期、不完整、无法解析或数量过多，其内容要么晚到要么丢失。',
    },
    advice: {
      en: 'Look at the address in the console, at the proxy in front of Airdesk and at the log for "a callback"; docs/callbacks.md says what each answer means.',
      zh: '请检查控制台里的回调地址、Airdesk 前面的代理，并在日志中查找 “a callback”；各应答的含义见 docs/callbacks.md。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.callbacks-silent': {
    title: { en: 'callbacks do not arrive', zh: '收不到回调' },
    meaning: {
      en: 'What the cloud lists is not what the callbacks told, or nothing was heard for longer than usual: faults are seen late.',
      zh: '云端列出的在播情况与回调不一致，或超过平常时间没有收到回调，异常会发现得晚。',
    },
    advice: {
      en: 'See whether the callback address can be reached from outside, and whether the template is bound to each push domain.',
      zh: '请确认外网能访问回调地址，且回调模板已绑定各推流域名。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.cloud-signature': {
    title: { en: 'the cloud refuses the key', zh: '云端拒绝密钥' },
    meaning: {
      en: 'Nothing can be asked or done at the cloud: what is in doubt cannot be looked at, and no command works.',
      zh: '无法向云端查询或操作：存疑的情况无法核实，命令也都不能执行。',
    },
    advice: {
      en: 'Replace the account’s key (SecretId and SecretKey), and see whether it was disabled in the console.',
      zh: '请更换该账号的密钥（SecretId 和 SecretKey），并到控制台确认它是否被禁用。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.disk': {
    title: { en: 'the data folder takes nothing', zh: '数据目录无法写入' },
    meaning: {
      en: 'New alerts are not told, callbacks are put off, and nothing can be acknowledged or confirmed.',
      zh: '新告警无法通知，回调会被推迟，也无法认领告警或执行命令。',
    },
    advice: {
      en: 'Make room on the disk of AIRDESK_DATA, or mend it. Nothing else has to be done: it goes on by itself.',
      zh: '请清理 AIRDESK_DATA 所在磁盘的空间，或修复磁盘。之后会自行恢复，无需其他操作。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.audit-export': {
    title: { en: 'the audit is not exported', zh: '审计导出滞后' },
    meaning: {
      en: 'Lines of the audit have waited for their receiver for more than ten minutes. Nothing is lost: they stay in the data folder.',
      zh: '审计记录已超过十分钟未能送达接收端。记录仍保存在数据目录中，没有丢失。',
    },
    advice: {
      en: 'See whether the receiver runs and what it answers; /readyz says more (audit-export). It goes on by itself.',
      zh: '请检查接收端是否运行、返回了什么；/readyz 的 audit-export 有详细说明。恢复后会自动补发。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.secret-refused': {
    title: { en: 'a new secret is not taken', zh: '新密钥未生效' },
    meaning: {
      en: 'The other side refuses it, or its file holds something that it cannot be. The former one goes on for as long as that is taken.',
      zh: '对方拒绝了新密钥，或文件内容不符合要求。旧密钥在对方仍接受期间继续使用。',
    },
    advice: {
      en: 'Put the right one into the file of the variable named here. Nothing has to be restarted.',
      zh: '请把正确的密钥写入这里所列变量对应的文件，无需重启。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.heartbeat': {
    title: { en: 'Airdesk itself is not well', zh: 'Airdesk 自身运行异常' },
    meaning: {
      en: 'What it measures of itself is past its limit: cards, calls and answers may come late, or not at all.',
      zh: '自身指标超出限值：卡片、呼叫和应答可能延迟，甚至无法送达。',
    },
    advice: {
      en: 'Look at the values here and at /readyz; docs/operations.md says what each means (Heartbeat).',
      zh: '请查看这里的数值和 /readyz；各项含义见 docs/operations.md 的 Heartbeat。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
} as const satisfies Conditions;
