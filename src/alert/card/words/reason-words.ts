import type { Text } from '../../../text/language.ts';
import type { Reason } from '../../model/decision.ts';

const WORDS: Readonly<Record<Reason, Text>> = {
  new: { en: 'first report', zh: '首次上报' },
  pending: { en: 'waiting to see if it comes back', zh: '等待是否自行恢复' },
  same: { en: 'goes on', zh: '异常持续' },
  reconnected: { en: 'came back right away', zh: '很快自行恢复' },
  recovered: { en: 'recovered', zh: '已恢复' },
  unsteady: { en: 'back, but not stable yet', zh: '刚恢复，尚不稳定' },
  flapping: { en: 'keeps failing', zh: '反复异常' },
  reopened: { en: 'failed again', zh: '再次异常' },
  'own-command': { en: 'caused by a command from here', zh: '由本系统的操作引起' },
  ended: { en: 'ended by itself', zh: '直播正常结束' },
  refused: { en: 'a push was rejected', zh: '推流未被接受' },
  maintenance: { en: 'in maintenance', zh: '处于维护时段' },
  muted: { en: 'muted', zh: '已屏蔽' },
  silenced: { en: 'a rule says to record only', zh: '规则设为只记录' },
  child: { en: 'part of a wider failure', zh: '属于事故' },
  effect: { en: 'caused by an earlier failure', zh: '由上游异常引起' },
  duplicate: { en: 'duplicate message', zh: '重复消息' },
  'out-of-order': { en: 'older than the known state', zh: '消息早于已知状态' },
  'still-live': { en: 'another push is on air', zh: '另有一路推流在播' },
  informs: { en: 'informational, not a fault', zh: '仅为通知，不是异常' },
  'unknown-type': { en: 'unknown kind of message', zh: '未知类型的消息' },
  'nothing-open': { en: 'no open alert', zh: '没有对应的告警' },
  'to-check': { en: 'the cloud is being asked', zh: '正在向云端核实' },
  quiet: { en: 'no longer reported', zh: '未再上报' },
  steady: { en: 'stable again', zh: '已稳定' },
  'ack-expired': { en: 'the acknowledgement expired', zh: '认领已过期' },
  'mute-ended': { en: 'the mute ended', zh: '屏蔽已到期' },
  'closed-after-recovery': { en: 'closed automatically after recovery', zh: '恢复后自动关闭' },
  'crowded-out': {
    en: 'closed to make room: too many alerts are open; it may still be failing',
    zh: '未关闭告警过多，为腾出空间而关闭；异常可能仍在持续',
  },
  'closed-unwatched': {
    en: 'closed: nothing in airdesk.yaml says this stream should be on air',
    zh: '已关闭：没有配置要求该流在播',
  },
  'not-due': { en: 'nothing is due', zh: '未到时间' },
};

/** A named reason for people; one that this version does not know stands as it is. */
export function reasonWords(reason: Reason | (string & {})): Text {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason as Reason] : { en: reason, zh: reason };
}
