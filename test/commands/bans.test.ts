import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { isAct, type Preview } from '../../src/command.ts';
import type { ForbidStreamInfo } from '../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { fingerprint } from '../../src/proposal/proposal.ts';
import { fixOptions } from '../../src/text/fix-options.ts';
import { findCommand } from '../../src/line/match-command.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { inBeijing, onAir, streamAnswers, type FakeStream } from './fake-streams.ts';

const MAIN = 'push.example.com/live/main';
const HOUR = 3_600_000;

function ban(until: number, parts: Partial<ForbidStreamInfo> = {}): ForbidStreamInfo {
  return {
    StreamName: 'main',
    AppName: 'live',
    DomainName: 'push.example.com',
    CreateTime: inBeijing(NOW - HOUR),
    ExpireTime: inBeijing(until),
    ...parts,
  };
}

/** A stream, the bans that the cloud lists, and somebody who asks. */
function scene(bans: ForbidStreamInfo[] | undefined, state: FakeStream['state'] = 'active') {
  const stream: FakeStream = { ...onAir(MAIN), state };
  if (state !== 'active') stream.publishes = [];
  const live = createFakeLive(streamAnswers([stream], bans ? { bans } : {}));
  return { stream, live, asker: createAsker(live) };
}

const mark = (preview: Preview) => fingerprint(preview.state);

