import { describe, expect, it } from 'vitest';
import { createAsker, createFakeLive, textOf } from './asking.ts';
import { onAir, streamAnswers, type FakeStream } from './fake-streams.ts';

const MAIN = 'push.example.com/live/main';
const TWIN = 'push.example.net/live/main';

function cloud(streams: FakeStream[], settings: { repush?: string } = {}) {
  return createFakeLive(streamAnswers(streams, settings));
}

describe('naming a stream', () => {
  it.each([
    ['in full', MAIN],
    ['by short name', 'prime'],
    ['by its name, where only one is online', 'main'],
  ])('%s', async (_how, word) => {
    const preview = await createAsker(cloud([onAir(MAIN)])).preview(`stream drop ${word}`);
    expect(preview.title).toBe(`Drop ${MAIN}`);
    expect(preview.target).toEqual({ key: 'main/stream/main', label: MAIN });
  });

  it('never guesses between two of one name: offers both lines, with the rest of what was typed', async () => {
    const asker = createAsker(cloud([onAir(MAIN), onAir(TWIN)]));
    expect((await asker.refusal('stream drop main')).choices).toEqual([
      `stream drop ${MAIN}`,
      `stream drop ${TWIN}`,
    ]);
    expect((await asker.refusal('stream drop main')).title.zh).toBe('有 2 路流都叫“main”');
    expect((await asker.refusal('stream forbid main 22:00 rights claim')).choices[0]).toBe(
      `stream forbid ${MAIN} "22:00" "rights claim"`,
    );
  });

  it('offers near names where there is none, and does not take a part for the whole', async () => {
    const asker = createAsker(
      cloud([onAir('push.example.com/live/main-cam2'), onAir('push.example.com/live/gala')]),
    );
    const refusal = await asker.refusal('stream drop main');
    expect(refusal.code).toBe('airdesk.not-found');
    expect(refusal.choices).toEqual(['stream drop push.example.com/live/main-cam2']);
    expect((await asker.refusal('stream show prme')).choices).toContain('stream show prime');
  });

  it('refuses the short name of another account, and what is no name', async () => {
    const asker = createAsker(cloud([]));
    expect((await asker.refusal('stream drop elsewhere')).code).toBe('airdesk.other-account');
    expect((await asker.refusal('stream drop live/main')).code).toBe('airdesk.bad-stream');
    expect((await asker.refusal('stream drop constructor')).code).toBe('airdesk.not-found');
  });

  it('does not repeat the key of a pasted address', async () => {
    const refusal = await createAsker(cloud([])).refusal(
      `stream show rtmp://push.example.com/live/main?txSecret=5e1fb0a8&txTime=65A1`,
    );
    expect(refusal.choices).toEqual([`stream show ${MAIN}`]);
    expect(JSON.stringify([refusal.title, refusal.hint, refusal.message])).not.toContain('5e1fb0a8');
  });

  it('reads at most five pages to look for near names', async () => {
    const many = Array.from({ length: 900 }, (_, index) => onAir(`push.example.com/live/s${index}`));
    const live = cloud(many);
    await createAsker(live).refusal('stream drop nothing-like-it');
    expect(live.calls.filter((call) => call.action === 'DescribeLiveStreamOnlineList')).toHaveLength(6);
  });
});

describe('stream list', () => {
  it('shows a page of 20, the total, and how to go on', async () => {
    const many = Array.from({ length: 45 }, (_, index) => onAir(`push.example.com/live/cam${index}`));
    const asker = createAsker(cloud(many));
    const first = await asker.look('stream list');
    expect(first.title).toBe('45 streams on air');
    expect(first.table?.rows).toHaveLength(20);
    expect(first.lines?.join()).toContain('1 to 20 of 45');
    expect(first.buttons?.map((button) => button.id)).toEqual(['run:stream list page:2']);
    const last = await asker.look('stream list page:3');
    expect(last.table?.rows).toHaveLength(5);
    expect(last.buttons?.map((button) => button.label)).not.toContain('Next page');
    const filtered = await asker.look('stream list cam4');
    expect(filtered.table?.rows.map((row) => row[0])).toHaveLength(6);
  });

  it('finds a short name, says how long, and gives few streams a button each', async () => {
    const card = await createAsker(cloud([onAir(MAIN), onAir(TWIN)])).look('stream list prime');
    expect(card.title).toBe('1 stream on air');
    expect(card.table?.rows).toEqual([[MAIN, 'prime', '12 min']]);
    const both = await createAsker(cloud([onAir(MAIN), onAir(TWIN)])).look('stream list');
    expect(both.buttons?.map((button) => button.label)).toEqual([MAIN, TWIN]);
  });

  it('says in Chinese that nothing is on air', async () => {
    const card = await createAsker(cloud([]), { language: 'zh-CN' }).look('流 列表');
    expect(card.title).toBe('当前没有推流');
  });
});

