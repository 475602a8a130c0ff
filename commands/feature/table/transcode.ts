import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { decimalOf, lengthOf, oneOf, switchOf, wholeOf } from '../../shape/values.ts';
import type { Feature, Shortcut } from '../feature.ts';
import { evenOf, nameOf, wordsOf } from '../kinds.ts';
import { about } from './about.ts';

const AS_SOURCE = { en: 'as the source', zh: '与源一致' };

const rows: readonly FieldRow[] = [
  {
    ...{ key: 'codec', zh: '编码', label: { en: 'Codec', zh: '视频编码' }, path: 'Vcodec' },
    kind: oneOf([
      { word: 'h264', zh: 'h264', value: 'h264' },
      { word: 'h265', zh: 'h265', value: 'h265' },
      { word: 'origin', zh: '与源一致', value: 'origin' },
    ]),
  },
  {
    ...{ key: 'bitrate', zh: '码率', label: { en: 'Bitrate', zh: '视频码率' }, path: 'VideoBitrate' },
    kind: { ...wholeOf('kbit/s', { min: 0, max: 8000 }, AS_SOURCE), example: '1500' },
  },
  {
    ...{ key: 'height', zh: '高度', label: { en: 'Height', zh: '高度' }, path: 'Height' },
    kind: evenOf(3000, AS_SOURCE),
  },
  {
    ...{ key: 'fps', zh: '帧率', label: { en: 'Frame rate', zh: '帧率' }, path: 'Fps' },
    kind: { ...wholeOf('fps', { min: 0, max: 60 }, AS_SOURCE), example: '25' },
  },
  {
    ...{ key: 'width', zh: '宽度', label: { en: 'Width', zh: '宽度' }, path: 'Width' },
    kind: { ...evenOf(3000, AS_SOURCE), example: '1280' },
  },
  {
    ...{ key: 'gop', zh: '关键帧', label: { en: 'Key frame every', zh: '关键帧间隔' }, path: 'Gop' },
    kind: lengthOf('s', { min: 2, max: 6 }, { value: 0, word: AS_SOURCE }),
  },
  {
    ...{ key: 'audio', zh: '音频码率', label: { en: 'Audio bitrate', zh: '音频码率' }, path: 'AudioBitrate' },
    kind: { ...wholeOf('kbit/s', { min: 0, max: 500 }, AS_SOURCE), example: '128' },
  },
  {
    ...{ key: 'profile', zh: '档次', label: { en: 'Profile', zh: '编码档次' }, path: 'Profile' },
    kind: oneOf(['baseline', 'main', 'high'].map((word) => ({ word, zh: word, value: word }))),
  },
  {
    ...{ key: 'rotate', zh: '旋转', label: { en: 'Rotated by', zh: '旋转角度' }, path: 'Rotate' },
    kind: oneOf([0, 90, 180, 270].map((value) => ({ word: String(value), zh: String(value), value }))),
  },
  {
    ...{ key: 'video', zh: '画面', label: { en: 'Picture', zh: '画面' }, path: 'NeedVideo' },
    kind: switchOf(),
  },
  {
    ...{ key: 'sound', zh: '声音', label: { en: 'Sound', zh: '声音' }, path: 'NeedAudio' },
    kind: switchOf(),
  },
  {
    ...{ key: 'bitrate.cap', zh: '码率不超源', path: 'BitrateToOrig' },
    label: { en: 'Bitrate never above the source', zh: '码率不超过源流' },
    kind: switchOf(),
  },
  {
    ...{ key: 'height.cap', zh: '高度不超源', path: 'HeightToOrig' },
    label: { en: 'Height never above the source', zh: '高度不超过源流' },
    kind: switchOf(),
  },
  {
    ...{ key: 'fps.cap', zh: '帧率不超源', path: 'FpsToOrig' },
    label: { en: 'Frame rate never above the source', zh: '帧率不超过源流' },
    kind: switchOf(),
  },
  {
    ...{ key: 'short-side', zh: '短边为高', path: 'ShortEdgeAsHeight' },
    label: { en: 'Short side is the height', zh: '以短边作为高度' },
    kind: switchOf(),
  },
  {
    ...{ key: 'hd', zh: '极速高清', label: { en: 'High-speed HD', zh: '极速高清' }, path: 'AiTransCode' },
    kind: switchOf(),
  },
  {
    ...{ key: 'hd.saving', zh: '极速高清压缩比', path: 'AdaptBitratePercent' },
    label: { en: 'High-speed HD saves', zh: '极速高清压缩比' },
    kind: { ...decimalOf('', { min: 0, max: 0.5 }), example: '0.2' },
  },
  {
    ...{ key: 'by-viewers', zh: '按人数降码', path: 'AudienceDrivenTranscode' },
    label: { en: 'Saves bitrate from so many viewers on', zh: '达到人数后智能降码' },
    kind: switchOf(),
  },
  {
    ...{ key: 'by-viewers.from', zh: '降码人数', path: 'AudienceThreshold' },
    label: { en: 'From viewers on', zh: '起始人数' },
    kind: { ...wholeOf('', { min: 100, max: 1_000_000 }), example: '1000' },
  },
  {
    ...{ key: 'drm', zh: '加密', label: { en: 'DRM', zh: 'DRM 加密' }, path: 'DRMType' },
    kind: oneOf([
      { word: 'none', zh: '无', value: '' },
      ...['fairplay', 'normalaes', 'widevine'].map((word) => ({ word, zh: word, value: word })),
    ]),
  },
  {
    ...{ key: 'drm.tracks', zh: '加密项', label: { en: 'DRM tracks', zh: 'DRM 加密项' }, path: 'DRMTracks' },
    kind: {
      ...wordsOf(20, {
        pattern: /^(?:AUDIO|SD|HD|UHD1|UHD2)(?:\|(?:AUDIO|SD|HD|UHD1|UHD2))?$/u,
        fits: {
          en: 'AUDIO and one of SD, HD, UHD1, UHD2, with | between, or none',
          zh: 'AUDIO 与 SD、HD、UHD1、UHD2 之一，用 | 分隔，或“无”',
        },
      }),
      example: 'AUDIO|HD',
    },
  },
  about(false),
];

