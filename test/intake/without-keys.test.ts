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
    [`txSecret="${KEY}"`, 'txSecret="[redacted]"'],
    [`\\"txSecret\\": \\"${KEY}\\"`, '\\"txSecret\\": \\"[redacted]\\"'],
    [`txSecret -> ${KEY}`, 'txSecret -> [redacted]'],
    [`txSecret - ${KEY}`, 'txSecret - [redacted]'],
    [`txSecret was ${KEY}`, 'txSecret was [redacted]'],
    [`txSecret (${KEY})`, 'txSecret ([redacted])'],
    [`**txSecret**: ${KEY}`, '**txSecret**: [redacted]'],
    [`ｔｘＳｅｃｒｅｔ＝${KEY}`, 'txSecret=[redacted]'],
    [`txSec\u200bret=${KEY}`, 'txSecret=[redacted]'],
    [`txSecret%253D${KEY}`, 'txSecret=[redacted]'],
    [`%74xSecret=${KEY}`, '%74xSecret=[redacted]'],
    [`rtmp://push.example.com/live/main%253FtxSecret%253D${KEY}`, 'rtmp://push.example.com/live/main?…'],
    [`main?${KEY}${KEY} went out`, 'main?… went out'],
    [`the key ${KEY} leaked`, 'the key [redacted] leaked'],
    ['stream key: xKqTzwLmPvRbYhNd', 'stream key: [redacted]'],
    [`密钥${KEY}，请更换`, '密钥[redacted]，请更换'],
    [`密钥为：「${KEY}」`, '密钥为：「[redacted]」'],
    [`鉴权串 ${KEY}`, '鉴权串 [redacted]'],
    ['密码 hunter2', '密码 [redacted]'],
    ['password: hunter2', 'password: [redacted]'],
    ['passphrase=correct-horse', 'passphrase=[redacted]'],
    ['admin:secret@10.0.0.1 is the camera', '[redacted]@10.0.0.1 is the camera'],
    [`hdnts=exp=1~acl=/*~hmac=${KEY}`, 'hdnts=exp=1~acl=/*~hmac=[redacted]'],
    [`volcSecret=${KEY}&volcTime=1`, 'volcSecret=[redacted]&volcTime=[redacted]'],
    ['live_123456789_AbCdEfGhIjKlMnOpQrStUvWxYz0123', '[redacted]'],
    [
      'https://api.telegram.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/x',
      'https://api.telegram.org/[redacted]/x',
    ],
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
    'the stream key is misconfigured',
    'key: configuration of the encoder',
    'password reset 2026',
    'the password is wrong 3 times',
    'txTime is over at 22:00',
    'key moments: 22:15, 22:40',
    'keyframe interval 2s, hotkey F12',
    'stream key is for main2024',
    '密钥 20260301 更换',
    '密码已于20260301更换',
    '推流码率 6000kbps 太高',
    '推流密钥不对，见文档',
    'ratio 3:2@60fps, cam%20one, 50%25 and 100% off',
    'ask lin:bo@b.example',
    'push.example.com/live/0123456789abcdef0123456789abcdef',
    'live_1500000000_cam1',
    '全角：ＡＢＣ！？',
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
      (key: string) => `txSecret："${key}"`,
      (key: string) => `**tx_secret** -> \`${key}\``,
      (key: string) => encodeURIComponent(encodeURIComponent(`main?txSecret=${key}`)),
      (key: string) => `推流密钥「${key}0123456789」`,
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

  it('leaves a line of small letters without looking further, and would leave it if it looked', () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...'hmac authkey streamkey key secret token sign sig pw pwd password bearer basic bot'.split(' '),
      ),
      fc.constantFrom(
        ...'txsecret txtime wssecret upt usersig callbackkey stream list main isa wast'.split(' '),
      ),
      fc.string({
        unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')),
        minLength: 1,
        maxLength: 40,
      }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const line = words.filter((each) => each !== 'is' && each !== 'was').join(' ');
        expect(withoutKeys(line)).toBe(line);
        // The digit has every pattern tried.
        expect(withoutKeys(`${line} 1`)).toBe(`${line} 1`);
      }),
    );
  });
});
