import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import type { SeenForm } from './stage/driver.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const WHY = 'rights claim by the league, told by phone at three in the morning';

/** Waits for a form before somebody other than those that were there. */
async function formBefore(user: string, others: readonly SeenForm[] = []): Promise<SeenForm> {
  const known = new Set(others.map(({ id }) => id));
  const find = () => stage.driver.forms(user).findLast(({ id }) => !known.has(id));
  await stage.until('a form', () => find() !== undefined);
  return find() as SeenForm;
}

const fieldOf = (form: SeenForm, name: string) => form.fields.find((field) => field.name === name);
const valuesOf = (form: SeenForm) => Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
const isDiscord = (platform: string) => platform.startsWith('discord');

/** The form with what is wrong in it: on Discord a press opens it again, elsewhere it has stayed open. */
async function wrongForm(platform: string, sent: SeenForm, told: RegExp): Promise<SeenForm> {
  const { driver } = stage;
  if (!isDiscord(platform)) {
    const find = () => driver.forms('engineer').find(({ id }) => id === sent.id);
    await stage.until(
      'what is wrong',
      () => find()?.fields.some(({ problem }) => problem !== undefined) === true,
    );
    return find() as SeenForm;
  }
  const refused = await stage.expectMessage(told);
  const before = driver.forms('engineer');
  await driver.press('engineer', refused, 'Correct it in a form');
  return formBefore('engineer', before);
}

describe.each(PLATFORMS)('%s: what was not given', (platform) => {
  it('is asked for in a form, and what it sends is previewed like a typed line', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'stream forbid');
    const form = await formBefore('engineer');
    expect(form.text).toContain('stream forbid');
    expect(form.fields.map(({ name }) => name)).toEqual(['stream', 'for', 'reason']);
    // Unit, limits and an example stand at the field.
    expect(form.text).toMatch(/how long \(2h, 7d, 1d12h\)[^]*90 at most/);
    expect(driver.messages()).toEqual([]);
    await driver.send('engineer', form, { stream: 'prime', for: '2h', reason: 'rights dispute' });
    const card = await stage.expectMessage(/Forbid .*main.*\?/);
    expect(card.text).toContain('rights dispute');
    await stage.until('the end of the form', () => driver.forms('engineer').length === 0);
    await driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /Forbid .*: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('stands in the form where some of it was given, in the language of whoever asked', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '流 禁推 时长:2h');
    const form = await formBefore('engineer');
    expect(form.text).toContain('流 禁推');
    expect(valuesOf(form)).toMatchObject({ for: '2h' });
    await driver.send('engineer', form, { stream: 'prime' });
    await stage.expectMessage(/禁推 .*main/);
  });

  it('is asked for where a button needs it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'help stream forbid');
    const help = await stage.expectMessage(/stream forbid/);
    await driver.press('engineer', help, 'stream forbid');
    const form = await formBefore('engineer');
    await driver.send('engineer', form, { stream: 'prime', for: '2h' });
    await stage.expectMessage(/Forbid .*main.*\?/);
  });

  it('is chosen from a menu where there are only a few', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'caster pvw evening-studio');
    const form = await formBefore('engineer');
    expect(fieldOf(form, 'kind')?.choices).toEqual(['layout', 'input']);
    await driver.send('engineer', form, { kind: 'input', index: '1' });
    await stage.expectMessage(/evening-studio/);
  });

  it('is not asked of somebody who may not use the command, or is not known', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('viewer', 'stream forbid');
    await stage.expectMessage(/You may not use "stream forbid"/);
    await driver.say('stranger', 'stream forbid');
    await stage.expectMessage(/You are not in airdesk.yaml/);
    expect([...driver.forms('viewer'), ...driver.forms('stranger')]).toEqual([]);
  });
});

