import { describe, expect, it } from 'vitest';
import type {
  CasterDisplayInfo,
  CasterInfo,
  CasterMarkWordInfo,
} from '../../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { type Answers, createAsker, createFakeLive, NOW, textOf } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const SECOND = 1000;
const HOUR = 3600;

interface Scene {
  readonly service?: number;
  readonly expires?: number;
  readonly pgm?: CasterDisplayInfo;
  readonly pvw?: CasterDisplayInfo;
  readonly silent?: readonly number[];
  readonly words?: readonly CasterMarkWordInfo[];
  readonly playDomain?: boolean;
  readonly onAir?: boolean;
}

function cloud(scene: Scene, over: Answers = {}) {
  const { pgm, pvw, expires = -1 } = scene;
  const Status = (pgm ? 1 : 0) + (pvw ? 2 : 0);
  let info: CasterInfo = {
    ...{
      CasterId: 7,
      CasterName: 'studio',
      Status,
      ExpireTime: expires,
      DelayTime: 0,
      Description: 'Evening',
    },
    ...{ PgmWidth: 1920, PgmHeight: 1080, PgmFps: 50, PgmBitRate: 4000, PgmAudioBitRate: 128 },
  };
  const domain = (Name: string, Type: number) => ({ Name, Type, Status: 1 });
  const live = createFakeLive({
    ...streamAnswers(scene.onAir === true ? [onAir('push.example.com/live/studio')] : []),
    DescribeCasterUserStatus: () => ({ UserStatus: scene.service ?? 1 }),
    DescribeLiveDomains: () => ({
      AllCount: 2,
      DomainList: [
        domain('push.example.com', 0),
        ...(scene.playDomain === false ? [] : [domain('play.example.com', 1)]),
      ] as never,
      CreateLimitCount: 0,
      PlayTypeCount: [],
    }),
    DescribeCasterList: () => ({ CasterList: [info] }),
    DescribeCaster: () => ({ CasterInfo: info }),
    DescribeCasterDisplayInfo: () => ({
      Status,
      PvwDisplayInfo: pvw ?? {},
      PgmDisplayInfo: pgm ?? {},
      StartLiveTime: NOW / SECOND - HOUR,
    }),
    DescribeCasterInputInfos: () => ({
      InputInfos: [
        { InputIndex: 1, InputType: 0, InputUrl: 'rtmp://in/live/a', Description: 'Camera' },
        { InputIndex: 2, InputType: 4, InputUrl: 'webrtc://in/live/b' },
      ],
    }),
    DescribeCasterLayoutInfos: () => ({
      LayoutInfos: [
        { LayoutIndex: 1, InputIndexList: '1' },
        { LayoutIndex: 2, InputIndexList: '1|5' },
      ],
    }),
    DescribeCasterMarkPicInfos: () => ({ MarkPicInfos: [] }),
    DescribeCasterMarkWordInfos: () => ({ MarkWordInfos: [...(scene.words ?? [])] }),
    DescribeCasterOutputInfos: () => ({
      OutputInfos: [
        {
          OutputIndex: 0,
          OutputDomainName: 'push.example.com',
          OutputAppName: 'live',
          OutputStreamId: 'studio',
        },
        { OutputIndex: 1, OutputUrl: 'rtmp://third.example/app/9f8e7d6c5e1f4b3a' },
      ],
    }),
    DescribeCasterPlayUrl: ({ PlayUrlIndex }) => {
      if (!scene.silent?.includes(Number(PlayUrlIndex))) return { PlayUrl: 'rtmp://x', WebRTCPlayUrl: '' };
      const hint = { en: 'push', zh: '推流' };
      throw new LiveError('no', {
        ...{
          action: 'DescribeCasterPlayUrl',
          code: 'FailedOperation.InputIsNotActive',
          hint,
          outcome: 'refused',
        },
      });
    },
    ModifyCaster: (given) => {
      info = { ...info, ...given };
      return {};
    },
    ...over,
  });
  return { live, asker: createAsker(live), info: () => info };
}