describe('stream show', () => {
  it('shows state, since when in both zones, viewers, and the next steps', async () => {
    const card = await createAsker(cloud([onAir(MAIN)])).look('stream show prime');
    expect(textOf(card)).toContain('State: on air');
    expect(textOf(card)).toContain('2026-03-02 03:48:00 Asia/Shanghai (03-01 19:48 UTC), 12 min ago');
    expect(textOf(card)).toContain('Viewers: 1,234, 5 min ago');
    expect(card.buttons?.map((button) => button.label)).toEqual(['Drop…', 'Forbid…', 'Backups']);
    expect(card.buttons?.[0]).toMatchObject({ id: `run:stream drop ${MAIN}`, style: 'danger' });
  });

  it('offers resume where it is forbidden, and no drop where nothing is pushed', async () => {
    const asker = createAsker(cloud([{ ...onAir(MAIN), state: 'forbid', publishes: [] }]), {
      language: 'zh-CN',
    });
    const card = await asker.look('流 查看 prime');
    expect(textOf(card)).toContain('状态: 已禁推');
    expect(card.buttons?.map((button) => button.label)).toEqual(['恢复…', '主备']);
  });

  it('says that viewers are not known where the lookup fails, or has no figures', async () => {
    const answers = streamAnswers([onAir(MAIN)]);
    const without = { ...answers };
    delete without.DescribeStreamPlayInfoList;
    expect(textOf(await createAsker(createFakeLive(without)).look('stream show prime'))).toContain(
      'Viewers: not known (lookup failed)',
    );
    const empty = createFakeLive({ ...answers, DescribeStreamPlayInfoList: () => ({ DataInfoList: [] }) });
    expect(textOf(await createAsker(empty).look('stream show prime'))).toContain(
      'not known (no figures yet)',
    );
  });

  it('says what comes in and of when that is, of several pushes that of the most frames; nothing of what is off air', async () => {
    const minute = (Time: string, VideoFps: number, VideoRate: number) => ({
      ...{ Time, VideoFps, VideoRate, AudioRate: 128_000, Sequence: String(VideoFps) },
    });
    const answers = {
      ...streamAnswers([onAir(MAIN)]),
      DescribeStreamPushInfoList: () => ({
        DataInfoList: [
          minute('2026-03-02 03:57:00', 30, 8e6),
          minute('2026-03-02 03:58:00', 12, 6e6),
          minute('2026-03-02 03:58:00', 25, 4e6),
        ],
      }),
    };
    const asker = createAsker(createFakeLive(answers));
    expect(textOf(await asker.look('stream show prime'))).toContain('Input: 4,128 kbit/s, 25 fps, 2 min ago');
    expect(JSON.stringify((await asker.preview('stream drop prime')).facts)).toContain(
      '4,128 kbit/s, 25 fps',
    );
    const chinese = createAsker(createFakeLive(answers), { language: 'zh-CN' });
    expect(textOf(await chinese.look('流 查看 prime'))).toContain(
      '推流质量: 4,128 kbit/s，25 fps（2 分钟前）',
    );
    const none = createFakeLive({ ...answers, DescribeStreamPushInfoList: () => ({ DataInfoList: [] }) });
    expect(textOf(await createAsker(none).look('stream show prime'))).toContain('Input: not known');
    const failing = createAsker(createFakeLive(streamAnswers([onAir(MAIN)])), { language: 'zh-CN' });
    expect(textOf(await failing.look('流 查看 prime'))).toContain('推流质量: 未知（查询失败）');
    const off = createFakeLive({ ...answers, ...streamAnswers([]) });
    expect(textOf(await createAsker(off).look(`stream show ${MAIN}`))).not.toContain('Input:');
  });

  it('names a stream in full on buttons, however long that is', async () => {
    const long = { domain: 'push.example.com', app: 'live', stream: 'x'.repeat(90) };
    const config = { streams: { short: long } };
    const live = cloud([onAir(`push.example.com/live/${'x'.repeat(90)}`)]);
    const card = await createAsker(live, { config }).look('stream show short');
    expect(card.buttons?.[0]?.id).toBe(`run:stream drop push.example.com/live/${'x'.repeat(90)}`);
  });
});