describe.each(PLATFORMS)('%s: nothing is typed twice', (platform) => {
  it('where a value cannot be read: it is marked, and all else stands as it was typed', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'stream forbid');
    const form = await formBefore('engineer');
    await driver.send('engineer', form, { stream: 'prime', for: 'soon', reason: WHY });
    const wrong = await wrongForm(platform, form, /"soon" does not work for "for"/);
    expect(valuesOf(wrong)).toEqual({ stream: 'prime', for: 'soon', reason: WHY });
    expect(fieldOf(wrong, 'for')?.problem).toContain('"soon" does not work here.');
    expect(fieldOf(wrong, 'stream')?.problem ?? '').not.toContain('does not work');
    // Where the form says it, no card says it once more.
    if (!isDiscord(platform)) expect(driver.messages()).toEqual([]);
    await stage.until('the audit', async () => (await stage.audit()).length > 0);
    const [noted] = await stage.audit();
    expect(noted).toMatchObject({ phase: 'refused', reason: 'airdesk.bad-option' });
    expect(noted?.command).toContain('stream forbid stream:prime for:soon');
    await driver.send('engineer', wrong, { for: '2h' });
    const card = await stage.expectMessage(/Forbid .*main.*\?/);
    expect(card.text).toContain(WHY);
  });

  it('where the same mistake is made again', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'stream forbid');
    let form = await formBefore('engineer');
    for (const length of ['soon', 'soon', 'later']) {
      await driver.send('engineer', form, { stream: 'prime', for: length, reason: WHY });
      form = await wrongForm(platform, form, new RegExp(`"${length}" does not work for "for"`));
      await stage.until('the mark', () => {
        const now = driver.forms('engineer').at(-1);
        return now !== undefined && (fieldOf(now, 'for')?.problem ?? '').includes(`"${length}"`);
      });
    }
    await driver.send('engineer', form, { for: '2h' });
    expect((await stage.expectMessage(/Forbid .*main.*\?/)).text).toContain(WHY);
  });

  it('where the cloud knows no such stream: told on a card, and its button opens the form', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'stream forbid');
    const form = await formBefore('engineer');
    await driver.send('engineer', form, { stream: 'opera', for: '2h', reason: WHY });
    const refused = await stage.expectMessage(/No stream "opera" is online/);
    expect(refused.onlyFor).toBeDefined();
    expect(refused.buttons).toEqual(['Correct it in a form']);
    const before = driver.forms('engineer');
    // On the desk it still stands open, too.
    if (platform === 'desk')
      expect(fieldOf(before[0]!, 'stream')?.problem).toContain('No stream "opera" is online.');
    else expect(before).toEqual([]);
    await driver.press('engineer', refused, 'Correct it in a form');
    const again = await formBefore('engineer', before);
    expect(valuesOf(again)).toEqual({ stream: 'opera', for: '2h', reason: WHY });
    expect(again.text).toContain('No stream "opera" is online');
    await driver.send('engineer', again, { stream: 'prime' });
    expect((await stage.expectMessage(/Forbid .*main.*\?/)).text).toContain(WHY);
  });

  it('where the cloud fails', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('engineer', 'stream forbid');
    const form = await formBefore('engineer');
    sandbox.fault({
      kind: 'error',
      action: 'DescribeLiveStreamOnlineList',
      code: 'ResourceNotFound.FreezeService',
      times: 10,
    });
    await driver.send('engineer', form, { stream: 'news', for: '2h', reason: WHY });
    const failed = await stage.expectMessage(/That did not work[^]*Nothing was changed/);
    sandbox.clearFaults();
    const before = driver.forms('engineer');
    await driver.press('engineer', failed, 'Open the form again');
    const again = await formBefore('engineer', before);
    expect(valuesOf(again)).toEqual({ stream: 'news', for: '2h', reason: WHY });
    await driver.send('engineer', again, {});
    await stage.expectMessage(/Forbid .*news.*\?/);
  });

  it('where a value in a typed line cannot be read', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', `stream forbid prime for:soon reason:"${WHY}"`);
    const refused = await stage.expectMessage(/"soon" does not work for "for"/);
    await driver.press('engineer', refused, 'Correct it in a form');
    const form = await formBefore('engineer');
    expect(valuesOf(form)).toEqual({ stream: 'prime', for: 'soon', reason: WHY });
    await driver.send('engineer', form, { for: '2h' });
    expect((await stage.expectMessage(/Forbid .*main.*\?/)).text).toContain(WHY);
  });

  it('where a typed line is long, not: a button has it put right, however long', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', `stream forbid gala 2h ${WHY}`);
    const refused = await stage.expectMessage(/2 streams are called "gala"/);
    const button = refused.buttons.find((label) => label.includes('push.example.com/live/gala')) ?? '';
    await driver.press('engineer', refused, button);
    expect((await stage.expectMessage(/Forbid .*gala.*\?/)).text).toContain(WHY);
  });

  it('but what holds a key: that is neither kept nor shown, and has to be typed again', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    const key = ['abcdef0123', '456789abcdef'].join('');
    await driver.say('engineer', 'stream forbid');
    const form = await formBefore('engineer');
    const address = `rtmp://push.example.com/live/main?txSecret=${key}&txTime=6A000000`;
    await driver.send('engineer', form, { stream: address, for: 'soon', reason: WHY });
    const wrong = await wrongForm(platform, form, /"soon" does not work for "for"/);
    if (isDiscord(platform))
      expect(valuesOf(wrong)).toMatchObject({ reason: WHY, stream: expect.not.stringContaining(key) });
    expect(await stage.disk()).not.toContain(key);
    expect(JSON.stringify(driver.messages())).not.toContain(key);
  });
});

