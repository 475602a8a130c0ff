import type { Text } from '../text/language.ts';

type Words = ReadonlyMap<string, Text>;

const words = (list: Readonly<Record<string, readonly [en: string, zh: string]>>): Words =>
  new Map(Object.entries(list).map(([code, [en, zh]]) => [code, { en, zh }]));

/** What is wrong with a push, by `type` of a 321 message (the vendor's page 267/84046). */
export const PUSH_FAULTS = words({
  1: ['video timestamps run backwards', '视频时间戳回退'],
  2: ['audio timestamps run backwards', '音频时间戳回退'],
  3: ['video timestamps jump by more than a second', '视频时间戳跳变超过 1 秒'],
  4: ['audio timestamps jump by more than a second', '音频时间戳跳变超过 1 秒'],
  5: ['RTMP chunks larger than 8192 bytes', 'RTMP chunk 超过 8192 字节'],
  6: ['more than 3 s between two video frames', '相邻视频帧间隔超过 3 秒'],
  7: ['more than 1 s between two audio frames', '相邻音频帧间隔超过 1 秒'],
  8: ['video codec changed', '视频编码发生变化'],
  9: ['audio codec changed', '音频编码发生变化'],
  10: ['video came before its codec header', '视频数据早于编码头'],
  11: ['audio came before its codec header', '音频数据早于编码头'],
  12: ['audio timestamps too far apart', '音频时间戳间隔过大'],
  13: ['unusual codec', '编码格式不常见'],
  14: ['video header cannot be read', '视频头无法解析'],
  15: ['low frame rate', '视频帧率过低'],
  16: ['key frames more than 10 s apart', 'GOP 过长，超过 10 秒'],
});

/** What is wrong with a recording, by `type` of a 341 message (267/117052). */
export const RECORD_FAULTS = words({
  '-8': ['audio timestamps jump', '音频时间戳跳变'],
  '-9': ['video timestamps jump', '视频时间戳跳变'],
  '-10': ['picture and sound are out of step', '音画不同步'],
  '-11': ['bad video timestamps', '视频时间戳异常'],
  '-16': ['the source could not be pulled', '拉取源流失败'],
  '-17': ['no sound', '没有音频'],
  '-18': ['no picture', '没有视频'],
  '-22': ['audio timestamps stand still', '音频时间戳不变'],
  '-23': ['video timestamps stand still', '视频时间戳不变'],
  '-24': ['bad audio timestamps', '音频时间戳异常'],
  '-100': ['resolution changed', '分辨率发生变化'],
  '-104': ['the file could not be written', '文件封装写入失败'],
  '-120': ['codec changed, so a new file was begun', '编码变化，已切换到新文件'],
  '-130': ['video frames were dropped', '视频丢帧'],
  '-131': ['audio frames were dropped', '音频丢帧'],
  '-132': ['key frames at odd distances', 'GOP 长度异常'],
  '-200': ['uneven audio timestamps', '音频时间戳不均匀'],
  '-201': ['uneven video timestamps', '视频时间戳不均匀'],
});

/** What a pull task tells, by `callback_event` of a 314 message or by the type of its alarm (267/56208). */
export const PULL_EVENTS = words({
  TaskStart: ['started', '已启动'],
  TaskExit: ['stopped, or tries again', '已退出或正在重试'],
  TaskAlarm: ['alarm', '告警'],
  VodSourceFileStart: ['a file began', '开始播放点播文件'],
  VodSourceFileFinish: ['a file ended', '点播文件播放结束'],
  ResetTaskConfig: ['its settings were changed', '任务配置已更新'],
  PullFileUnstable: ['the source comes unsteadily', '拉取源不稳定'],
  PushStreamUnstable: ['it pushes unsteadily', '推流不稳定'],
  PullFileFailed: ['the source cannot be pulled', '拉取源失败'],
  PushStreamFailed: ['it cannot push', '推流失败'],
  FileEndEarly: ['the file ended too early', '文件提前结束'],
});

/** What a recording did, by `record_event` of a 332 message (267/102192). */
export const RECORD_EVENTS = words({
  record_start_succeeded: ['began', '已开始'],
  record_start_failed: ['could not begin', '启动失败'],
  record_paused: ['paused', '已暂停'],
  record_resumed: ['went on', '已恢复'],
  record_error: ['broke off', '出错中断'],
  record_ended: ['ended', '已结束'],
});

/** What a check of the format found, by the class in 328 and 343 messages (267/88050). `fatal`: players stop. */
export const FORMAT_CLASSES: ReadonlyMap<string, { readonly words: Text; readonly fatal: boolean }> = new Map(
  [
    ['VideoResolutionChanged', 'resolution changed', '分辨率发生变化', false],
    ['AudioSampleRateChanged', 'audio sample rate changed', '音频采样率发生变化', false],
    ['AudioChannelsChanged', 'number of audio channels changed', '音频声道数发生变化', false],
    ['ParameterSetsChanged', 'codec parameters changed', '编码参数集发生变化', false],
    ['DarOrSarInvalid', 'aspect ratio is not valid', '宽高比无效', false],
    ['TimestampFallback', 'timestamps run backwards', '时间戳回退', true],
    ['DtsJitter', 'timestamps are uneven', 'DTS 抖动', false],
  ].map(([name, en, zh, fatal]) => [
    String(name),
    { words: { en: String(en), zh: String(zh) }, fatal: fatal === true },
  ]),
);
