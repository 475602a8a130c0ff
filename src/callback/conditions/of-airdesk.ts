import type { Conditions } from '../condition.ts';

/** What keeps Airdesk from telling people, or from knowing. */
export const OF_AIRDESK = {
  'airdesk.undelivered': {
    title: { en: 'cards cannot be delivered to this channel', zh: '无法向该频道投递卡片' },
    meaning: { en: 'Anyone who reads only this channel gets no alerts.', zh: '只看该频道的人收不到告警。' },
    advice: {
      // Where the platform says why, the card has what helps with that.
      en: 'Read the platform’s error below, or set another channel in airdesk.yaml.',
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
      en: 'Airdesk cannot tell late messages from new ones, and the cloud may reject every call.',
      zh: '消息先后可能判断错误，云端也可能拒绝全部请求。',
    },
    advice: {
      en: 'Fix the clock of the machine Airdesk runs on (NTP).',
      zh: '请校准 Airdesk 所在机器的时钟（NTP）。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.callback-key': {
    title: { en: 'callbacks rejected: wrong key', zh: '回调被拒绝：密钥不符' },
    meaning: {
      en: 'These callbacks are ignored. Airdesk polls the cloud instead, so faults show up later than usual.',
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
    title: { en: 'callbacks cannot be accepted', zh: '回调无法接收' },
    meaning: {
      en: 'They arrive on the wrong path, too late, truncated, unreadable or too many at once, so faults are noticed late or missed.',
      zh: '回调路径不对、过期、不完整、无法解析或数量过多，其内容要么晚到要么丢失。',
    },
    advice: {
      en: 'Check the callback address in the console, the proxy in front of Airdesk, and the log lines with "a callback". docs/callbacks.md lists what each answer means.',
      zh: '请检查控制台里的回调地址、Airdesk 前面的代理，并在日志中查找 “a callback”；各应答的含义见 docs/callbacks.md。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.callbacks-silent': {
    title: { en: 'no callbacks are arriving', zh: '收不到回调' },
    meaning: {
      en: 'The cloud’s list does not match the callbacks, or none came for longer than usual. Faults are noticed late.',
      zh: '云端列出的在播情况与回调不一致，或超过平常时间没有收到回调，异常会发现得晚。',
    },
    advice: {
      en: 'Check that the callback address is reachable from the internet, and that the template is bound to every push domain.',
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
      en: 'Airdesk cannot read or change anything at the cloud: states cannot be checked, and no command works.',
      zh: '无法向云端查询或操作：存疑的情况无法核实，命令也都不能执行。',
    },
    advice: {
      en: 'Check in the console whether the account’s key was disabled, and replace it (SecretId and SecretKey).',
      zh: '请更换该账号的密钥（SecretId 和 SecretKey），并到控制台确认它是否被禁用。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.disk': {
    title: { en: 'the data folder cannot be written', zh: '数据目录无法写入' },
    meaning: {
      en: 'New alerts are not sent, callbacks are delayed, and nothing can be acknowledged or confirmed.',
      zh: '新告警无法通知，回调会被推迟，也无法认领告警或执行命令。',
    },
    advice: {
      en: 'Free space on the disk that holds AIRDESK_DATA, or repair it. Airdesk then continues by itself.',
      zh: '请清理 AIRDESK_DATA 所在磁盘的空间，或修复磁盘。之后会自行恢复，无需其他操作。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.audit-export': {
    title: { en: 'the audit export is behind', zh: '审计导出滞后' },
    meaning: {
      en: 'Audit lines have been waiting for their receiver for more than ten minutes. Nothing is lost: they stay in the data folder.',
      zh: '审计记录已超过十分钟未能送达接收端。记录仍保存在数据目录中，没有丢失。',
    },
    advice: {
      en: 'Check that the receiver is up and what it answers; /readyz has details (audit-export). Airdesk catches up by itself.',
      zh: '请检查接收端是否运行、返回了什么；/readyz 的 audit-export 有详细说明。恢复后会自动补发。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.secret-refused': {
    title: { en: 'a new secret was not accepted', zh: '新密钥未生效' },
    meaning: {
      en: 'The other side rejects it, or the file does not contain a valid secret. The old one stays in use for as long as it is accepted.',
      zh: '对方拒绝了新密钥，或文件内容不符合要求。旧密钥在对方仍接受期间继续使用。',
    },
    advice: {
      en: 'Write the correct secret to the file of the variable named here. No restart is needed.',
      zh: '请把正确的密钥写入这里所列变量对应的文件，无需重启。',
    },
    severity: 'warning',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
  'airdesk.heartbeat': {
    title: { en: 'Airdesk itself is in trouble', zh: 'Airdesk 自身运行异常' },
    meaning: {
      en: 'One of its own health figures is past its limit. Cards, calls and answers may be late or missing.',
      zh: '自身指标超出限值：卡片、呼叫和应答可能延迟，甚至无法送达。',
    },
    advice: {
      en: 'Check the values here and /readyz; docs/operations.md explains each of them (Heartbeat).',
      zh: '请查看这里的数值和 /readyz；各项含义见 docs/operations.md 的 Heartbeat。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    ownWords: true,
  },
} as const satisfies Conditions;
