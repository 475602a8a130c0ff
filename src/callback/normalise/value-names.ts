import type { Text } from '../../text/language.ts';
import { PUSH_FAULTS, RECORD_FAULTS } from '../callback-words.ts';

/** What the values of events are called, by their keys. */
const VALUE_NAMES = {
  reason: { en: 'cloud says', zh: '云端说明' },
  event: { en: 'event', zh: '事件' },
  refused: { en: 'an encoder is refused', zh: '推流端被拒绝' },
  user_ip: { en: 'pushed from', zh: '推流 IP' },
  node: { en: 'taken by', zh: '接入节点' },
  duration_ms: { en: 'was on air, ms', zh: '推流时长（毫秒）' },
  resolution: { en: 'resolution', zh: '分辨率' },
  source: { en: 'source', zh: '拉流源' },
  to: { en: 'feeds', zh: '推往' },
  error: { en: 'error', zh: '错误码' },
  label: { en: 'label', zh: '标签' },
  detail: { en: 'in detail', zh: '细分' },
  score: { en: 'score', zh: '评分' },
  text: { en: 'text', zh: '文字' },
  picture: { en: 'picture', zh: '截图' },
  level: { en: 'level', zh: '级别' },
  format: { en: 'file format', zh: '文件格式' },
  comment: { en: 'name', zh: '名称' },
  task: { en: 'task', zh: '任务' },
  template: { en: 'template', zh: '模板' },
  file: { en: 'file', zh: '文件' },
  seconds: { en: 'length, s', zh: '时长（秒）' },
  answered: { en: 'answered', zh: '应答' },
  variables: { en: 'variable', zh: '变量' },
  receiver: { en: 'receiver', zh: '接收端' },
  code: { en: 'cloud answers', zh: '云端应答' },
  domains: { en: 'push domains', zh: '推流域名' },
  path: { en: 'came on', zh: '请求路径' },
  streams: { en: 'streams', zh: '流' },
  loop_delay_s: { en: 'held up for, s', zh: '事件循环阻塞（秒）' },
  disk_free_bytes: { en: 'free on disk, bytes', zh: '磁盘剩余（字节）' },
  inbox_waits_s: { en: 'callbacks wait for, s', zh: '回调待处理（秒）' },
  critical_waits_s: { en: 'a critical waits for, s', zh: '紧急告警待送达（秒）' },
  platform_away_s: { en: 'a chat platform is away for, s', zh: '聊天平台断开（秒）' },
  ahead_ms: { en: 'clock is ahead by', zh: '时钟快' },
  behind_ms: { en: 'clock is behind by', zh: '时钟慢' },
  silent_ms: { en: 'nothing heard for', zh: '未收到回调已' },
  kbps: { en: 'bit rate, kbit/s', zh: '码率（kbit/s）' },
  fps: { en: 'frames a second', zh: '帧率' },
  announced: { en: 'encoder announces', zh: '推流端声明' },
  floor: { en: 'floor', zh: '下限' },
  push: { en: 'on air now', zh: '当前在播' },
  before: { en: 'before', zh: '之前' },
  expires: { en: 'expires', zh: '到期时间' },
  certificate: { en: 'certificate', zh: '证书' },
  left: { en: 'left', zh: '剩余' },
  failed: { en: 'failed tries', zh: '失败次数' },
  bytes: { en: 'size, bytes', zh: '大小（字节）' },
} as const satisfies Readonly<Record<string, Text>>;

/** A key of an event's values that has a name for people. */
export type ValueKey = keyof typeof VALUE_NAMES | `push.${number}` | `record.${number}`;

/** What a value of an event is called; the key itself where this version does not know it. `push.3` counts a fault of a 321 message, `record.-17` one of a 341 message. */
export function valueName(key: string): Text {
  if (Object.hasOwn(VALUE_NAMES, key)) return VALUE_NAMES[key as keyof typeof VALUE_NAMES];
  const [kind, code = ''] = key.split('.', 2);
  const words =
    kind === 'push' ? PUSH_FAULTS.get(code) : kind === 'record' ? RECORD_FAULTS.get(code) : undefined;
  return words ?? { en: key, zh: key };
}
