import { describe, expect, it } from 'vitest';
import type { CasterDisplayInfo, Integer } from '../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { streamAnswers } from './fake-streams.ts';

interface Studio {
  id: Integer;
  name: string;
  pgm?: CasterDisplayInfo | undefined;
  pvw?: CasterDisplayInfo | undefined;
  expires?: number;
}

const ON_AIR: CasterDisplayInfo = {
  LayoutIndex: 1,
  MarkPicIndexList: [1],
  AudioIndexList: [2],
  TransitionType: 'heart',
};
const READY: CasterDisplayInfo = { LayoutIndex: 2, MarkPicIndexList: [1] };

function cloud(studios: Studio[]) {
  const find = (id: Integer) => studios.find((studio) => String(studio.id) === String(id))!;
  const urls = { PgmPlayUrl: 'x', CdnPlayUrl: 'x', CdnStreamId: 'x', PgmWebRTCPlayUrl: 'x' };
  const status = ({ pgm, pvw }: Studio) => (pgm ? 1 : 0) + (pvw ? 2 : 0);
  return createFakeLive({
    DescribeStreamPlayInfoList: streamAnswers([]).DescribeStreamPlayInfoList!,
    DescribeCasterList: () => ({
      CasterList: studios.map((studio) => ({
        CasterId: studio.id,
        CasterName: studio.name,
        Status: status(studio),
        ExpireTime: studio.expires ?? -1,
      })),
    }),
    DescribeCasterDisplayInfo: ({ CasterId }) => ({
      Status: status(find(CasterId)),
      // A side that is off may still carry what it showed last.
      PvwDisplayInfo: find(CasterId).pvw ?? { LayoutIndex: 9 },
      PgmDisplayInfo: find(CasterId).pgm ?? { LayoutIndex: 9 },
      StartLiveTime: NOW / 1000 - 3600,
    }),
    DescribeCasterInputInfos: () => ({
      InputInfos: [
        { InputIndex: 2, InputType: 1, Description: 'Opener', InputUrls: ['https://x/y.mp4?sign=5e1f'] },
        { InputIndex: 1, InputType: 0, Description: 'Camera', InputUrl: 'rtmp://x/y?txSecret=5e1f' },
      ],
    }),
    DescribeCasterLayoutInfos: () => ({
      LayoutInfos: [
        { LayoutIndex: 1, InputIndexList: '1' },
        { LayoutIndex: 2, InputIndexList: '1|2' },
        { LayoutIndex: 3, InputIndexList: '2' },
      ],
    }),
    DescribeCasterMarkPicInfos: () => ({
      MarkPicInfos: [{ MarkPicIndex: 1, MarkPicUrl: 'https://x/logo.png?sign=5e1f' }],
    }),
    DescribeCasterOutputInfos: () => ({
      OutputInfos: [
        {
          OutputIndex: 0,
          OutputDomainName: 'push.example.com',
          OutputAppName: 'live',
          OutputStreamId: 'pgm',
        },
        { OutputIndex: 1, OutputUrl: 'rtmp://third/party?key=5e1f' },
      ],
    }),
    CreateCasterPvw({ CasterId, PvwDisplayInfo }) {
      find(CasterId).pvw = PvwDisplayInfo;
      return { PvwPlayUrl: 'x', PvwWebRTCPlayUrl: 'x' };
    },
    CreateCasterPgm({ CasterId, PgmDisplayInfo }) {
      find(CasterId).pgm = PgmDisplayInfo;
      return urls;
    },
    StopCasterPgm({ CasterId }) {
      find(CasterId).pgm = undefined;
      return {};
    },
    StopCasterPvw({ CasterId }) {
      find(CasterId).pvw = undefined;
      return {};
    },
  });
}

const studio = (parts: Partial<Studio> = {}): Studio => ({
  id: 63501,
  name: 'studio',
  pgm: ON_AIR,
  pvw: READY,
  ...parts,
});

