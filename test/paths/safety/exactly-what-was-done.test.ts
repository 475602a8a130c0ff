import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import type { SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const NEWS = 'push.example.com/live/news';
const NEWS_PARAMS = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'news' };
const STUDIO = 63501;
const SPARE = 63502;

async function open() {
  stage = await createStage('desk', demoScene);
}

/** The card of what somebody asks for. */
async function ask(user: string, line: string): Promise<SeenMessage> {
  const before = stage.driver.messages().length;
  await stage.driver.say(user, line);
  await stage.until('the card', () => stage.driver.messages().length > before);
  return stage.driver.messages().at(-1)!;
}

/** The card as it is now. */
function now(card: SeenMessage): SeenMessage {
  return stage.driver.messages().find(({ id }) => id === card.id)!;
}

async function ended(card: SeenMessage): Promise<SeenMessage> {
  await stage.until('the end', () => !/\?$|running/m.test(now(card).text.split('\n')[0] ?? ''));
  stage.clock.advance(1000);
  return now(card);
}

async function done(user: string, line: string): Promise<SeenMessage> {
  const card = await ask(user, line);
  if (card.buttons.includes('Confirm')) await stage.driver.press(user, card, 'Confirm');
  await stage.until('the end', () => /: done/.test(now(card).text));
  stage.clock.advance(1000);
  return now(card);
}

function undoOf(card: SeenMessage): string {
  return card.buttons.find((label) => label.startsWith('Undo')) ?? 'no undo';
}

async function pressUndo(user: string, card: SeenMessage): Promise<SeenMessage> {
  await stage.driver.press(user, card, undoOf(card));
  await stage.moment();
  return now(card);
}

async function monitorId(name: string): Promise<string> {
  const list = await stage.console.call('DescribeLiveStreamMonitorList', { Index: 0, Count: 20 });
  return list.LiveStreamMonitors.find(({ MonitorName }) => MonitorName === name)?.MonitorId ?? '';
}

/** Lets the next call of ours get lost, while the console does something of the kind. */
async function lostWhile(card: SeenMessage, action: string, meanwhile: () => Promise<unknown>) {
  stage.sandbox.fault({ kind: 'http-500', action });
  await stage.driver.press('engineer', card, 'Confirm');
  await stage.until('the call', () => stage.writes().length === 1);
  await meanwhile();
  return ended(card);
}

describe('what somebody else did is not taken for ours', () => {
  it('a ban that ends at another time: the card tells the end that the cloud has', async () => {
    await open();
    const card = await ask('engineer', `stream forbid ${NEWS} for:7d`);
    const after = await lostWhile(card, 'ForbidLiveStream', () =>
      stage.console.call('ForbidLiveStream', { ...NEWS_PARAMS, ResumeTime: '2026-03-01T21:00:00Z' }),
    );
    expect(after.text).not.toMatch(/: done/);
    expect(after.text).toContain('Forbidden until: 2026-03-01 21:00:00 UTC');
    expect(after.text).not.toContain('Forbidden until: 2026-03-08');
    expect(after.buttons).not.toContain(undoOf(after));
  });

  it('another picture on air', async () => {
    await open();
    const card = await ask('engineer', 'caster take evening-studio');
    const after = await lostWhile(card, 'CreateCasterPgm', () =>
      stage.console.call('CreateCasterPgm', {
        CasterId: STUDIO,
        PgmDisplayInfo: { LayoutIndex: 3, MarkPicIndexList: [1] },
      }),
    );
    expect(after.text).not.toMatch(/: done/);
    expect(after.text).toContain('PGM now: layout 3');
  });

  it('a monitor that runs with another sound', async () => {
    await open();
    const MonitorId = await monitorId('prime-time-wall');
    const card = await ask('engineer', 'monitor start prime-time-wall 1');
    const after = await lostWhile(card, 'StartLiveStreamMonitor', () =>
      stage.console.call('StartLiveStreamMonitor', { MonitorId, AudibleInputIndexList: [2] }),
    );
    expect(after.text).not.toMatch(/: done/);
    expect(after.text).toContain('Sound: input 2');
  });
});

