import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import type { SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const HOUR_MS = 3_600_000;

let stage: Stage;
afterEach(() => stage.stop());

async function ask(user: string, line: string, text: RegExp): Promise<SeenMessage> {
  await stage.driver.say(user, line);
  return stage.expectMessage(text);
}

async function done(user: string, line: string, text: RegExp): Promise<SeenMessage> {
  const card = await ask(user, line, text);
  if (card.buttons.includes('Confirm')) await stage.driver.press(user, card, 'Confirm');
  const told = await stage.expectUpdate(card, /: done/);
  // What comes up at once would be the second tap of a double tap, and is not counted.
  stage.clock.advance(1000);
  return told;
}

const now = (card: SeenMessage): SeenMessage =>
  stage.driver.messages().find(({ id }) => id === card.id) ?? card;
const undoOf = (card: SeenMessage): string =>
  card.buttons.find((label) => label.startsWith('Undo')) ?? 'Undo';

describe('while the effect of the first change is on its way', () => {
  it('the second, confirmed by somebody else, is shown anew instead of being run, again and again', async () => {
    stage = await createStage('desk', demoScene, 'policy: { verifyWithinSeconds: 20 }', undefined, false, {
      effectDelayMs: 5000,
    });
    const short = await ask('engineer', 'stream forbid push.example.com/live/news for:2h', /Forbid .*news/);
    const long = await ask(
      'lead',
      'stream forbid push.example.com/live/news for:30d reason:rights',
      /rights/,
    );
    await stage.driver.press('lead', long, 'Confirm');
    await stage.until('the first call', () => stage.writes().length === 1);
    await stage.moment();
    await stage.driver.press('engineer', short, 'Confirm');
    const asked = await stage.expectUpdate(short, /Not settled yet: Forbid .*news until 2026-03-31/);
    expect(asked.buttons).toContain('Confirm');
    stage.clock.advance(600);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.moment();
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
    await stage.expectUpdate(long, /: done/);
    await stage.driver.press('engineer', now(asked), 'Confirm');
    await stage.expectUpdate(asked, /already forbidden/);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('an Undo of an earlier one is told to wait', async () => {
    stage = await createStage('desk', demoScene, 'policy: { verifyWithinSeconds: 20 }');
    const first = await done('producer', 'caster pvw evening-studio layout 3', /Put layout 3/);
    stage.sandbox.fault({ kind: 'slow', ms: 4000, action: 'CreateCasterPvw' });
    const next = await ask('lead', 'caster pvw evening-studio input 2', /Put input 2/);
    await stage.until('the second call', () => stage.writes().length === 2);
    await stage.driver.press('producer', first, undoOf(first));
    await stage.expectMessage(/is being changed right now/);
    await stage.expectUpdate(next, /: done/);
    expect(stage.writes()).toHaveLength(2);
  });
});

describe('a preview that another change of ours has overtaken', () => {
  it('is shown anew, also where the state is the same again', async () => {
    stage = await createStage('desk', demoScene);
    const old = await ask('engineer', 'stream drop push.example.com/live/news', /Drop .*news\?/);
    await done('lead', 'caster pvw evening-studio layout 3', /Put layout 3/);
    await done('lead', 'backup switch sports', /Switch .*sports/);
    // Another target: nothing has changed for the first.
    await stage.driver.press('engineer', old, 'Confirm');
    await stage.expectUpdate(old, /: done/);

    const forbidding = await ask('engineer', 'stream forbid push.example.com/live/x for:2h', /Forbid .*x /);
    await done('lead', 'stream forbid push.example.com/live/x for:1h reason:a test', /a test/);
    await done('lead', 'stream resume push.example.com/live/x', /Resume .*x\?/);
    await stage.driver.press('engineer', forbidding, 'Confirm');
    const anew = await stage.expectUpdate(forbidding, /Changed since the preview: Resume .*x \(by lead\)/);
    expect(anew.buttons).toContain('Confirm');
    expect(stage.writes().filter((action) => action === 'ForbidLiveStream')).toHaveLength(1);
    // Asked anew is noted as asked, a moment after the card.
    await stage.moment();
    const phases = (await stage.audit()).filter(({ command }) => command.startsWith('stream forbid'));
    expect(phases.map(({ phase }) => phase).slice(-2)).toEqual(['refused', 'proposed']);
  });
});

describe('an Undo', () => {
  it('is not run after another command of ours on the same target, and its button goes', async () => {
    stage = await createStage('desk', demoScene);
    const first = await done('producer', 'caster take evening-studio', /Take/);
    await done('lead', 'caster pgm evening-studio input 4', /Cut PGM .*input 4/);
    await done('lead', 'caster pgm evening-studio layout 2', /Cut PGM .*layout 2/);
    await stage.driver.press('producer', first, undoOf(first));
    await stage.expectMessage(/It was changed again since: Cut PGM .*layout 2.* \(by lead\)/);
    expect(stage.writes()).toHaveLength(3);
    await stage.until(
      'the button to go',
      () => !now(first).buttons.some((label) => label.startsWith('Undo')),
    );
  });

  it.each([-HOUR_MS, 5 * HOUR_MS])('nor where the clock was set by %i ms in between', async (shift) => {
    stage = await createStage('desk', demoScene);
    const first = await done('engineer', 'stream forbid push.example.com/live/news for:2h', /Forbid .*news/);
    stage.clock.shift(shift);
    const resumed = await ask(
      'lead',
      'stream resume push.example.com/live/news',
      /(Resume .*news\?|is not forbidden)/,
    );
    // Set forward beyond its end, the ban is over.
    if (shift < 0) {
      await stage.driver.press('lead', resumed, 'Confirm');
      await stage.expectUpdate(resumed, /: done/);
    }
    await done('lead', 'stream forbid push.example.com/live/news for:7d reason:rights', /rights/);
    const before = stage.writes().length;
    await stage.driver.press('engineer', first, undoOf(first));
    await stage.expectMessage(/It was changed again since/);
    expect(stage.writes()).toHaveLength(before);
  });
});

describe('a clock that is set', () => {
  it('back by hours: a preview ends when its time has passed, and cannot be confirmed later', async () => {
    stage = await createStage('slack over http', demoScene);
    const card = await ask('engineer', 'caster pgm evening-studio input 2', /Cut PGM/);
    stage.clock.shift(-3 * HOUR_MS);
    stage.clock.advance(119_000);
    await stage.moment();
    expect(now(card).buttons).toContain('Confirm');
    stage.clock.advance(2000);
    await stage.expectUpdate(card, /not confirmed in time/);
    await stage.driver.press('engineer', card, 'Confirm').catch(() => undefined);
    await stage.moment();
    expect(stage.writes()).toEqual([]);
  });

  it('forward by hours: a preview of a moment ago can still be confirmed, and undone', async () => {
    stage = await createStage('desk', demoScene);
    const card = await ask('engineer', 'caster pgm evening-studio input 2', /Cut PGM/);
    stage.clock.shift(5 * HOUR_MS);
    await stage.driver.press('engineer', card, 'Confirm');
    const told = await stage.expectUpdate(card, /: done/);
    stage.clock.shift(20 * HOUR_MS);
    stage.clock.advance(1000);
    await stage.driver.press('engineer', told, undoOf(told));
    await stage.expectUpdate(told, /back into PGM .*: done/);
    expect(stage.writes()).toHaveLength(2);
  });

  it('back across a restart: nobody knows how old a preview is, so it is over', async () => {
    stage = await createStage('slack over http', demoScene);
    const card = await ask('engineer', 'caster pgm evening-studio input 2', /Cut PGM/);
    stage.clock.shift(-3 * HOUR_MS);
    await stage.restart();
    await stage.expectUpdate(card, /not confirmed in time/);
    expect(stage.writes()).toEqual([]);
  });

  it('back by a little, again and again, with restarts between: its time passes all the same', async () => {
    stage = await createStage('slack over http', demoScene);
    const card = await ask('engineer', 'caster pgm evening-studio input 2', /Cut PGM/);
    for (let at = 0; at < 5; at++) {
      stage.clock.advance(30_000);
      stage.clock.shift(-29_000);
      stage.clock.advance(1100);
      await stage.moment();
      await stage.restart();
    }
    await stage.expectUpdate(card, /not confirmed in time/);
    expect(stage.writes()).toEqual([]);
  });

  it('back while an effect is looked for: the target is let go all the same', async () => {
    stage = await createStage('desk', demoScene, 'policy: { verifyWithinSeconds: 2 }', undefined, false, {
      effectDelayMs: 60_000,
    });
    const card = await ask('engineer', 'stream drop push.example.com/live/news', /Drop .*news\?/);
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length === 1);
    stage.clock.shift(-3 * HOUR_MS);
    await stage.expectUpdate(card, /accepted, not seen yet/);
  });
});