describe('caster check', () => {
  it.each<[string, Scene, string]>([
    ['a layout that places what is not there', {}, '✗ layout 2 places input 5, which is not there'],
    ['nothing arriving where it is needed', { silent: [1] }, '✗ input 1 (Camera) is not pushed into'],
    ['nothing arriving where nobody needs it', { silent: [2] }, '• input 2 is not pushed into'],
    ['what is on air and does not arrive', { silent: [1], pgm: { LayoutIndex: 1 } }, 'and is in PGM'],
    ['an account in arrears', { service: 2 }, '✗ The account is in arrears'],
    ['an end that has passed', { expires: NOW / SECOND - HOUR }, '✗ it expired'],
    ['an end within the show', { expires: NOW / SECOND + 2 * HOUR }, '✗ it expires'],
    ['an end far away', { expires: NOW / SECOND + 100 * HOUR }, '✓ it expires'],
    ['no domain to play from', { playDomain: false }, '✗ no play domain that is switched on'],
    [
      'somebody else on air where PGM would go',
      { onAir: true },
      '✗ PGM would go to push.example.com/live/studio',
    ],
    [
      'its own programme on air there',
      { onAir: true, pgm: { LayoutIndex: 1 } },
      '✓ PGM goes to push.example.com/live/studio',
    ],
    [
      'a text that is gone',
      { pgm: { LayoutIndex: 1, MarkWordIndexList: [3] } },
      '✗ PGM shows text 3, which no longer exists',
    ],
    [
      'a text that may not fit',
      { words: [{ MarkWordIndex: 1, MarkWordText: 'x'.repeat(80) }] },
      '• text 1 is long',
    ],
  ])('tells %s', async (_, scene, line) => {
    const text = textOf(await cloud(scene).asker.look('caster check studio'));
    expect(text).toContain(line);
    expect(text).not.toContain('9f8e7d6c5e1f4b3a');
  });

  it('shows the rest where one part cannot be read', async () => {
    const fails = () => {
      const hint = { en: 'wait', zh: '请稍候' };
      throw new LiveError('no', { action: 'x', code: 'InternalError', hint, outcome: 'refused' });
    };
    const { asker } = cloud({}, { DescribeCasterUserStatus: fails, DescribeCasterOutputInfos: fails });
    const text = textOf(await asker.look('caster check studio'));
    expect(text).toContain('? service: could not be read (InternalError)');
    expect(text).toContain('? outputs: could not be read (InternalError)');
    expect(text).toContain('✓ input 1 (Camera) is pushed into');
  });

  it('looks at the account alone where no caster is named', async () => {
    const { asker, live } = cloud({});
    expect(textOf(await asker.look('caster check'))).toContain('✓ the service is in order');
    expect(live.calls.map(({ action }) => action)).not.toContain('DescribeCasterList');
  });
});

describe('the caster itself', () => {
  it('set sends all that the cloud tells, and warns where PGM is on air', async () => {
    const { asker, info } = cloud({ pgm: { LayoutIndex: 1 } });
    const { preview, verified, undo } = await asker.act('caster set studio delay:30s');
    expect(textOf(preview)).toContain('PGM is on air: another delay can interrupt or shift the programme');
    expect(verified.seen).toBe(true);
    expect(info()).toMatchObject({ CasterName: 'studio', PgmFps: 50, DelayTime: 30, ExpireTime: -1 });
    await asker.undo(undo!);
    expect(info()).toMatchObject({ DelayTime: 0, Description: 'Evening' });
  });

  it('set moves the end and undo moves it back to for ever', async () => {
    const { asker, info } = cloud({});
    const { preview, undo } = await asker.act('caster set studio until:2h');
    expect(info().ExpireTime).toBe(NOW / SECOND + 2 * HOUR);
    expect(textOf(preview)).toContain('At that time PVW and PGM stop by themselves');
    await asker.undo(undo!);
    expect(info().ExpireTime).toBe(-1);
  });

  it('set changes the codec of the programme, and sends none where the cloud tells of none', async () => {
    const { asker, info, live } = cloud({ pgm: { LayoutIndex: 1 } });
    await asker.act('caster set studio delay:30s');
    expect(live.calls.find(({ action }) => action === 'ModifyCaster')?.params).not.toHaveProperty(
      'PgmVcodec',
    );
    const { preview, undo } = await asker.act('caster set studio fields:codec=h265');
    expect(textOf(preview)).toContain('Codec of PGM: h264 → h265');
    expect(undo?.options).toMatchObject({ fields: 'codec=h264' });
    expect(textOf(preview)).toMatch(/another codec can interrupt/i);
    expect(textOf(preview)).toContain('A player that cannot play h265 shows nothing.');
    expect(info()).toMatchObject({ PgmVcodec: 'h265', DelayTime: 30 });
    const later = await asker.act('caster set studio delay:1m');
    expect(later.preview.lines.join()).not.toContain('h265');
    expect(info()).toMatchObject({ PgmVcodec: 'h265', DelayTime: 60 });
  });

  it.each([
    ['caster set studio fps:50', 'airdesk.nothing-to-do'],
    ['caster set studio until:2020-01-01T00:00Z', 'airdesk.bad-option'],
    ['caster copy studio studio other', 'airdesk.name-taken'],
    ['caster copy studio late studio', 'airdesk.name-taken'],
    ['caster remove studio', 'airdesk.in-use'],
  ])('%s is refused: %s', async (line, code) => {
    const { asker, live } = cloud({ pgm: { LayoutIndex: 1 }, onAir: true });
    expect((await asker.refusal(line)).code).toBe(code);
    expect(live.writes()).toEqual([]);
  });

  it('release says what viewers lose, and where nothing runs there is nothing to do', async () => {
    const { asker } = cloud({ pgm: { LayoutIndex: 1 }, pvw: { LayoutIndex: 1 } });
    expect(textOf(await asker.preview('caster release studio'))).toContain('Viewers lose the picture');
    expect((await cloud({}).asker.refusal('caster release studio')).code).toBe('airdesk.nothing-to-do');
  });
});
