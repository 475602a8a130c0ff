import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutKeys } from '../../src/intake/without-keys.ts';

const KEY = '0123456789abcdef';

describe('keys are taken out of what people type', () => {
  it.each([
    [
      `rtmp://push.example.com/live/main?txSecret=${KEY}&txTime=6E07415C`,
      'rtmp://push.example.com/live/main?…',
    ],
    [`main?txSecret=${KEY}&txTime=6E07415C`, 'main?…'],
    [`main?key=${KEY} was wrong`, 'main?… was wrong'],
    [`main&txSecret=${KEY}&txTime=6E07415C`, 'main&txSecret=[redacted]&txTime=[redacted]'],
    [
      `srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/main,txSecret=${KEY}`,
      'srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/main,…',
    ],
    [`#!::h=push.example.com,r=live/main,txSecret=${KEY}`, '#!::h=push.example.com,r=live/main,…'],
    [`srt://a.example.com:9000?streamid=publish:live/main:bo:${KEY}`, 'srt://a.example.com:9000?streamid=…'],
    [`txSecret ${KEY}`, 'txSecret [redacted]'],
    [`txSecret：${KEY}`, 'txSecret：[redacted]'],
    [`txSecret＝${KEY}`, 'txSecret＝[redacted]'],
    [`txSecret=ab1`, 'txSecret=[redacted]'],
    [`the stream key is ${KEY}`, 'the stream key is [redacted]'],
    [`推流密钥：${KEY}，已换`, '推流密钥：[redacted]，已换'],
    [`Authorization: Bearer ${KEY}`, 'Authorization: Bearer [redacted]'],
    [`rtsp://bo:${KEY}@cam.example.com/1`, 'rtsp://[redacted]@cam.example.com/1'],
    [`https://a.example.com/whip?jwt=${KEY}`, 'https://a.example.com/whip?…'],
    [`rtmp://a.rtmp.youtube.com/live2/abcd-efgh-ijkl`, 'rtmp://a.rtmp.youtube.com/live2/…'],
    [`twitch://live_1234_${KEY}`, 'twitch://…'],
    [`https%3A%2F%2Fa.example.com%2Fx%3FtxSecret%3D${KEY}`, 'https%3A%2F%2Fa.example.com%2Fx?…'],
  ])('%s', (typed, kept) => {
    expect(withoutKeys(typed)).toBe(kept);
    expect(withoutKeys(kept)).toBe(kept);
  });

  it.each([
    'what?',
    'is it on? yes: since 22:00',
    'the bot restarted the encoder, basic settings are fine',
    'the key: see the vault',
    'token: yes',
    'ticket https://tickets.example.com/browse?id=4711&view=full',
    'push.example.com/live/3891_@v_tls#3pfnm5fw35qt',
    'push.example.com/live/OFxyZcap!0AB8%Xj',
    'ID: 4711 is with the venue',
    '编号：4711 已提交工单',
    '--force-push was left on',
    'stream key replaced by Bo',
    'account: sports',
  ])('%s stays', (typed) => {
    expect(withoutKeys(typed)).toBe(typed);
  });

  it('wherever they stand', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', ' ', ',', '，', ':', '中', '\n', '(', '“'),
      maxLength: 12,
    });
    const secret = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdefXYZ_-')),
      minLength: 12,
      maxLength: 40,
    });
    const holder = fc.constantFrom(
      (key: string) => `rtmp://push.example.com/live/main?txSecret=${key}&txTime=6E07415C`,
      (key: string) => `RTMPS://push.example.com:443/live/main/?k=1&auth_key=${key}`,
      (key: string) => `main?key=${key}`,
      (key: string) => `txSecret=${key}`,
      (key: string) => `wsSecret = ${key}`,
      (key: string) => `srt://h.example.com:9000?streamid=#!::r=live/main,txSecret=${key},h=h.example.com`,
      (key: string) => `srt://h.example.com?streamid=%23!::r%3Dlive%2Fmain%2CtxSecret%3D${key}`,
      (key: string) => `http://play.example.com/live/main.flv?txSecret=${key}`,
    );
    fc.assert(
      fc.property(around, secret, holder, around, (before, key, hold, after) => {
        const kept = withoutKeys(`${before} ${hold(key)} ${after}`);
        expect(kept).not.toContain(key);
        expect(withoutKeys(kept)).toBe(kept);
      }),
      { numRuns: 2000 },
    );
  });
});