describe('caster list and show', () => {
  it('lists and names the state', async () => {
    const card = await createAsker(cloud([studio(), studio({ id: 7, pgm: undefined })])).look('caster list');
    expect(card.table?.rows.map((row) => row[2])).toEqual(['PGM and PVW', 'PVW']);
    expect(card.buttons?.map((button) => button.label)).toEqual(['studio (63501)', 'studio (7)']);
  });

  it('shows both sides, what there is to choose, and no address', async () => {
    const card = await createAsker(cloud([studio()])).look('caster show studio');
    expect(textOf(card)).toContain('PGM: layout 1 (inputs 1), watermark 1, sound of input 2');
    expect(textOf(card)).toContain('PVW: layout 2 (inputs 1, 2), watermark 1');
    expect(textOf(card)).toContain('Pushed to third parties: 1');
    expect(textOf(card)).toContain('Viewers: 1,234');
    expect(card.table?.rows).toEqual([
      ['layout 1', 'inputs 1', 'PGM'],
      ['layout 2', 'inputs 1, 2', 'PVW'],
      ['layout 3', 'inputs 2', ''],
      ['input 1', 'push · Camera', ''],
      ['input 2', 'video file · Opener', ''],
    ]);
    expect(card.buttons?.map((button) => button.label)).toEqual(['Take…', 'PVW layout 3', 'Stop PGM…']);
    expect(JSON.stringify(card)).not.toContain('5e1f');
  });

  it('says what is off in Chinese, and offers no take then', async () => {
    const card = await createAsker(cloud([studio({ pgm: undefined, pvw: undefined })]), {
      language: 'zh-CN',
    }).look('导播 查看 studio');
    expect(textOf(card)).toContain('PVW: 未开启');
    expect(card.buttons?.map((button) => button.label)).toEqual(['预监布局 1', '预监布局 2', '预监布局 3']);
  });

  it('never guesses between two of one name', async () => {
    const refusal = await createAsker(cloud([studio(), studio({ id: 7 })])).refusal('caster take studio');
    expect(refusal.choices).toEqual(['caster take 63501', 'caster take 7']);
    expect(refusal.title.zh).toBe('有 2 个导播台都叫“studio”');
  });

  it('keeps ids that need more than 53 bits', async () => {
    const live = cloud([studio({ id: 9007199254740993n })]);
    await createAsker(live).act('caster take studio');
    expect(live.calls.find((call) => call.action === 'CreateCasterPgm')?.params).toMatchObject({
      CasterId: 9007199254740993n,
    });
  });
});

describe('caster take', () => {
  it('shows what is and what will be on air; undo puts the former picture back', async () => {
    const live = cloud([studio()]);
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('caster take studio');
    expect(preview.title).toBe('Take PVW to PGM on studio (63501)');
    expect(textOf(preview)).toContain('PGM now: layout 1');
    expect(textOf(preview)).toContain('PGM after: layout 2');
    expect(textOf(preview)).toContain('Viewers see it at once.');
    expect(verified.seen).toBe(true);
    expect(undo?.command).toBe('caster restore');
    const back = await asker.undo(undo!);
    expect(back.verified.seen).toBe(true);
    expect(live.calls.findLast((call) => call.action === 'CreateCasterPgm')?.params).toEqual({
      CasterId: 63501,
      PgmDisplayInfo: {
        LayoutIndex: 1,
        LayoutIndexType: 0,
        MarkPicIndexList: [1],
        AudioIndexList: [2],
        TransitionType: 'heart',
      },
    });
    expect(live.writes()).toEqual(['CreateCasterPgm', 'CreateCasterPgm']);
  });

  it('is undone by stop where PGM was off', async () => {
    const live = cloud([studio({ pgm: undefined })]);
    const asker = createAsker(live);
    const { preview, undo } = await asker.act('caster take studio');
    expect(textOf(preview)).toContain('PGM is off: this starts it');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['CreateCasterPgm', 'StopCasterPgm']);
  });

  it('is bound to both sides', async () => {
    const one = studio();
    const asker = createAsker(cloud([one]));
    const first = await asker.preview('caster take studio');
    one.pvw = { LayoutIndex: 3 };
    expect((await asker.preview('caster take studio')).state).not.toEqual(first.state);
    // It comes on another way: the take carries that, too.
    one.pvw = { ...READY, TransitionType: 'other' };
    expect((await asker.preview('caster take studio')).state).not.toEqual(first.state);
    one.pvw = { ...READY };
    expect((await asker.preview('caster take studio')).state).toEqual(first.state);
  });

  it.each([
    ['PVW off', { pvw: undefined }, 'airdesk.nothing-to-do', 'caster pvw 63501 layout 1'],
    ['the same on both sides', { pvw: ON_AIR }, 'airdesk.nothing-to-do', 'caster show 63501'],
    ['expired', { expires: NOW / 1000 - 60 }, 'airdesk.expired', 'caster list'],
  ])('refuses with %s', async (_what, parts, code, choice) => {
    const live = cloud([studio(parts)]);
    const refusal = await createAsker(live).refusal('caster take studio');
    expect(refusal.code).toBe(code);
    expect(refusal.choices[0]).toBe(choice);
    expect(live.writes()).toEqual([]);
  });

  it('does not undo what somebody changed since', async () => {
    const one = studio();
    const asker = createAsker(cloud([one]));
    const { undo } = await asker.act('caster take studio');
    one.pgm = { LayoutIndex: 3 };
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.changed' });
  });
});