describe('a form that the platform does not open', () => {
  it('in Slack, since its trigger is over: what it would have asked is said, and a press opens it', async () => {
    stage = await createStage('slack over http', demoScene);
    const { driver, slack } = stage;
    slack?.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' });
    await driver.say('engineer', 'stream forbid for:2h');
    const refused = await stage.expectMessage(/"stream forbid" still needs stream/);
    await driver.press('engineer', refused, 'Correct it in a form');
    expect(valuesOf(await formBefore('engineer'))).toMatchObject({ for: '2h' });
  });

  it('in Discord, since it finds something wrong with it: the same', async () => {
    stage = await createStage('discord over gateway', demoScene);
    const { driver, discord } = stage;
    discord?.fault({ route: 'callback', kind: 'error', status: 400, code: 50_035 });
    await driver.say('engineer', 'stream forbid for:2h');
    const refused = await stage.expectMessage(/"stream forbid" still needs stream/);
    expect(driver.forms('engineer')).toEqual([]);
    await driver.press('engineer', refused, 'Correct it in a form');
    expect(valuesOf(await formBefore('engineer'))).toMatchObject({ for: '2h' });
  });
});

describe.each(PLATFORMS)('%s: a form that stood open for long', (platform) => {
  it('works after a restart, where all that was given is in it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'stream forbid for:2h');
    const form = await formBefore('engineer');
    await stage.restart();
    await stage.until('the connection', async () => {
      try {
        await driver.send('engineer', form, { stream: 'prime' });
        return true;
      } catch {
        return false;
      }
    });
    await stage.until('the preview', async () =>
      (await stage.audit()).some(({ phase }) => phase === 'proposed'),
    );
    // The page that is open at the desk is of the process before.
    if (platform !== 'desk') await stage.expectMessage(/Forbid .*main.*\?/);
  });

  it('and was refused before: what was typed is not kept for ever, and an empty form is offered', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'stream forbid prime for:soon');
    const refused = await stage.expectMessage(/"soon" does not work for "for"/);
    clock.advance(61 * 60_000);
    await driver.press('engineer', refused, 'Correct it in a form');
    const gone = await stage.expectMessage(/What you filled in is no longer there/);
    expect(gone.buttons).toEqual(['stream forbid']);
    await driver.press('engineer', gone, 'stream forbid');
    const form = await formBefore('engineer');
    expect(Object.values(valuesOf(form)).filter(Boolean)).toEqual([]);
  });
});
