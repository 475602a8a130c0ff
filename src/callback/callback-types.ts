import type { Text } from '../text/language.ts';
import type { ConditionName } from './conditions.ts';
import { pictureReview, soundReview } from './normalise/content.ts';
import type { Message } from './normalise/fields.ts';
import { monitor } from './normalise/monitor.ts';
import { pullTask } from './normalise/pull.ts';
import { pushFaults } from './normalise/push-faults.ts';
import { pushBegan, pushEnded } from './normalise/push.ts';
import { lowScore, qualityCheck } from './normalise/quality.ts';
import { recordFaults, recordFile, recordState } from './normalise/record.ts';
import type { Reading } from './normalise/reading.ts';

/** One kind of message that the live service posts. */
export interface CallbackType {
  /** `event_type` of its messages. */
  readonly type: number;
  readonly name: Text;
  /** What it means for people, one sentence. */
  readonly meaning: Text;
  /** Whether it carries `t` and `sign` once the template has a key. */
  readonly signed: boolean;
  /** What it can fire or clear. None: kept, and shown nowhere but in the history. */
  readonly conditions: readonly ConditionName[];
  /** What a message of it tells. Without it: kept, and never alarms. */
  readonly read?: (message: Message) => Reading;
  /** Where its address is set: a field of the callback template, or of what it belongs to. */
  readonly setting: string;
}

