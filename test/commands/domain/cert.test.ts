import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/live/read/certificates.ts';
import { createAsker, NOW, textOf } from '../asking.ts';
import { createFakeDomains, PLAY, PUSH } from './fake-domains.ts';

describe('certificates', () => {
  it.each([
    [['*.example.com'], 'play.example.com', true],
    [['*.example.com'], 'a.play.example.com', false],
    [['*.example.com'], 'example.com', false],
    [['PLAY.example.com'], 'play.example.com', true],
    [['play.example.org', '*.example.com'], 'play.example.com', true],
  ])('%j for %s: %s', (names, host, expected) => {
    expect(covers(names, host)).toBe(expected);
  });

  it('are listed and shown, with their end in the zone of the reader', async () => {
    const asker = createAsker(createFakeDomains().live);
    const list = await asker.look('cert list');
    expect(list.table?.rows[0]?.join()).toContain('2026-03-20 00:00:00 Asia/Shanghai');
    const shown = textOf(await asker.look(`cert show ${PLAY}`));
    expect(shown).toContain('Covers this domain: yes');
    expect(shown).toContain('Made out for: *.example.com');
    expect((await asker.refusal(`cert show ${PUSH}`)).code).toBe('airdesk.not-found');
  });

  it('are checked: what expires soon, with the line that mends it', async () => {
    const { live } = createFakeDomains();
    const soon = await createAsker(live).look('cert check');
    expect(soon.title).toBe('Certificates: 1 thing to mend');
    expect(soon.code).toBe(`/live cert set ${PLAY}`);
    expect((await createAsker(live).look('cert check 7d')).title).toBe('Certificates: all is well');
    const late = createAsker(live, { now: () => NOW + 40 * 86_400_000 });
    expect(textOf(await late.look('cert check'))).toMatch(/✗ .*expired/);
    const zh = createAsker(live, { language: 'zh-CN' });
    expect((await zh.look('证书 检查')).title).toBe('证书：1 处需要处理');
  });

  it('are chosen, and https goes off in red; the undo puts back what was', async () => {
    const { live } = createFakeDomains();
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act(`cert set ${PLAY} https:off`);
    expect(textOf(preview)).toContain('🔴 Every https and webrtc player');
    expect(textOf(preview)).toContain('https on → demoCert, https off');
    expect(verified.seen).toBe(true);
    expect(undo?.options).toEqual({ domain: `id:${PLAY}`, cert: 'demoCert', https: 'on' });
    expect((await asker.undo(undo ?? missing())).verified.seen).toBe(true);
    expect((await asker.act(`cert set ${PLAY} nextCert`)).verified.seen).toBe(true);
  });

  it('that the cloud refuses inside a yes are refused', async () => {
    const asker = createAsker(createFakeDomains().live);
    await expect(asker.act(`cert set ${PLAY} otherCert`)).rejects.toMatchObject({
      code: 'FailedOperation.CertificateMismatch',
      outcome: 'refused',
    });
  });
});

describe('referers', () => {
  it('are set whole: what is not said stays', async () => {
    const { live } = createFakeDomains();
    const asker = createAsker(live);
    const first = await asker.act(`referer set ${PLAY} allow sites:www.example.com,*.example.org`);
    expect(textOf(first.preview)).toContain('🔴 Viewers on every other site lose the picture');
    expect(first.verified.seen).toBe(true);
    const next = await asker.act(`referer set ${PLAY} block empty:refuse`);
    expect(live.calls.findLast(({ action }) => action === 'ModifyLiveDomainReferer')?.params).toEqual({
      ...{ DomainName: PLAY, Enable: 1, Type: 0, AllowEmpty: 0 },
      Rules: 'www.example.com;*.example.org',
    });
    expect(next.undo?.options).toEqual({
      ...{ domain: `id:${PLAY}`, mode: 'allow', empty: 'allow' },
      sites: 'www.example.com,*.example.org',
    });
    expect(textOf(await asker.look(`referer show ${PLAY}`))).toContain('all but these sites');
  });

  it('need sites, unless they are off', async () => {
    const asker = createAsker(createFakeDomains().live);
    expect((await asker.refusal(`referer set ${PLAY} allow`)).code).toBe('airdesk.bad-option');
    expect((await asker.refusal(`referer set ${PLAY} off`)).code).toBe('airdesk.nothing-to-do');
  });
});

function missing(): never {
  throw new Error('no undo');
}