describe('what a ban leaves is read from the list of bans', () => {
  it('the end on the card is the one that is listed, and the ban is what its undo is bound to', async () => {
    const bans: ForbidStreamInfo[] = [];
    const { asker, live } = scene(bans);
    const { verified, undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    expect(verified).toMatchObject({ seen: true, left: { until: '2026-03-01T22:00:00Z' } });
    expect(textOf(verified)).toContain(
      'Forbidden until: 2026-03-02 06:00:00 Asia/Shanghai (03-01 22:00 UTC)',
    );
    expect(undo?.command).toBe('stream lift');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
  });

  it.each<[string, (bans: ForbidStreamInfo[]) => void]>([
    ['another end', (bans) => bans.splice(0, 1, ban(NOW + 40 * HOUR, { CreateTime: inBeijing(NOW) }))],
    [
      'another start',
      (bans) => bans.splice(0, 1, ban(NOW + 2 * HOUR, { CreateTime: inBeijing(NOW + 5000) })),
    ],
    [
      'a second one, of the same name elsewhere',
      (bans) => bans.push(ban(NOW + 2 * HOUR, { DomainName: 'b.example.com' })),
    ],
  ])('its undo lifts no other: %s', async (_what, change) => {
    const bans: ForbidStreamInfo[] = [];
    const { asker, live } = scene(bans);
    const { undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    change(bans);
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.changed' });
    expect(live.writes()).toEqual(['ForbidLiveStream']);
  });

  it('a ban that lapsed in the list is none', async () => {
    const { asker } = scene([ban(NOW - 1000)]);
    const { verified, undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    expect(verified.seen).toBe(true);
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
  });

  it.each<[string, Partial<ForbidStreamInfo>, boolean]>([
    ['as it was asked', {}, true],
    ['in ISO 8601', { ExpireTime: '2026-03-01T22:00:00Z' }, true],
    ['without domain and path', { DomainName: undefined, AppName: undefined }, true],
    ['a second later', { ExpireTime: inBeijing(NOW + 2 * HOUR + 1000) }, false],
    ['for another domain', { DomainName: 'push.example.net' }, false],
    ['without an end', { ExpireTime: undefined }, false],
  ])('is it the ban that was asked for? Listed %s', async (_how, parts, seen) => {
    const answers = streamAnswers([onAir(MAIN)]);
    let bans: ForbidStreamInfo[] = [];
    const live = createFakeLive({
      ...answers,
      ForbidLiveStream(params) {
        bans = [ban(NOW + 2 * HOUR, { CreateTime: inBeijing(NOW), ...parts })];
        return answers.ForbidLiveStream!(params);
      },
      DescribeLiveForbidStreamList: () => ({
        ForbidStreamList: bans,
        ...{ TotalNum: bans.length, TotalPage: 1, PageNum: 1, PageSize: 100 },
      }),
    });
    const { verified } = await createAsker(live).act(`stream forbid ${MAIN} 2h`);
    expect(verified.seen).toBe(seen);
    expect(verified.maybeOthers ?? false).toBe(!seen);
    if (!seen) expect(verified.left).toBeUndefined();
  });

  it('forbidden, and not listed (yet): not seen, and no end is claimed', async () => {
    const answers = streamAnswers([onAir(MAIN)], { bans: [] });
    const live = createFakeLive({
      ...answers,
      DescribeLiveForbidStreamList: () => ({
        ForbidStreamList: [],
        ...{ TotalNum: 0, TotalPage: 0, PageNum: 1, PageSize: 100 },
      }),
    });
    const { verified } = await createAsker(live).act(`stream forbid ${MAIN} 2h`);
    expect(verified).toMatchObject({ seen: false });
    expect(verified.maybeOthers).toBeUndefined();
    expect(textOf(verified)).toContain('Forbidden until: not listed by the cloud');
  });

  it.each([
    ['UnauthorizedOperation', false, true, 'the cloud does not list bans for this key'],
    ['RequestLimitExceeded', true, false, 'lookup failed'],
  ])('the list is refused with %s', async (code, retryable, seen, told) => {
    const live = createFakeLive({
      ...streamAnswers([onAir(MAIN)]),
      DescribeLiveForbidStreamList() {
        const hint = { en: '', zh: '' };
        throw new LiveError('x', { action: 'x', code, outcome: 'refused', retryable, hint });
      },
    });
    const asker = createAsker(live);
    const { verified, undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    expect(verified.seen).toBe(seen);
    expect(textOf(verified)).toContain(told);
    expect(undo?.command).toBe('stream resume');
    const preview = await asker.preview(`stream resume ${MAIN}`);
    expect(textOf(preview)).toContain('the ban could not be compared');
  });

  it('an undo that knows its ban does nothing while nobody can look', async () => {
    const bans: ForbidStreamInfo[] = [];
    const answers = streamAnswers([onAir(MAIN)], { bans });
    let down = false;
    const live = createFakeLive({
      ...answers,
      DescribeLiveForbidStreamList(params) {
        if (!down) return answers.DescribeLiveForbidStreamList!(params);
        const hint = { en: '', zh: '' };
        throw new LiveError('x', { action: 'x', code: 'airdesk.timeout', outcome: 'unsent', hint });
      },
    });
    const asker = createAsker(live);
    const { undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    down = true;
    await expect(asker.undo(undo!)).rejects.toMatchObject({
      code: 'airdesk.not-compared',
      hint: { en: expect.stringContaining(`stream resume ${MAIN}`) as string },
    });
    expect(live.writes()).toEqual(['ForbidLiveStream']);
  });

  it('reads a list of three pages, and no more', async () => {
    const page = Array.from({ length: 100 }, (_, at) => ban(NOW + HOUR, { StreamName: `main${at}` }));
    const asked: unknown[] = [];
    const live = createFakeLive({
      ...streamAnswers([{ ...onAir(MAIN), state: 'forbid', publishes: [] }]),
      DescribeLiveForbidStreamList(params) {
        asked.push(params.PageNum);
        return { ForbidStreamList: page, TotalNum: 900, TotalPage: 9, PageNum: 1, PageSize: 100 };
      },
    });
    const preview = await createAsker(live).preview(`stream resume ${MAIN}`);
    expect(asked).toEqual([1, 2, 3]);
    expect(textOf(preview)).toContain('Forbidden until: not known (lookup failed)');
  });
});

describe('stream resume', () => {
  it('shows which ban would go, and is bound to its start and end', async () => {
    const bans = [ban(NOW + 2 * HOUR)];
    const { asker } = scene(bans, 'forbid');
    const first = await asker.preview(`stream resume ${MAIN}`);
    expect(textOf(first)).toContain('Forbidden since: 2026-03-02 03:00:00 Asia/Shanghai (03-01 19:00 UTC)');
    expect(textOf(first)).toContain('Forbidden until: 2026-03-02 06:00:00 Asia/Shanghai (03-01 22:00 UTC)');
    expect(mark(await asker.preview(`stream resume ${MAIN}`))).toBe(mark(first));
    bans[0] = ban(NOW + 60 * 24 * HOUR);
    expect(mark(await asker.preview(`stream resume ${MAIN}`))).not.toBe(mark(first));
    bans[0] = ban(NOW + 2 * HOUR, { CreateTime: inBeijing(NOW) });
    expect(mark(await asker.preview(`stream resume ${MAIN}`))).not.toBe(mark(first));
  });

  it('names the stream that a ban was given for, where that is another of the same name', async () => {
    const { asker } = scene([ban(NOW + HOUR), ban(NOW + HOUR, { DomainName: 'push.example.net' })], 'forbid');
    const preview = await asker.preview(`stream resume ${MAIN}`);
    expect(textOf(preview)).toContain('Forbidden as: push.example.net/live/main');
    expect(textOf(preview)).toContain('all of these bans can go');
  });

  it('that finds another ban than the one it lifted says so', async () => {
    const bans = [ban(NOW + HOUR)];
    const { stream, live } = scene(bans, 'forbid');
    const answers = streamAnswers([stream], { bans });
    const asker = createAsker({
      async call(action, params) {
        if (action !== 'ResumeLiveStream') return live.call(action, params);
        answers.ResumeLiveStream!({ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' });
        stream.state = 'forbid';
        bans.push(ban(NOW + 90 * HOUR));
        return { RequestId: 'r' } as never;
      },
    });
    const { verified } = await asker.act(`stream resume ${MAIN}`);
    expect(verified).toMatchObject({ seen: false, maybeOthers: true });
    expect(textOf(verified)).toContain('Forbidden until: 2026-03-05');
  });
});

describe('stream forbid', () => {
  it('where a ban of the name is there already, for another stream: shows it, and promises no undo', async () => {
    const bans = [ban(NOW + 500 * HOUR, { DomainName: 'push.example.net' })];
    const { asker, stream } = scene(bans);
    const preview = await asker.preview(`stream forbid ${MAIN} 2h`);
    expect(textOf(preview)).toContain('Forbidden as: push.example.net/live/main');
    expect(textOf(preview)).toContain('No undo');
    const { undo } = await asker.act(`stream forbid ${MAIN} 2h`);
    expect(undo).toBeUndefined();
    stream.state = 'active';
    bans.splice(0);
    expect(mark(await asker.preview(`stream forbid ${MAIN} 2h`))).not.toBe(mark(preview));
  });

  it('refuses what is forbidden already with the end that is listed', async () => {
    const { asker } = scene([ban(NOW + HOUR)], 'forbid');
    const refusal = await asker.refusal(`stream forbid ${MAIN} 2h`);
    expect(refusal.title.en).toContain(
      'already forbidden until 2026-03-02 05:00:00 Asia/Shanghai (03-01 21:00 UTC)',
    );
  });

  describe('counts from the moment it was asked', () => {
    const at = { now: NOW, timeZone: 'Asia/Shanghai' };
    const forbid = findCommand(commands, 'stream forbid');
    if (!forbid || !isAct(forbid)) throw new Error('no stream forbid');

    it.each([
      [undefined, '7d until 2026-03-08T20:00:00Z'],
      ['2h', '2h until 2026-03-01T22:00:00Z'],
      ['22:00', '22:00 until 2026-03-02T14:00:00Z'],
      ['2026-03-05T22:00', '2026-03-05T22:00 until 2026-03-05T14:00:00Z'],
      ['2h until 2026-03-01T21:59:59Z', '2h until 2026-03-01T21:59:59Z'],
    ])('%s is kept as %s', (given, kept) => {
      const raw: Record<string, string> = given === undefined ? {} : { for: given };
      expect(fixOptions(forbid, { stream: MAIN, ...raw }, at)).toEqual({ stream: MAIN, for: kept });
    });

    it.each([
      ['2h', 100_000, '2026-03-01T22:00:00Z'],
      ['22:00', 3_600_000, '2026-03-02T14:00:00Z'],
      ['1m', 25_000, '2026-03-01T20:01:00Z'],
      ['1m', 31_000, 'airdesk.bad-option'],
      ['2m', 61_000, 'airdesk.bad-option'],
    ])('%s, confirmed %d ms later: %s', async (given, later, expected) => {
      const live = createFakeLive(streamAnswers([onAir(MAIN)], { bans: [] }));
      let now = NOW;
      const asker = createAsker(live, { now: () => now });
      const kept = fixOptions(forbid, { for: given }, at)['for'] ?? '';
      const line = `stream forbid ${MAIN} for:"${kept}"`;
      const before = await asker.preview(line);
      now += later;
      if (expected.startsWith('airdesk')) {
        expect((await asker.refusal(line)).code).toBe(expected);
        return;
      }
      const after = await asker.preview(line);
      expect(mark(after)).toBe(mark(before));
      expect(after.title).toBe(before.title);
      expect(after.plan).toMatchObject({ until: expected });
    });
  });
});

describe('stream drop', () => {
  it('of a stream that somebody forbade meanwhile is not taken for ours', async () => {
    const answers = streamAnswers([onAir(MAIN)]);
    const live = createFakeLive({
      ...answers,
      DropLiveStream: () =>
        answers.ForbidLiveStream!({ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' }),
    });
    const { verified } = await createAsker(live).act(`stream drop ${MAIN}`);
    expect(verified).toMatchObject({ seen: false, maybeOthers: true });
  });
});
