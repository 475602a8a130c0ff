import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import type { Scene } from '../../../sandbox/scene.ts';
import { quoted } from '../../../src/line/quote.ts';
import { createStage, PLATFORMS, type Platform, type Stage } from '../stage/stage.ts';
import { onAir } from '../stage/streams-on-air.ts';

let stage: Stage;
afterEach(() => stage.stop());

const QUICK = 'policy: { verifyWithinSeconds: 2 }';

/** The demonstration, its first caster called like the id of its second. */
function calledLikeAnId(): Scene {
  const [one, two] = demoScene.casters;
  if (!one || !two) throw new Error('the demonstration has two casters');
  return { ...demoScene, casters: [{ ...one, params: { ...one.params, CasterName: '63502' } }, two] };
}

async function ask(user: string, line: string, text: RegExp) {
  await stage.driver.say(user, line);
  return stage.expectMessage(text);
}

/** Confirms, and answers the card when it is done. */
async function confirmed(user: string, card: Awaited<ReturnType<typeof ask>>) {
  await stage.driver.press(user, card, 'Confirm');
  const after = await stage.expectUpdate(card, /: done/);
  stage.clock.advance(1000);
  return after;
}

/** Presses Undo, and answers the card when that is done. */
async function undone(user: string, card: Awaited<ReturnType<typeof ask>>) {
  await stage.driver.press(user, card, card.buttons.find((label) => label.startsWith('Undo')) ?? 'Undo');
  return stage.expectUpdate(card, /: done/);
}

describe.each(PLATFORMS)('%s: what could mean two things', (platform) => {
  it('a short name that is another stream on air as well: both are listed, and each line means one', async () => {
    const short = '  main: { domain: push.example.com, app: live, stream: sports }\n';
    stage = await createStage(platform, demoScene, short + QUICK);
    const refused = await ask('engineer', 'stream drop main', /"main" can mean 2 streams/);
    expect(refused.buttons).not.toContain('Confirm');
    expect(refused.text).toContain('/live stream drop push.example.com/live/sports');
    expect(refused.text).toContain('/live stream drop push.example.com/live/main');
    await stage.driver.press('engineer', refused, 'stream drop push.example.com/live/main');
    await stage.expectMessage(/Drop push\.example\.com\/live\/main\?/);
    await ask('engineer', 'stream drop short:main', /Drop push\.example\.com\/live\/sports\?/);
    await ask('engineer', 'stream show name:main', /^.*push\.example\.com\/live\/main/);
    expect(stage.writes()).toEqual([]);
  });

  it('a caster that is called like the id of another: both are listed, and what is done by id has its undo', async () => {
    stage = await createStage(platform, calledLikeAnId());
    const refused = await ask('engineer', 'caster pvw 63502 layout 1', /id of one caster and the name of an/);
    expect(refused.buttons).not.toContain('Confirm');
    expect(refused.text).toContain('63502 spare-studio');
    expect(refused.text).toContain('63501 63502');
    await stage.driver.press('engineer', refused, 'caster pvw "id:63502" layout 1');
    await undone('engineer', await stage.expectMessage(/into PVW of spare-studio \(63502\): done/));
    expect(stage.writes()).toEqual(['CreateCasterPvw', 'StopCasterPvw']);
  });
});

describe('exactly as it is called, before anything else', () => {
  it('a name in full width is the one that is on air so, and not its plain namesake', async () => {
    stage = await createStage('desk', onAir('ｍａｉｎ', 'main'));
    const card = await ask('engineer', 'stream drop ｍａｉｎ', /Drop /);
    expect(card.text).toContain('Drop push.example.com/live/ｍａｉｎ?');
    await confirmed('engineer', card);
    expect(stage.sandbox.calls().find(({ action }) => action === 'DropLiveStream')?.params).toMatchObject({
      StreamName: 'ｍａｉｎ',
    });
    await ask('engineer', 'stream drop push.example.com/live/main', /Drop push\.example\.com\/live\/main\?/);
  });

  it('an input method’s full width means the plain name where nothing else is called so', async () => {
    stage = await createStage('desk', onAir('main'));
    await ask('engineer', 'ｓｔｒｅａｍ ｄｒｏｐ ｍａｉｎ', /Drop push\.example\.com\/live\/main\?/);
    await ask(
      'engineer',
      'stream forbid push.example.com／live／ｍａｉｎ 2h',
      /Forbid push\.example\.com\/live\/main until/,
    );
  });

  it('and where neither is there, both are listed', async () => {
    stage = await createStage('desk', onAir('other'));
    const refused = await ask(
      'engineer',
      'stream forbid push.example.com/live/ｍａｉｎ 2h',
      /can mean 2 streams/,
    );
    expect(refused.text).toContain('/live stream forbid "id:push.example.com/live/ｍａｉｎ" 2h');
    expect(refused.text).toContain('/live stream forbid push.example.com/live/main 2h');
  });
});

const ODD = [
  'cam:1',
  'a b',
  ' spaced ',
  'x#y',
  '50%',
  '100%25',
  'what?',
  '"quoted"',
  'it’s',
  '📺',
  '👨‍👩‍👧',
  'ｍａｉｎ',
  'a/b/c',
  'one\u200bword',
  'id:7',
  '—dash',
];
const CASES: readonly (readonly [Platform, string])[] = [
  ...PLATFORMS.flatMap((platform) =>
    (['cam:1', 'a b', '📺'] as const).map((name) => [platform, name] as const),
  ),
  ...ODD.map((name) => ['desk', name] as const),
];

describe('a stream that the cloud lists can be worked on, whatever it is called', () => {
  it.each(CASES)('%s: %j is forbidden, and the undo that was promised is there', async (platform, name) => {
    stage = await createStage(platform, onAir(name, 'other'));
    const list = await ask('engineer', 'stream list', /2 streams on air/);
    await stage.driver.press('engineer', list, list.buttons.find((label) => label !== 'other') ?? '');
    const shown = await stage.expectMessage(/State: on air/);
    await stage.driver.press('engineer', shown, 'Forbid…');
    const asked = await stage.expectMessage(/Undo: resume/);
    const done = await confirmed('engineer', asked);
    await stage.driver.press('engineer', done, 'Show');
    await stage.expectMessage(/State: forbidden/);
    await undone('engineer', done);
    const writes = stage.sandbox.calls().filter(({ action }) => !action.startsWith('Describe'));
    expect(writes.map(({ action }) => action)).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
    for (const { params } of writes) expect(params).toMatchObject({ AppName: 'live', StreamName: name });
  });

  it.each(ODD.filter((name) => name !== 'id:7'))('%j can be typed as it is called', async (name) => {
    stage = await createStage('desk', onAir(name, 'other'));
    for (const typed of [name, `push.example.com/live/${name}`])
      await stage.driver.say('engineer', `stream forbid ${quoted(typed)} for:2h`);
    const previews = () => stage.driver.messages().filter(({ text }) => /^.*Forbid .* until/.test(text));
    await stage.until('both previews', () => previews().length === 2);
    for (const { text } of previews()) expect(text).toContain('State: on air');
  });
});
