import { describe, expect, it } from 'vitest';
import { createAsker, createFakeLive, NOW } from './asking.ts';
import { onAir, streamAnswers } from './fake-streams.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { fingerprint } from '../../src/json.ts';

const MAIN = 'push.example.com/live/main';

describe('stream forbid', () => {
  it('until a time of day: confirmed after that time, it is not the next day without asking', async () => {
    const streams = [onAir(MAIN)];
    const live = createFakeLive(streamAnswers(streams));
    let now = NOW; // 20:00 UTC = 04:00 Shanghai
    const asker = createAsker(live, { now: () => now });
    const before = await asker.preview(`stream forbid ${MAIN} for:04:02`);
    now = NOW + 121_000;
    const after = await asker.preview(`stream forbid ${MAIN} for:04:02`);
    expect((after.plan as { until: string }).until).not.toBe((before.plan as { until: string }).until);
    expect(fingerprint(after.state)).not.toBe(fingerprint(before.state));
  });
  it('for a length: confirmed later, it is still the same ask', async () => {
    const streams = [onAir(MAIN)];
    let now = NOW;
    const asker = createAsker(createFakeLive(streamAnswers(streams)), { now: () => now });
    const before = await asker.preview(`stream forbid ${MAIN} for:2h`);
    now = NOW + 60_000;
    const after = await asker.preview(`stream forbid ${MAIN} for:2h`);
    expect(fingerprint(after.state)).toBe(fingerprint(before.state));
  });
  it('is possible where the cloud does not list streams by name alone', async () => {
    const streams = [onAir(MAIN)];
    const answers = streamAnswers(streams);
    const live = createFakeLive({
      ...answers,
      DescribeLiveStreamOnlineList: (params) => {
        if (params.DomainName === undefined)
          throw new LiveError('x', {
            action: 'DescribeLiveStreamOnlineList',
            code: 'InvalidParameter',
            outcome: 'refused',
            hint: { en: '', zh: '' },
          });
        return answers.DescribeLiveStreamOnlineList!(params);
      },
    });
    const preview = await createAsker(live).preview(`stream forbid ${MAIN} for:2h`);
    expect(preview.lines.join()).toMatch(/could not be looked up|not known/i);
  });
});

describe('stream drop', () => {
  it('whose push was not listed before is not told as done while it runs on', async () => {
    const stream = onAir(MAIN);
    const listed = stream.publishes;
    stream.publishes = [];
    const answers = streamAnswers([stream]);
    const live = createFakeLive({
      ...answers,
      DropLiveStream: () => {
        stream.publishes = listed; // the list catches up; the drop has no effect
        return {};
      },
    });
    const { verified } = await createAsker(live).act(`stream drop ${MAIN}`);
    expect(verified.seen).toBe(false);
  });
});

describe('caster pgm', () => {
  it('to a layout that was rearranged since the preview is another ask', async () => {
    const layouts = [
      { LayoutIndex: 1, InputIndexList: '1' },
      { LayoutIndex: 3, InputIndexList: '2' },
    ];
    const live = createFakeLive({
      DescribeCasterList: () => ({
        CasterList: [{ CasterId: 7, CasterName: 'studio', Status: 1, ExpireTime: -1 }],
      }),
      DescribeCasterDisplayInfo: () => ({
        Status: 1,
        PvwDisplayInfo: {},
        PgmDisplayInfo: { LayoutIndex: 1 },
        StartLiveTime: 1,
      }),
      DescribeCasterInputInfos: () => ({
        InputInfos: [
          { InputIndex: 1, InputType: 0, Description: 'Camera' },
          { InputIndex: 2, InputType: 3, Description: 'Slate' },
        ],
      }),
      DescribeCasterLayoutInfos: () => ({ LayoutInfos: layouts }),
      DescribeCasterOutputInfos: () => ({ OutputInfos: [] }),
    });
    const asker = createAsker(live);
    const before = await asker.preview('caster pgm 7 layout 3');
    expect(fingerprint((await asker.preview('caster pgm 7 layout 3')).state)).toBe(fingerprint(before.state));
    layouts[1]!.InputIndexList = '1|2';
    expect(fingerprint((await asker.preview('caster pgm 7 layout 3')).state)).not.toBe(
      fingerprint(before.state),
    );
  });
});
