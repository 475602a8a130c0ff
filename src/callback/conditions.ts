import type { Text } from '../text/language.ts';
import type { Severity } from './event.ts';

/** What can be wrong, and what that means for people. */
export interface Condition {
  /** Continues the subject's name, as in `live.example.com/live/main: off air`. */
  readonly title: Text;
  /** What it means for viewers, one sentence. */
  readonly meaning: Text;
  /** What to do first where no rule has a runbook, one sentence. */
  readonly advice: Text;
  readonly severity: Severity;
  /** Whether it waits for the grace time before anybody is told. */
  readonly grace: boolean;
  /** Ends by an event of its own, or when it was not heard of for so long, ms. */
  readonly quietMs: number | undefined;
  /** Whether many of it at once become one incident. */
  readonly joins: boolean;
  /** What the cloud is asked about it: pushes of a stream, a pull task, a monitor. Without it nothing can be asked. */
  readonly asks?: 'stream' | 'pull' | 'monitor';
  /** Whether that is asked again and again while it lasts: a callback can be lost. */
  readonly asksAgain?: true;
  /** Viewers lose most by it: it is asked first. */
  readonly isUrgent?: true;
  /** Told when it begins and when it ends, and not again and again while it lasts. */
  readonly toldOnce?: true;
  /** Of a stream, with nothing that ends it but that it is told or seen to be over: closes by itself where nobody watches. */
  readonly closesUnwatched?: true;
}

