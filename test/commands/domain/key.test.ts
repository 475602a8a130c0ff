import { describe, expect, it } from 'vitest';
import { createAsker, NOW, textOf } from '../asking.ts';
import { createFakeDomains, OLD_KEY, PLAY, PUSH } from './fake-domains.ts';

describe('auth of a domain', () => {
  it('is switched by one call, old and new are shown, and undo puts it back', async () => {
    const { live, auth } = createFakeDomains();
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act(`key set ${PLAY} auth:on valid:1h`);
    expect(textOf(preview)).toContain('off: anybody may play → on: addresses are signed');
    expect(textOf(preview)).toContain('30 min → 1 h');
    expect(textOf(preview)).toContain('🔴 Addresses without a signature');
    expect(verified.seen).toBe(true);
    expect(auth[PLAY]).toMatchObject({ on: 1, valid: 3600, main: 'playkey1234567890abc' });
    if (!undo) throw new Error('no undo');
    await asker.undo(undo);
    expect(auth[PLAY]).toMatchObject({ on: 0, valid: 1800 });
    expect(live.writes()).toEqual(['ModifyLivePlayAuthKey', 'ModifyLivePlayAuthKey']);
  });

  it('that is off lets anybody push, which is said in red', async () => {
    const preview = await createAsker(createFakeDomains().live).preview(`key set ${PUSH} auth:off`);
    expect(textOf(preview)).toContain('🔴 Anybody who knows the domain may push');
  });

  it('needs something to set', async () => {
    const refusal = await createAsker(createFakeDomains().live).refusal(`key set ${PUSH}`);
    expect(refusal.code).toBe('airdesk.bad-option');
  });
});

describe('a key change', () => {
  it('makes the new key in the moment of the call: none is in preview, plan, state or facts', async () => {
    const { live, auth } = createFakeDomains();
    const asker = createAsker(live);
    const preview = await asker.preview(`key rotate ${PUSH}`);
    expect(live.writes()).toEqual([]);
    const { verified, undo } = await asker.act(`key rotate ${PUSH}`);
    const made = auth[PUSH]?.backup ?? '';
    expect(made).toMatch(/^[A-Za-z0-9]{16,128}$/);
    expect(verified.seen).toBe(true);
    const told = JSON.stringify([preview, verified, undo]);
    expect(told).not.toContain(made);
    expect(told).not.toContain(OLD_KEY);
    expect(live.writes()).toEqual(['ModifyLivePushAuthKey']);
    expect(live.calls.at(-1)?.action).toBe('DescribeLivePushAuthKey');
  });

  it('ends with the new key as the main one, and a backup that nobody has', async () => {
    const { live, auth } = createFakeDomains();
    const asker = createAsker(live);
    expect((await asker.refusal(`key promote ${PUSH}`)).code).toBe('airdesk.nothing-to-do');
    await asker.act(`key rotate ${PUSH}`);
    const made = auth[PUSH]?.backup;
    expect(textOf(await asker.look('key check'))).toContain('a key change is open since');
    const { preview, verified } = await asker.act(`key promote ${PUSH}`);
    expect(textOf(preview)).toContain('🔴 Every address signed with the old main key fails');
    expect(verified.seen).toBe(true);
    expect(auth[PUSH]?.main).toBe(made);
    expect([OLD_KEY, made, '']).not.toContain(auth[PUSH]?.backup);
    expect(textOf(await asker.look('key check'))).not.toContain('a key change is open');
    expect((await asker.refusal(`key promote ${PUSH}`)).code).toBe('airdesk.nothing-to-do');
  });

  it('is taken back while the former keys are in memory, and only where nothing else came', async () => {
    const { live, auth } = createFakeDomains();
    const asker = createAsker(live);
    const { undo } = await asker.act(`key rotate ${PUSH}`);
    if (!undo) throw new Error('no undo');
    expect(JSON.stringify(undo)).not.toContain(OLD_KEY);
    expect((await asker.undo(undo)).verified.seen).toBe(true);
    expect(auth[PUSH]).toMatchObject({ main: OLD_KEY, backup: '' });
    // By somebody else, in the console.
    const again = await asker.act(`key rotate ${PUSH}`);
    auth[PUSH] = { on: 1, main: OLD_KEY, backup: 'consolekey0123456789', valid: 0 };
    await expect(asker.undo(again.undo ?? undo)).rejects.toMatchObject({ code: 'airdesk.changed' });
  });

  it('after a restart has no undo: what was in memory is gone', async () => {
    const { live } = createFakeDomains();
    const { undo } = await createAsker(live).act(`key rotate ${PUSH}`);
    if (!undo) throw new Error('no undo');
    await expect(createAsker(live).undo(undo)).rejects.toMatchObject({ code: 'airdesk.not-held' });
  });

  it('waits until the addresses that were made here have expired', async () => {
    const asker = createAsker(createFakeDomains().live);
    await asker.context.keys.signed(PUSH, 'main', NOW + 3_600_000);
    await asker.act(`key rotate ${PUSH}`);
    const refusal = await asker.refusal(`key promote ${PUSH}`);
    expect(refusal.code).toBe('airdesk.too-early');
    expect(refusal.choices).toEqual([`key promote ${PUSH} early:on`]);
    const early = await asker.preview(refusal.choices[0] ?? '');
    expect(textOf(early)).toContain('🔴 Addresses made here with the old key are good until');
  });

  it('is not begun where auth is off', async () => {
    const refusal = await createAsker(createFakeDomains().live).refusal(`key rotate ${PLAY}`);
    expect(refusal.choices).toEqual([`key set ${PLAY} auth:on`]);
  });
});