/** Every kind that is known. Sources: the vendor's pages 267/47024 ff. and, for 100 and 200, its international ones. */
export const CALLBACK_TYPES: readonly CallbackType[] = [
  {
    type: 0,
    name: { en: 'push ended', zh: '断流' },
    meaning: {
      en: 'A push broke off or was cut. With no other push of that stream, viewers see nothing.',
      zh: '一路推流中断或被断开。若该流没有其他推流，观众就看不到画面。',
    },
    signed: true,
    conditions: ['stream.down', 'stream.ended', 'push.refused'],
    read: pushEnded,
    setting: 'StreamEndNotifyUrl',
  },
  {
    type: 1,
    name: { en: 'push began', zh: '推流' },
    meaning: { en: 'A push was taken: the stream is on air.', zh: '推流成功，该流已在播出。' },
    signed: true,
    conditions: ['stream.down'],
    read: pushBegan,
    setting: 'StreamBeginNotifyUrl',
  },
  {
    type: 100,
    name: { en: 'recording file', zh: '录制文件' },
    meaning: { en: 'A recording was written and can be fetched.', zh: '录制文件已生成，可以下载。' },
    signed: true,
    conditions: [],
    read: recordFile,
    setting: 'RecordNotifyUrl',
  },
  {
    type: 200,
    name: { en: 'screenshot', zh: '截图' },
    meaning: { en: 'A screenshot was taken.', zh: '已生成一张截图。' },
    signed: true,
    conditions: [],
    setting: 'SnapshotNotifyUrl',
  },
  {
    type: 314,
    name: { en: 'pull and relay', zh: '拉流转推' },
    meaning: {
      en: 'A pull task began, stopped or has trouble. It also tells of a stop when it only tries again or moves to another machine.',
      zh: '拉流转推任务启动、退出或告警。重试、迁移机器时也会发出退出消息。',
    },
    signed: false,
    conditions: ['pull.failing'],
    read: pullTask,
    setting: 'CallbackUrl of CreateLivePullStreamTask',
  },
  {
    type: 315,
    name: { en: 'sound review', zh: '音频审核' },
    meaning: { en: 'The sound may break content rules.', zh: '声音内容疑似违规。' },
    signed: true,
    conditions: ['content.audio'],
    read: soundReview,
    setting: 'AudioAuditNotifyUrl',
  },
  {
    type: 317,
    name: { en: 'picture review', zh: '画面审核' },
    meaning: { en: 'The picture may break content rules.', zh: '画面内容疑似违规。' },
    signed: true,
    conditions: ['content.image'],
    read: pictureReview,
    setting: 'PornCensorshipNotifyUrl',
  },
  {
    type: 321,
    name: { en: 'push faults', zh: '推流异常' },
    meaning: {
      en: 'What is pushed has faults: viewers may see stutter or hear gaps. It is told again while it lasts.',
      zh: '推上来的音视频有异常，观众可能卡顿或听到断音。异常持续期间会反复上报。',
    },
    signed: true,
    conditions: ['push.abnormal'],
    read: pushFaults,
    setting: 'PushExceptionNotifyUrl',
  },
  {
    type: 328,
    name: { en: 'monitor', zh: '监播' },
    meaning: {
      en: 'A monitor lost an input, or sees something wrong with its format, picture or sound.',
      zh: '监播发现输入断流，或格式、画面、声音有问题。',
    },
    signed: false,
    conditions: ['monitor.broken', 'monitor.format', 'monitor.quality'],
    read: monitor,
    setting: 'NotifyPolicy.CallbackUrl of the monitor',
  },
  {
    type: 332,
    name: { en: 'recording state', zh: '录制状态' },
    meaning: {
      en: 'A recording began, paused, went on, failed or ended.',
      zh: '录制开始、暂停、恢复、失败或结束。',
    },
    signed: true,
    conditions: ['record.failed', 'record.paused'],
    read: recordState,
    setting: 'RecordStatusNotifyUrl',
  },
  {
    type: 338,
    name: { en: 'subtitles', zh: '智能字幕' },
    meaning: { en: 'A piece of subtitles is ready.', zh: '生成了一段字幕。' },
    signed: true,
    conditions: [],
    setting: 'subtitle template',
  },
  {
    type: 341,
    name: { en: 'recording faults', zh: '录制异常' },
    meaning: {
      en: 'The recorded file may stutter or lack picture or sound. Can be told up to two minutes late.',
      zh: '录制文件可能卡顿或缺少音画。最多可能延迟两分钟上报。',
    },
    signed: true,
    conditions: ['record.exception'],
    read: recordFaults,
    setting: 'RecordExceptionNotifyUrl',
  },
  {
    type: 343,
    name: { en: 'quality check', zh: '媒体质检' },
    meaning: {
      en: 'What is sent out has a format fault: some players may stop or stutter.',
      zh: '输出内容有格式异常，部分播放端可能卡顿或停止播放。',
    },
    signed: true,
    conditions: ['quality.control'],
    read: qualityCheck,
    setting: 'quality control template',
  },
  {
    type: 344,
    name: { en: 'picture score below the limit', zh: '画质评测低于阈值' },
    meaning: { en: 'Viewers see a poor picture.', zh: '观众看到的画质较差。' },
    signed: true,
    conditions: ['quality.low'],
    read: lowScore,
    setting: 'quality evaluation template',
  },
  {
    type: 345,
    name: { en: 'average picture score', zh: '画质评测均值' },
    meaning: { en: 'The score of the last while, good or bad.', zh: '最近一段时间的画质评分，好坏都报。' },
    signed: true,
    conditions: [],
    setting: 'quality evaluation template',
  },
  {
    type: 347,
    name: { en: 'picture or sound blanked', zh: '音画擦除' },
    meaning: { en: 'Something was blanked out of picture or sound.', zh: '画面或声音中的部分内容已被擦除。' },
    signed: true,
    conditions: [],
    setting: 'erase template',
  },
  {
    type: 348,
    name: { en: 'summary', zh: '直播摘要' },
    meaning: { en: 'A summary of the broadcast is ready.', zh: '直播摘要已生成。' },
    signed: true,
    conditions: [],
    setting: 'summary template',
  },
  {
    type: 349,
    name: { en: 'highlights', zh: '直播集锦' },
    meaning: { en: 'Highlights of the broadcast are ready.', zh: '直播集锦已生成。' },
    signed: true,
    conditions: [],
    setting: 'highlight template',
  },
];

const BY_TYPE: ReadonlyMap<number, CallbackType> = new Map(CALLBACK_TYPES.map((type) => [type.type, type]));

/** The kind with this `event_type`. */
export function callbackType(type: number | undefined): CallbackType | undefined {
  return type === undefined ? undefined : BY_TYPE.get(type);
}