/** Every condition. Callbacks are mapped to them in callback-types.ts; rules name them under `match.type`. */
export const CONDITIONS = {
  'stream.down': {
    title: { en: 'off air', zh: '断流' },
    meaning: { en: 'Nothing is pushed: viewers see nothing.', zh: '没有推流，观众看不到画面。' },
    advice: {
      en: 'Switch to a backup if one is pushed; otherwise restart the encoder.',
      zh: '有备流就先切备流，否则重启推流端。',
    },
    severity: 'critical',
    grace: true,
    quietMs: undefined,
    joins: true,
    asks: 'stream',
    asksAgain: true,
    isUrgent: true,
    toldOnce: true,
    closesUnwatched: true,
  },
  'stream.push-lost': {
    title: { en: 'a push was lost, another one is on air', zh: '一路推流中断，另一路仍在播出' },
    meaning: { en: 'Viewers still see it, without a reserve.', zh: '观众仍能看到画面，但没有备份。' },
    advice: { en: 'Bring the lost push back.', zh: '请尽快恢复中断的那路推流。' },
    severity: 'warning',
    grace: true,
    quietMs: undefined,
    joins: true,
    asks: 'stream',
    asksAgain: true,
    toldOnce: true,
    closesUnwatched: true,
  },
  'stream.ended': {
    title: { en: 'ended', zh: '直播结束' },
    meaning: {
      en: 'Its encoder ended it, and nothing says that it should be on air.',
      zh: '推流端主动结束，且没有配置要求它此时在播。',
    },
    advice: {
      en: 'Should it be on air? Name it under alerts.watched.',
      zh: '如需保持在播，请将其列入 alerts.watched。',
    },
    severity: 'info',
    grace: true,
    quietMs: undefined,
    joins: false,
  },
  'push.refused': {
    title: { en: 'a push was refused', zh: '推流被拒绝' },
    meaning: {
      en: 'An encoder tries to push and is not let in; what is on air is not touched.',
      zh: '推流端尝试推流但未被接受，在播画面不受影响。',
    },
    advice: { en: 'Check the push address of the encoder.', zh: '请检查推流端使用的推流地址。' },
    severity: 'warning',
    grace: false,
    quietMs: 60_000,
    joins: false,
  },
  'push.abnormal': {
    title: { en: 'push is unhealthy', zh: '推流异常' },
    meaning: { en: 'Viewers may see stutter or hear gaps.', zh: '观众可能看到卡顿或听到断音。' },
    advice: {
      en: 'Look at the encoder and its network; switch to a backup if it goes on.',
      zh: '请检查推流端及其网络；若持续，切到备流。',
    },
    severity: 'warning',
    grace: false,
    quietMs: 60_000,
    joins: true,
  },
  'pull.failing': {
    title: { en: 'pull task is failing', zh: '拉流转推任务异常' },
    meaning: { en: 'What it feeds may be off air or stutter.', zh: '它供给的流可能断流或卡顿。' },
    advice: {
      en: 'Check the source, then restart the pull task.',
      zh: '请检查拉流源，再重启拉流任务。',
    },
    severity: 'critical',
    grace: true,
    quietMs: undefined,
    joins: true,
    asks: 'pull',
    asksAgain: true,
    isUrgent: true,
  },
  'monitor.broken': {
    title: { en: 'monitor lost a picture', zh: '监播发现断流' },
    meaning: { en: 'An input of the monitor shows nothing.', zh: '监播的一路输入没有画面。' },
    advice: { en: 'Look at the monitor and at that input.', zh: '请查看监播画面及该路输入。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: false,
    asks: 'monitor',
  },
  'monitor.format': {
    title: { en: 'monitor sees a format problem', zh: '监播发现格式异常' },
    meaning: { en: 'Some players may stop or stutter.', zh: '部分播放端可能卡顿或停止播放。' },
    advice: { en: 'Look at the encoder settings.', zh: '请检查编码参数。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: false,
    asks: 'monitor',
  },
  'monitor.quality': {
    title: { en: 'monitor reports the picture or sound', zh: '监播发现音画问题' },
    meaning: { en: 'Viewers may see or hear something wrong.', zh: '观众看到或听到的内容可能有问题。' },
    advice: { en: 'Look at the monitor.', zh: '请查看监播画面。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: false,
    asks: 'monitor',
  },
  'record.failed': {
    title: { en: 'recording failed', zh: '录制失败' },
    meaning: { en: 'This part will be missing in the recording.', zh: '这一段录制会缺失。' },
    advice: {
      en: 'Start a recording task, and check template and storage.',
      zh: '请补建录制任务，并检查录制模板和存储。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: true,
    closesUnwatched: true,
  },
  'record.paused': {
    title: { en: 'recording is paused', zh: '录制已暂停' },
    meaning: { en: 'Nothing is recorded until it goes on.', zh: '恢复之前不会录制。' },
    advice: { en: 'See whether the stream is pushed.', zh: '请确认是否仍在推流。' },
    severity: 'warning',
    grace: true,
    quietMs: undefined,
    joins: true,
    toldOnce: true,
    closesUnwatched: true,
  },
  'record.exception': {
    title: { en: 'recording has faults', zh: '录制内容异常' },
    meaning: { en: 'The file may stutter or lack picture or sound.', zh: '录制文件可能卡顿或缺少音画。' },
    advice: { en: 'Check the source of the recording.', zh: '请检查录制源。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: true,
  },
  'content.image': {
    title: { en: 'picture flagged by the review', zh: '画面审核告警' },
    meaning: { en: 'Something in the picture may break the rules.', zh: '画面内容疑似违规。' },
    advice: { en: 'Look at the stream; forbid it if it is so.', zh: '请查看画面，确认违规则禁推。' },
    severity: 'warning',
    grace: false,
    quietMs: 600_000,
    joins: false,
  },
  'content.audio': {
    title: { en: 'sound flagged by the review', zh: '声音审核告警' },
    meaning: { en: 'Something in the sound may break the rules.', zh: '声音内容疑似违规。' },
    advice: { en: 'Listen to the stream; forbid it if it is so.', zh: '请监听声音，确认违规则禁推。' },
    severity: 'warning',
    grace: false,
    quietMs: 600_000,
    joins: false,
  },
  'quality.control': {
    title: { en: 'quality check found a fault', zh: '质检发现异常' },
    meaning: { en: 'Some players may stop or stutter.', zh: '部分播放端可能卡顿或停止播放。' },
    advice: { en: 'Look at the encoder and the transcoding template.', zh: '请检查推流端和转码模板。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: true,
  },
  'quality.low': {
    title: { en: 'picture quality below the limit', zh: '画质低于阈值' },
    meaning: { en: 'Viewers see a poor picture.', zh: '观众看到的画质较差。' },
    advice: { en: 'Look at bit rate and template.', zh: '请检查码率和转码模板。' },
    severity: 'warning',
    grace: false,
    quietMs: 300_000,
    joins: true,
  },
  incident: {
    title: { en: 'many fail at once', zh: '大面积异常' },
    meaning: { en: 'One cause is likely behind them all.', zh: '很可能出于同一原因。' },
    advice: {
      en: 'Look for what they have in common: network, domain, source.',
      zh: '请先查它们的共同点：网络、域名、拉流源。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
    toldOnce: true,
  },
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
  },
  'airdesk.disk': {
    title: { en: 'the data folder takes nothing', zh: '数据目录无法写入' },
    meaning: {
      en: 'New alerts are not told, callbacks are put off, and nothing can be acknowledged or confirmed.',
      zh: '新告警无法通知，回调会被推迟，也无法确认告警或执行命令。',
    },
    advice: {
      en: 'Make room on the disk of AIRDESK_DATA, or mend it. Nothing else has to be done: it goes on by itself.',
      zh: '请清理 AIRDESK_DATA 所在磁盘的空间，或修复磁盘。之后会自行恢复，无需其他操作。',
    },
    severity: 'critical',
    grace: false,
    quietMs: undefined,
    joins: false,
  },
} as const satisfies Readonly<Record<string, Condition>>;

export type ConditionName = keyof typeof CONDITIONS;

/** The condition of this name. */
export function conditionOf(name: string): Condition | undefined {
  return Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name as ConditionName] : undefined;
}
