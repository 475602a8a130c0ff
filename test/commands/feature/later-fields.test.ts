/** Fields that came after the API document: they can be set, and what a template has of them is not lost by a change. */
import { describe, expect, it } from 'vitest';
import type { Output } from '../../../src/live/catalogue/catalogue.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';

type Info = Record<string, unknown>;
type Pad = Output<'DescribeLivePadTemplates'>['Templates'][number];

/** A pad template and a transcode template as the cloud answers them, with nulls where it has nothing. */
function cloud() {
  const state: { pad: Info; transcode: Info } = {
    pad: {
      ...{
        TemplateId: 7,
        TemplateName: 'back-soon',
        Url: 'https://media.example.com/back-soon.png',
        Type: 1,
      },
      ...{ WaitDuration: 3000, MaxDuration: 0, TriggerCondition: 1, Description: '' },
    },
    transcode: {
      ...{
        TemplateId: 8,
        TemplateName: 'ladder',
        Vcodec: 'h264',
        VideoBitrate: 0,
        Height: 0,
        AiTransCode: 1,
      },
      ...{ IsAdaptiveBitRate: 0, AudienceDrivenTranscode: 1, AudienceThreshold: 500, DRMType: null },
      AdaptiveChildren: [{ Vcodec: 'h264', Height: 720, Gop: null, Acodec: 'aac' }],
    },
  };
  const live = createFakeLive({
    DescribeLivePadTemplates: () => ({ Templates: [state.pad as unknown as Pad] }),
    DescribeLivePadRules: () => ({ Rules: [] }),
    DescribeLiveTranscodeTemplates: ({ TemplateType }) => ({
      Templates: TemplateType === 1 ? [] : [state.transcode],
    }),
    DescribeLiveTranscodeRules: () => ({ Rules: [] }),
    ModifyLivePadTemplate(given) {
      state.pad = { ...state.pad, ...given, TemplateId: 7 };
      return {};
    },
    ModifyLiveTranscodeTemplate(given) {
      state.transcode = { ...state.transcode, ...given, TemplateId: 8 };
      return {};
    },
  });
  const sent = (action: string) => live.calls.find((call) => call.action === action)?.params as Info;
  return { state, sent, asker: createAsker(live) };
}

describe('a pad template', () => {
  it('is shown at any break or only where the encoder failed, and undo brings the former back', async () => {
    const { state, asker } = cloud();
    const { preview, verified, undo } = await asker.act('pad template set back-soon when=any');
    expect(textOf(preview)).toContain('Shown after: fault → any');
    expect(verified.seen).toBe(true);
    expect(state.pad).toMatchObject({ TriggerCondition: 0, WaitDuration: 3000 });
    await asker.undo(undo!);
    expect(state.pad).toMatchObject({ TriggerCondition: 1 });
  });

  it('keeps when it is shown where something else is changed', async () => {
    const { sent, asker } = cloud();
    await asker.act('垫片 模板 修改 back-soon 等待=5s');
    expect(sent('ModifyLivePadTemplate')).toMatchObject({ TriggerCondition: 1, WaitDuration: 5000 });
  });
});

describe('a transcode template', () => {
  it('saves bitrate from so many viewers on', async () => {
    const { state, asker } = cloud();
    const { preview, undo } = await asker.act('transcode template set ladder by-viewers.from=2000');
    expect(textOf(preview)).toContain('From viewers on: 500 → 2000');
    expect(state.transcode).toMatchObject({ AudienceDrivenTranscode: 1, AudienceThreshold: 2000 });
    await asker.undo(undo!);
    expect(state.transcode).toMatchObject({ AudienceThreshold: 500 });
  });

  it.each(['99', '1000001', 'many'])('does not take %s viewers', async (many) => {
    const refusal = await cloud().asker.refusal(`transcode template set ladder by-viewers.from=${many}`);
    expect(refusal.code).toBe('airdesk.bad-option');
  });

  it('sends the renditions of an adaptive template back, without what the cloud answers with nothing', async () => {
    const { sent, asker } = cloud();
    await asker.act('transcode template set ladder fps=25');
    const params = sent('ModifyLiveTranscodeTemplate');
    expect(params).toMatchObject({
      ...{ Fps: 25, AudienceDrivenTranscode: 1, AudienceThreshold: 500 },
      AdaptiveChildren: [{ Vcodec: 'h264', Height: 720 }],
    });
    expect(
      JSON.stringify(params, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
    ).not.toMatch('null');
  });
});