const PRESETS: Readonly<Record<string, FieldValues>> = {
  '1080p': { Vcodec: 'h264', VideoBitrate: 3000, Height: 1080, Profile: 'high', HeightToOrig: 1 },
  '720p': { Vcodec: 'h264', VideoBitrate: 1500, Height: 720, Profile: 'main', HeightToOrig: 1 },
  '540p': { Vcodec: 'h264', VideoBitrate: 1000, Height: 540, Profile: 'main', HeightToOrig: 1 },
  '360p': { Vcodec: 'h264', VideoBitrate: 500, Height: 360, Profile: 'baseline', HeightToOrig: 1 },
  audio: { NeedVideo: 0, AudioBitrate: 64 },
  copy: { Vcodec: 'origin', VideoBitrate: 0 },
};

const preset: Shortcut = {
  ...{ key: 'preset', zh: '预设', label: { en: 'ready-made size and rate', zh: '预设的尺寸和码率' } },
  kind: {
    fits: { en: Object.keys(PRESETS).join(', '), zh: Object.keys(PRESETS).join('、') },
    example: '720p',
    read: (typed) => (Object.hasOwn(PRESETS, typed.toLowerCase()) ? typed.toLowerCase() : undefined),
  },
  choices: Object.keys(PRESETS).map((value) => ({
    value,
    label:
      value === 'audio'
        ? { en: 'sound only', zh: '纯音频' }
        : value === 'copy'
          ? { en: 'as the source', zh: '与源一致' }
          : { en: value, zh: value },
  })),
  means: (value) => PRESETS[value] ?? {},
};

/** Other sizes and codecs of a stream, under addresses of their own. */
export const transcode: Feature = {
  name: 'transcode',
  zh: '转码',
  words: { en: 'transcode template', zh: '转码模板' },
  one: 'a transcode template',
  domains: 'play',
  hasStreams: false,
  everything: '',
  isMany: true,
  namePath: 'TemplateName',
  canRename: false,
  nameKind: nameOf('phone720', 10, {
    pattern: /^[A-Za-z0-9]{1,10}$/u,
    fits: { en: '1 to 10 letters and digits', zh: '1–10 个英文字母或数字' },
  }),
  rows,
  fixed: ['hd'],
  shortcuts: [preset],
  required: [],
  optional: ['preset', 'codec', 'bitrate', 'height', 'fps'],
  usual: {
    ...{ Vcodec: 'origin', VideoBitrate: 0, Height: 0, Width: 0, Fps: 0, Gop: 0, AudioBitrate: 0 },
    ...{ Profile: 'baseline', Rotate: 0, NeedVideo: 1, NeedAudio: 1, BitrateToOrig: 0, HeightToOrig: 0 },
    ...{ FpsToOrig: 0, ShortEdgeAsHeight: 0, AiTransCode: 0, AdaptBitratePercent: 0 },
    ...{ AudienceDrivenTranscode: 0, AudienceThreshold: 0 },
  },
  always: { VideoBitrate: 0 },
  columns: ['height', 'bitrate', 'fps', 'codec', 'hd'],
  settles: ['VideoBitrate'],
  example: { name: 'phone720', scope: 'play.example.com/live' },
  risks: { set: 'air', ruleAdd: 'change', ruleSet: 'air', ruleRemove: 'air' },
  warnings: {
    set: {
      en: 'Viewers of this rendition get the new size, rate or codec; a player that cannot play h265 shows nothing.',
      zh: '观看该转码流的观众会看到新的尺寸、码率或编码；不支持 h265 的播放器将无法播放。',
    },
    add: {
      en: 'A new rendition beside the present ones; its minutes are billed while it is watched.',
      zh: '在现有画质之外新增一路转码流；有人观看时按时长计费。',
    },
    change: {
      en: 'Viewers who watch the old rendition lose it: the new one has another address.',
      zh: '正在观看旧转码流的观众会失去画面：新转码流的播放地址不同。',
    },
    remove: {
      en: 'Viewers who watch this rendition on the domain lose the picture.',
      zh: '在该域名下观看此转码流的观众会失去画面。',
    },
  },
};