describe('an undo takes back what its command left, and nothing else', () => {
  it('a ban that the console put in its place is not lifted', async () => {
    await open();
    const card = await done('engineer', `stream forbid ${NEWS} for:2h`);
    await stage.console.call('ResumeLiveStream', NEWS_PARAMS);
    await stage.console.call('ForbidLiveStream', { ...NEWS_PARAMS, ResumeTime: '2026-05-01T00:00:00Z' });
    const after = await pressUndo('engineer', card);
    expect(after.text).toContain('is under another ban now');
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('where the cloud does not list bans, the card says so, and the undo can go by the state alone', async () => {
    await open();
    const action = 'DescribeLiveForbidStreamList';
    stage.sandbox.fault({ kind: 'error', code: 'UnauthorizedOperation', action, times: 100 });
    const card = await done('engineer', `stream forbid ${NEWS} for:2h`);
    expect(card.text).toContain('Forbidden until: not known: the cloud does not list bans for this key');
    await pressUndo('engineer', card);
    await stage.until('the end', () => /Resume .*: done/.test(now(card).text));
    expect(stage.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
  });

  it('a picture that the console put on air in the moment of the offer is not cut', async () => {
    await open();
    const card = await ask('producer', 'caster pgm spare-studio layout 1');
    await stage.driver.press('producer', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length === 1);
    // What reads first for the undo is slow, so that the console comes in between.
    stage.sandbox.fault({ kind: 'slow', ms: 1500, action: 'DescribeCasterList' });
    await stage.until('the offer reads', () => stage.sandbox.pendingFaults().length === 0);
    const PgmDisplayInfo = { LayoutIndex: 1, LayoutIndexType: 1 };
    await stage.console.call('CreateCasterPgm', { CasterId: SPARE, PgmDisplayInfo });
    await stage.until('the end', () => /: done/.test(now(card).text));
    expect(undoOf(now(card))).toBe('no undo');
    expect(stage.writes()).toEqual(['CreateCasterPgm']);
  });

  it('a programme that the console stopped and started again with the same picture is not stopped', async () => {
    await open();
    const card = await done('producer', 'caster pgm spare-studio layout 1');
    await stage.console.call('StopCasterPgm', { CasterId: SPARE });
    stage.clock.advance(2000);
    await stage.console.call('CreateCasterPgm', { CasterId: SPARE, PgmDisplayInfo: { LayoutIndex: 1 } });
    const after = await pressUndo('producer', card);
    expect(after.text).toContain('was changed again since');
    expect(stage.writes()).toEqual(['CreateCasterPgm']);
  });

  it('a former picture with another input behind it is not put back', async () => {
    await open();
    await done('producer', 'caster pgm evening-studio input 4');
    const card = await done('producer', 'caster pgm evening-studio layout 1');
    const InputInfo = { InputIndex: 4, InputUrl: 'https://media.example.com/another.png' };
    await stage.console.call('ModifyCasterInputInfo', { CasterId: STUDIO, InputInfo });
    const after = await pressUndo('producer', card);
    expect(after.text).toContain('shows something else now');
    expect(stage.writes()).toHaveLength(2);
  });

  it('a monitor that the console stopped and started again is not stopped', async () => {
    await open();
    const MonitorId = await monitorId('prime-time-wall');
    const card = await done('engineer', 'monitor start prime-time-wall 1');
    await stage.console.call('StopLiveStreamMonitor', { MonitorId });
    stage.clock.advance(2000);
    await stage.console.call('StartLiveStreamMonitor', { MonitorId, AudibleInputIndexList: [1] });
    const after = await pressUndo('engineer', card);
    expect(after.text).toContain('was changed again since');
    expect(stage.writes()).toEqual(['StartLiveStreamMonitor']);
  });

  it.each([
    ['caster pgm spare-studio layout 1', 'CreateCasterPgm', 'StopCasterPgm'],
    ['caster pvw spare-studio layout 1', 'CreateCasterPvw', 'StopCasterPvw'],
    ['monitor start prime-time-wall 1', 'StartLiveStreamMonitor', 'StopLiveStreamMonitor'],
    ['monitor stop news-watch', 'StopLiveStreamMonitor', 'StartLiveStreamMonitor'],
    [`stream forbid ${NEWS} for:2h`, 'ForbidLiveStream', 'ResumeLiveStream'],
  ])('while all is as it was left, %s is undone', async (line, action, undone) => {
    await open();
    const card = await done('engineer', line);
    // Push addresses are signed anew meanwhile: that changes nothing.
    stage.clock.advance(30_000);
    await pressUndo('engineer', card);
    await stage.until('the end', () => /: done/.test(now(card).text) && stage.writes().length === 2);
    expect(stage.writes()).toEqual([action, undone]);
  });
});

describe('a preview is bound to all that decides what is seen and heard', () => {
  /** The console does something between the preview and the press: the card asks again, and nothing is run. */
  async function asksAgain(user: string, line: string, meanwhile: () => Promise<unknown>) {
    await open();
    const card = await ask(user, line);
    await meanwhile();
    await stage.driver.press(user, card, 'Confirm');
    await stage.until('the new preview', () =>
      now(card).text.includes('The state changed since the preview'),
    );
    expect(stage.writes()).toEqual([]);
    return now(card);
  }

  it('who the inputs of a monitor are', async () => {
    const after = await asksAgain('producer', 'monitor start prime-time-wall audible:1', async () =>
      stage.console.call('ModifyLiveStreamMonitor', {
        MonitorId: await monitorId('prime-time-wall'),
        InputList: ['secret-cam', 'other'].map((InputStreamName) => ({
          InputStreamName,
          InputDomain: 'push.example.com',
          InputApp: 'live',
        })),
      }),
    );
    expect(after.text).toContain('secret-cam');
  });

  it('the address behind the number of an input', async () => {
    await asksAgain('producer', 'caster pgm evening-studio input 4', () =>
      stage.console.call('ModifyCasterInputInfo', {
        CasterId: STUDIO,
        InputInfo: { InputIndex: 4, InputUrl: 'https://media.example.com/another.png' },
      }),
    );
  });

  it('what a watermark of PVW says', async () => {
    await asksAgain('producer', 'caster take evening-studio', () =>
      stage.console.call('ModifyCasterMarkPicInfo', {
        CasterId: STUDIO,
        MarkPicInfo: { MarkPicIndex: 1, MarkPicUrl: 'https://media.example.com/rival.png' },
      }),
    );
  });

  it('the source of the pull task behind a backup', async () => {
    const after = await asksAgain('engineer', 'backup switch push.example.com/live/sports', () =>
      stage.console.call('ModifyLivePullStreamTask', {
        TaskId: 'task-sports-backup',
        Operator: 'console',
        Comment: 'stadium-feed',
        BackupSourceType: 'PullLivePushLive',
        BackupSourceUrl: 'rtmp://stadium.example.com/live/other',
      }),
    );
    expect(after.text).toContain('Pulled from: rtmp://stadium.example.com/live/feed');
  });

  it('the ban that would be lifted', async () => {
    const pirate = { ...NEWS_PARAMS, StreamName: 'pirate' };
    const after = await asksAgain('engineer', 'stream resume push.example.com/live/pirate', async () => {
      await stage.console.call('ResumeLiveStream', pirate);
      await stage.console.call('ForbidLiveStream', { ...pirate, ResumeTime: '2026-05-01T00:00:00Z' });
    });
    expect(after.text).toContain('Forbidden until: 2026-05-01 00:00:00 UTC');
  });
});

describe('a take carries the picture that was previewed', () => {
  it('what the console puts into PVW after the last look does not go on air unseen', async () => {
    await open();
    const card = await ask('producer', 'caster take evening-studio');
    stage.sandbox.fault({ kind: 'slow', ms: 1500, action: 'CreateCasterPgm' });
    await stage.driver.press('producer', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length === 1);
    await stage.console.call('CreateCasterPvw', { CasterId: STUDIO, PvwDisplayInfo: { LayoutIndex: 3 } });
    await stage.until('the end', () => /: done/.test(now(card).text));
    expect(stage.writes()).toEqual(['CreateCasterPgm']);
    const shown = await stage.console.call('DescribeCasterDisplayInfo', { CasterId: STUDIO });
    expect(shown.PgmDisplayInfo).toMatchObject({ LayoutIndex: 2, MarkPicIndexList: [1] });
    expect(shown.PvwDisplayInfo).toMatchObject({ LayoutIndex: 3 });
  });
});

describe('times on a card are those that were sent', () => {
  it('the end of a ban is the same in the preview, the title, the call, the cloud and the audit', async () => {
    await open();
    const asked = await ask('engineer', `stream forbid ${NEWS} for:2h`);
    const [, end = ''] = /until (2026-03-01 2\d:\d\d:\d\d)/.exec(asked.text) ?? [];
    stage.clock.advance(100_000);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.until('the end', () => /: done/.test(now(asked).text));
    const { text } = now(asked);
    expect(text).toContain(`until ${end} UTC`);
    expect(text).toContain(`Forbidden until: ${end} UTC`);
    const sent = stage.sandbox.calls().find(({ action }) => action === 'ForbidLiveStream');
    const iso = `${end.replace(' ', 'T')}Z`;
    expect(sent?.params).toMatchObject({ ResumeTime: iso });
    expect((await stage.audit()).at(-1)?.command).toContain(`for:2h until ${iso}`);
  });

  it('a ban of which hardly anything would be left is not imposed', async () => {
    await open();
    const card = await ask('engineer', `stream forbid ${NEWS} for:2m`);
    stage.clock.advance(70_000);
    await stage.driver.press('engineer', card, 'Confirm');
    const after = await ended(card);
    expect(after.text).toContain('Less than a minute would be left');
    expect(stage.writes()).toEqual([]);
  });
});