describe('stream drop', () => {
  it('warns that there is no undo, calls once, and sees the push gone', async () => {
    const live = cloud([onAir(MAIN)]);
    const { preview, verified, undo } = await createAsker(live).act('stream drop prime');
    expect(preview.lines.join(' ')).toMatch(/No undo: the encoder may push again by itself/);
    expect(textOf(preview)).toContain('Viewers: 1,234');
    expect(live.writes()).toEqual(['DropLiveStream']);
    expect(verified.seen).toBe(true);
    expect(verified.facts[0]?.value).toBe('not pushed');
    expect(undo).toBeUndefined();
  });

  it('sees the drop although the encoder pushed again at once', async () => {
    const live = cloud([onAir(MAIN)], { repush: '2026-03-01T20:00:01Z' });
    const { verified } = await createAsker(live).act('stream drop prime');
    expect(verified.seen).toBe(true);
    expect(textOf(verified)).toContain('pushed again');
  });

  it('does not see it while the old push is there', async () => {
    const answers = streamAnswers([onAir(MAIN)]);
    const live = createFakeLive({ ...answers, DropLiveStream: () => ({}) });
    expect((await createAsker(live).act('stream drop prime')).verified.seen).toBe(false);
  });

  it('binds the confirmation to the very push, not to how many watch', async () => {
    const stream = onAir(MAIN);
    const asker = createAsker(cloud([stream]));
    const first = await asker.preview('stream drop prime');
    expect((await asker.preview('stream drop prime')).state).toEqual(first.state);
    expect(JSON.stringify(first.state)).not.toContain('1234');
    stream.publishes = ['2026-03-01T19:59:00Z'];
    expect((await asker.preview('stream drop prime')).state).not.toEqual(first.state);
  });

  it.each([
    ['inactive', /not pushed/, /未在推流/, 'stream forbid'],
    ['forbid', /forbidden/, /已被禁推/, 'stream resume'],
  ] as const)('refuses when the stream is %s', async (state, en, zh, next) => {
    const live = cloud([{ ...onAir(MAIN), state, publishes: [] }]);
    const refusal = await createAsker(live).refusal('stream drop prime');
    expect(refusal.title.en).toMatch(en);
    expect(refusal.title.zh).toMatch(zh);
    expect(refusal.choices[0]).toBe(`${next} ${MAIN}`);
    expect(live.writes()).toEqual([]);
  });

  it('speaks Chinese', async () => {
    const preview = await createAsker(cloud([onAir(MAIN)]), { language: 'zh-CN' }).preview('流 断开 prime');
    expect(preview.title).toBe(`断开 ${MAIN}`);
    expect(textOf(preview)).toContain('无法撤销');
    expect(textOf(preview)).toContain('12 分钟前');
  });
});

describe('stream forbid and resume', () => {
  const bans = [
    ['stream forbid prime', '2026-03-08T20:00:00Z', 'Forbidden by ada'],
    ['stream forbid prime 2h', '2026-03-01T22:00:00Z', 'Forbidden by ada'],
    ['stream forbid prime 2h rights claim: "final"', '2026-03-01T22:00:00Z', 'rights claim: "final" (ada)'],
    ['stream forbid prime for:22:00 reason:版权 争议', '2026-03-02T14:00:00Z', '版权 争议 (ada)'],
    ['流 禁推 prime 时长:7天', '2026-03-08T20:00:00Z', 'Forbidden by ada'],
  ] as const;

  it.each(bans)('%s', async (line, until, reason) => {
    const live = cloud([onAir(MAIN)]);
    const { verified } = await createAsker(live).act(line);
    expect(live.writes()).toEqual(['ForbidLiveStream']);
    expect(live.calls.find((call) => call.action === 'ForbidLiveStream')?.params).toEqual({
      DomainName: 'push.example.com',
      AppName: 'live',
      StreamName: 'main',
      ResumeTime: until,
      Reason: reason,
    });
    expect(verified.seen).toBe(true);
  });

  it('is undone by resume, which says that the encoder has to push', async () => {
    const live = cloud([onAir(MAIN)]);
    const asker = createAsker(live);
    const { undo } = await asker.act('stream forbid prime 2h');
    expect(undo).toMatchObject({ command: 'stream resume', options: { stream: MAIN } });
    const resumed = await asker.undo(undo!);
    expect(resumed.preview.lines.join(' ')).toContain('does not start a push');
    expect(resumed.verified.seen).toBe(true);
    expect(live.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
  });

  it('warns of other streams of the same name', async () => {
    const preview = await createAsker(cloud([onAir(MAIN), onAir(TWIN)])).preview(`stream forbid ${MAIN}`);
    expect(textOf(preview)).toContain(`Same stream name: ${TWIN}`);
    expect(textOf(preview)).toContain('Warning: the cloud forbids by stream name alone');
  });

  it.each([
    'stream forbid prime 91d',
    'stream forbid prime 2026-03-01T10:00Z',
    'stream forbid prime 2026-06-30T12:00',
  ])('refuses %s: beyond what the cloud takes', async (line) => {
    expect((await createAsker(cloud([onAir(MAIN)])).refusal(line)).code).toBe('airdesk.bad-option');
  });

  it('counts the reason in bytes, with the name of who asks', async () => {
    const asker = createAsker(cloud([onAir(MAIN)]));
    const refusal = await asker.refusal(`stream forbid prime 2h ${'禁'.repeat(682)}`);
    expect(refusal.title.en).toBe('The reason is 4 bytes too long');
    await asker.preview(`stream forbid prime 2h ${'禁'.repeat(680)}`);
  });

  it('refuses what is forbidden already, and to resume what is not', async () => {
    const banned = createAsker(cloud([{ ...onAir(MAIN), state: 'forbid', publishes: [] }]));
    expect((await banned.refusal('stream forbid prime')).title.zh).toContain('已经处于禁推状态');
    const refusal = await createAsker(cloud([onAir(MAIN)])).refusal('stream resume prime');
    expect(refusal.title).toEqual({
      en: `${MAIN} is not forbidden: it is on air`,
      zh: `${MAIN} 没有被禁推，当前推流中`,
    });
  });
});
