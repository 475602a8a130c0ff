import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const FORBID = 'stream forbid push.example.com/live/news for:2h';
/** Longer than it takes until the audit is tried again, ms. */
const AGAIN_MS = 6000;

let stage: Stage;
afterEach(() => stage.stop());

/** A stage whose disk takes no line of the audit while `isFull`. */
async function onDisk(isFull: { now: boolean }): Promise<void> {
  const boundary = (step: string) => {
    if (isFull.now && step === 'journal.write') throw new Error('ENOSPC');
  };
  stage = await createStage(
    'desk',
    demoScene,
    'policy: { confirmBy: permitted }',
    undefined,
    false,
    {},
    { boundary },
  );
}

/** A preview that is overtaken by a colleague's drop, pressed on while the audit takes nothing: the card asks anew. */
async function renewedUnnoted(isFull: { now: boolean }): Promise<string | undefined> {
  await stage.driver.say('engineer', FORBID);
  const card = await stage.expectMessage(/Forbid .*news until .*\?/);
  const [{ proposal } = {}] = (await stage.audit()).filter(({ phase }) => phase === 'proposed');
  await stage.console.call('DropLiveStream', {
    DomainName: 'push.example.com',
    AppName: 'live',
    StreamName: 'news',
  });
  isFull.now = true;
  await stage.driver.press('lead', card, 'Confirm');
  await stage.expectUpdate(card, /The state changed since the preview/);
  await stage.moment();
  return proposal;
}

/** What the audit says of a proposal, and of the one that came after it on its card. */
async function told(old: string | undefined): Promise<string[]> {
  const entries = await stage.audit();
  const own = entries.filter(({ proposal }) => proposal === old);
  const next = entries.filter(({ proposal }) => proposal !== undefined && proposal !== old);
  return [...own, ...next].map(({ phase, reason }) => (reason === undefined ? phase : `${phase} ${reason}`));
}

describe('a preview that asks anew while the audit cannot be written', () => {
  const both = ['proposed', 'refused airdesk.changed', 'proposed'];

  it('has the line of its end and that of the new one as soon as the disk takes them', async () => {
    const isFull = { now: false };
    await onDisk(isFull);
    const old = await renewedUnnoted(isFull);
    isFull.now = false;
    stage.clock.advance(AGAIN_MS);
    await stage.until('both lines', async () => (await told(old)).length === both.length);
    expect(await told(old)).toEqual(both);
  });

  it('has them after a restart, once each', async () => {
    const isFull = { now: false };
    await onDisk(isFull);
    const old = await renewedUnnoted(isFull);
    isFull.now = false;
    await stage.restart();
    await stage.until('both lines', async () => (await told(old)).length === both.length);
    await stage.restart();
    await stage.moment();
    expect(await told(old)).toEqual(both);
  });
});
