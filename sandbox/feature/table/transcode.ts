import type { Feature, Template, Values } from '../feature.ts';
import { amount, onOff, text } from '../rules-of-value.ts';

const MAX_BITRATE = 8000;
/** At most one each of AUDIO and the picture sizes. */
const TRACKS = /^(?:AUDIO|SD|HD|UHD1|UHD2)(?:\|(?:AUDIO|SD|HD|UHD1|UHD2))?$/;

/** Other sizes and codecs of a stream. Its rules name the play domain, and no stream any more. */
export const transcode: Feature = {
  name: 'transcode',
  actions: {
    create: 'CreateLiveTranscodeTemplate',
    modify: 'ModifyLiveTranscodeTemplate',
    remove: 'DeleteLiveTranscodeTemplate',
    one: 'DescribeLiveTranscodeTemplate',
    all: 'DescribeLiveTranscodeTemplates',
    bind: 'CreateLiveTranscodeRule',
    unbind: 'DeleteLiveTranscodeRule',
    rules: 'DescribeLiveTranscodeRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'play',
  most: 50,
  mostRules: 50,
  noStreams: true,
  manyAtOnePlace: true,
  namesAreUnique: true,
  values: {
    TemplateName: {
      fallback: '',
      pattern: /^[A-Za-z0-9]{1,10}$/,
      allows: '1 to 10 letters and digits',
      why: 'args',
    },
    Description: text,
    Vcodec: { fallback: 'origin', oneOf: ['h264', 'h265', 'origin'] },
    VideoBitrate: amount(),
    Acodec: { fallback: 'aac', oneOf: ['aac'] },
    AudioBitrate: amount(),
    Width: amount(),
    Height: amount(),
    Fps: amount(),
    Gop: amount(),
    Rotate: { fallback: 0, oneOf: [0, 90, 180, 270] },
    Profile: { fallback: 'baseline', oneOf: ['baseline', 'main', 'high'] },
    BitrateToOrig: onOff(0),
    HeightToOrig: onOff(0),
    FpsToOrig: onOff(0),
    NeedVideo: onOff(1),
    NeedAudio: onOff(1),
    AiTransCode: onOff(0),
    AdaptBitratePercent: amount(),
    ShortEdgeAsHeight: onOff(0),
    IsAdaptiveBitRate: onOff(0),
    AdaptiveChildren: { fallback: [] },
    AudienceDrivenTranscode: onOff(0),
    AudienceThreshold: amount(),
    DRMType: { fallback: '', oneOf: ['', 'fairplay', 'normalaes', 'widevine'], clearedByChange: true },
    DRMTracks: {
      fallback: '',
      pattern: TRACKS,
      allows: 'AUDIO, SD, HD, UHD1 and UHD2 with | between',
      clearedByChange: true,
    },
  },
  together(values) {
    for (const side of ['Width', 'Height'])
      if (Number(values[side]) % 2 !== 0) return { why: 'value', message: `${side} must be even.` };
    const name = String(values['TemplateName']);
    if (values['AiTransCode'] === 1 && name.length < 3)
      return { why: 'args', message: 'TemplateName of a template with AiTransCode has 3 to 10 characters.' };
    const threshold = Number(values['AudienceThreshold']);
    if (values['AudienceDrivenTranscode'] === 1) {
      if (values['AiTransCode'] !== 1 || values['Height'] !== 0 || values['VideoBitrate'] !== 0)
        return {
          why: 'args',
          message: 'AudienceDrivenTranscode goes with AiTransCode 1, Height 0 and VideoBitrate 0.',
        };
      if (threshold < 100 || threshold > 1_000_000)
        return { why: 'args', message: 'AudienceThreshold is between 100 and 1000000.' };
    } else if (values['AiTransCode'] === 1 && values['Height'] === 0)
      return { why: 'args', message: 'Height must be given with AiTransCode.' };
    const pictures = String(values['DRMTracks'])
      .split('|')
      .filter((track) => track !== 'AUDIO');
    if (pictures.length > 1)
      return { why: 'value', message: 'DRMTracks takes one of SD, HD, UHD1 and UHD2.' };
    return undefined;
  },
  settle: withOwnBitrate,
  /** Adaptive templates are listed apart. */
  select: (templates, params) => ({
    templates: templates.filter(
      ({ values }) => Number(values['IsAdaptiveBitRate']) === Number(params['TemplateType'] ?? 0),
    ),
  }),
};

/** Bitrates are unique among templates, and what is saved may therefore differ from what was asked: by 1 kbps [I]. */
function withOwnBitrate(values: Values, others: readonly Template[]): Values {
  const taken = new Set(others.map((other) => Number(other.values['VideoBitrate'])));
  const asked = Number(values['VideoBitrate']);
  // 0 keeps the bitrate of the source: any number of templates may.
  if (asked === 0 || !taken.has(asked)) return values;
  for (let away = 1; away <= MAX_BITRATE; away += 1)
    for (const bitrate of [asked + away, asked - away])
      if (bitrate > 0 && bitrate <= MAX_BITRATE && !taken.has(bitrate))
        return { ...values, VideoBitrate: bitrate };
  return values;
}
