import { describe, expect, it } from 'vitest';
import { pushAddress } from '../../../src/live/address/addresses.ts';
import { createAsker, NOW, textOf } from '../asking.ts';
import { createFakeDomains, OLD_KEY, PLAY, PUSH } from './fake-domains.ts';

const STREAM = `${PUSH}/live/main`;
const name = { domain: PUSH, app: 'live', stream: 'main' };
const HOUR = 3_600_000;

describe('push-url', () => {
  it('signs for all protocols, tells until when in the zone of the reader, to the asker only', async () => {
    const card = await createAsker(createFakeDomains().live).look(`push-url ${STREAM} for:2h`);
    const until = NOW + 2 * HOUR;
    for (const protocol of ['rtmp', 'srt', 'webrtc'] as const)
      expect(card.code).toContain(pushAddress(protocol, { name, key: OLD_KEY, until }).url);
    expect(card.code).toContain('Server:\nrtmp://push.example.com/live/\nStream key:\nmain?txSecret=');
    expect(textOf(card)).toContain('2026-03-02 06:00:00 Asia/Shanghai');
    expect(card.visibility).toBe('asker');
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Hide']);
    expect(JSON.stringify(card)).not.toContain(OLD_KEY);
  });

  it('signs with the new key while a change is open, and knows until when the old one is needed', async () => {
    const { live, auth } = createFakeDomains();
    const asker = createAsker(live);
    await asker.look(`push-url ${STREAM} for:1h`);
    await asker.act(`key rotate ${PUSH}`);
    const card = await asker.look(`push-url ${STREAM} for:1h protocol:rtmp`);
    const key = auth[PUSH]?.backup ?? '';
    expect(card.code).toContain(pushAddress('rtmp', { name, key, until: NOW + HOUR }).url);
    expect(textOf(card)).toContain('the new key (backup)');
    expect(await asker.context.keys.goodUntil(PUSH)).toEqual({ main: NOW + HOUR, backup: NOW + HOUR });
    expect((await asker.refusal(`key promote ${PUSH}`)).code).toBe('airdesk.too-early');
  });

  it('refuses a domain that is off, or none to push to', async () => {
    const asker = createAsker(createFakeDomains().live);
    expect((await asker.refusal('push-url old.example.com/live/main')).code).toBe('airdesk.domain-off');
    expect((await asker.refusal(`push-url ${PLAY}/live/main`)).code).toBe('airdesk.not-found');
    expect((await asker.refusal(`push-url ${STREAM} key:backup`)).code).toBe('airdesk.no-key');
  });
});

describe('play-url', () => {
  it('takes the only play domain, https where it has a certificate, and says that it is public', async () => {
    const card = await createAsker(createFakeDomains().live, { language: 'zh-CN' }).look(
      `播放地址 ${STREAM}`,
    );
    expect(card.code).toContain('https://play.example.com/live/main.flv\n');
    expect(textOf(card)).toContain('播放域名未开启鉴权：该地址可公开使用。');
    expect(card.visibility).toBe('asker');
  });

  it('is good for the validity of the domain longer than its txTime', async () => {
    const { live, auth } = createFakeDomains();
    auth[PLAY] = { on: 1, main: 'playkey1234567890abc', backup: '', valid: 1800 };
    const card = await createAsker(live).look(`play-url ${STREAM} for:1h template:hd`);
    expect(textOf(card)).toContain('2026-03-02 05:30:00 Asia/Shanghai');
    expect(card.code).toMatch(/main_hd\.m3u8\?txSecret=\w{32}&txTime=/);
  });
});

describe('url check', () => {
  const good = pushAddress('rtmp', { name, key: OLD_KEY, until: NOW + HOUR }).url;
  it.each([
    [good, '✓ signed with the main key', /all is well/],
    [pushAddress('srt', { name, key: OLD_KEY, until: NOW + HOUR }).url, '✓ good until', /all is well/],
    [pushAddress('rtmp', { name, key: OLD_KEY, until: NOW - HOUR }).url, '18.501', /1 thing to mend/],
    [pushAddress('rtmp', { name, key: 'another', until: NOW + HOUR }).url, '18.503', /1 thing to mend/],
    [good.replace('main?', 'other?'), '18.503', /1 thing to mend/],
    [good.replace(/&txTime.*/, ''), '18.500', /1 thing to mend/],
    [good.replace(/txSecret=\w+&/, ''), '18.502', /1 thing to mend/],
    ['rtmp://push.example.net/live/main', '18.301', /1 thing to mend/],
    ['http://play.example.com/live/main.flv', 'auth is off', /all is well/],
  ])('%s', async (url, text, title) => {
    const card = await createAsker(createFakeDomains().live).look(`url check "${url}"`);
    expect(textOf(card)).toContain(text);
    expect(card.title).toMatch(title);
    expect(card.visibility).toBe('asker');
    expect(JSON.stringify(card)).not.toContain('txSecret=');
  });
});

describe('key show', () => {
  it('shows the keys to the asker only', async () => {
    const card = await createAsker(createFakeDomains().live).look(`key show ${PUSH}`);
    expect(textOf(card)).toContain(`Main key: ${OLD_KEY}`);
    expect(card.visibility).toBe('asker');
  });
});