describe('caster pgm and pvw', () => {
  it('cuts to an input, keeping watermark and sound, without the old transition', async () => {
    const live = cloud([studio()]);
    const { preview, verified } = await createAsker(live, { language: 'zh-CN' }).act(
      '导播 主监 studio 输入 2',
    );
    expect(preview.title).toBe('把 studio（63501）的主监切到输入 2（Opener）');
    expect(textOf(preview)).toContain('切换后主监: 输入 2（Opener），图片水印 1，声音取自输入 2');
    expect(verified.seen).toBe(true);
    expect(live.calls.find((call) => call.action === 'CreateCasterPgm')?.params).toEqual({
      CasterId: 63501,
      PgmDisplayInfo: { LayoutIndex: 2, LayoutIndexType: 1, MarkPicIndexList: [1], AudioIndexList: [2] },
    });
  });

  it('previews a layout, and undo shows the former one', async () => {
    const live = cloud([studio()]);
    const asker = createAsker(live);
    const { preview, undo } = await asker.act('caster pvw 63501 layout 3');
    expect(preview.lines[0]).toContain('Viewers notice nothing');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['CreateCasterPvw', 'CreateCasterPvw']);
  });

  it('starts PVW with the watermark of PGM, and undo stops it', async () => {
    const one = studio({ pvw: undefined });
    const live = cloud([one]);
    const asker = createAsker(live);
    const { undo } = await asker.act('caster pvw studio layout 3');
    expect(one.pvw).toMatchObject({ LayoutIndex: 3, MarkPicIndexList: [1] });
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['CreateCasterPvw', 'StopCasterPvw']);
  });

  it.each([
    ['caster pgm studio layout 8', 'It has: 1, 2, 3.'],
    ['caster pvw studio input 3', 'It has: 1, 2.'],
  ])('%s is refused with what there is', async (line, hint) => {
    const refusal = await createAsker(cloud([studio()])).refusal(line);
    expect(refusal.hint.en).toBe(hint);
    expect(refusal.choices[0]).toMatch(/^caster (pgm 63501 layout|pvw 63501 input) 1$/);
  });
});

describe('caster stop', () => {
  it('says that pushes to third parties stop; undo starts PGM with the same picture', async () => {
    const live = cloud([studio()]);
    const asker = createAsker(live);
    const { preview, undo } = await asker.act('caster stop studio');
    expect(textOf(preview)).toContain('so do those to third parties');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['StopCasterPgm', 'CreateCasterPgm']);
  });

  it('stops PVW when asked so, and refuses what is off', async () => {
    const live = cloud([studio({ pgm: undefined })]);
    const asker = createAsker(live, { language: 'zh-CN' });
    expect((await asker.refusal('导播 停止 studio')).title.zh).toContain('主监未开启');
    const { preview, undo } = await asker.act('导播 停止 studio 预监');
    expect(preview.title).toBe('停止 studio（63501）的预监');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['StopCasterPvw', 'CreateCasterPvw']);
  });
});
