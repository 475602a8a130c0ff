import { describe, expect, it } from 'vitest';
import { encoderFields, playAddresses, pushAddress } from '../../../src/live/address/addresses.ts';
import { readSignedAddress } from '../../../src/live/address/read-address.ts';
import { isSignedWith, readTxTime, txSecret, txTime } from '../../../src/live/address/sign.ts';

const name = { domain: 'push.example.com', app: 'live', stream: 'test' };
/** 2018-12-29 11:13:45 UTC, the time of the vendor's example. */
const until = 0x5c271099 * 1000;
const key = 'e12c46f2612d5106e2034781ab261ca3';
const signed = 'txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099';

describe('the signature of an address', () => {
  it.each([
    [key, 'test', '5C271099', 'f85a2ab363fe4deaffef9754d79da6fe'],
    ['ngoeiq03', 'test01', '5C01D608', 'ce797dc6238156d548ef945e6ad1ea20'],
  ])('%s %s %s, as the vendor has it', (key, stream, time, expected) => {
    expect(txSecret({ key, stream, time })).toBe(expected);
    expect(isSignedWith(expected.toUpperCase(), { key, stream, time })).toBe(true);
    expect(isSignedWith(expected, { key: `${key}x`, stream, time })).toBe(false);
    expect(isSignedWith(expected, { key: '', stream, time })).toBe(false);
  });

  it('has its time in hexadecimal, whole seconds', () => {
    expect(txTime(until + 999)).toBe('5C271099');
    expect(readTxTime('5c271099')).toBe(until);
    expect(readTxTime('never')).toBeUndefined();
  });
});

describe('addresses to push to', () => {
  it.each([
    ['rtmp', `rtmp://push.example.com/live/test?${signed}`],
    ['webrtc', `webrtc://push.example.com/live/test?${signed}`],
    [
      'srt',
      `srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/test,${signed.replace('&', ',')}`,
    ],
  ] as const)('%s', (protocol, url) => {
    expect(pushAddress(protocol, { name, key, until })).toEqual({ protocol, url });
  });

  it('are apart as encoders want them, with a delay where one is asked for', () => {
    expect(encoderFields({ name, key, until }, 30)).toEqual({
      server: 'rtmp://push.example.com/live/',
      key: `test?${signed}&txDelayTime=30`,
    });
  });

  it('have no signature where there is no auth', () => {
    expect(pushAddress('rtmp', { name, key: undefined, until }).url).toBe(
      'rtmp://push.example.com/live/test',
    );
    expect(pushAddress('srt', { name, key: undefined, until }).url).toMatch(/r=live\/test$/);
  });
});

describe('addresses to play from', () => {
  it('are one a protocol, https where there is a certificate', () => {
    expect(playAddresses({ name, key, until }, true).map(({ url }) => url)).toEqual([
      `https://push.example.com/live/test.flv?${signed}`,
      `https://push.example.com/live/test.m3u8?${signed}`,
      `webrtc://push.example.com/live/test?${signed}`,
      `rtmp://push.example.com/live/test?${signed}`,
    ]);
    expect(playAddresses({ name, key: undefined, until }, false)[0]?.url).toBe(
      'http://push.example.com/live/test.flv',
    );
  });

  it('of a rendition are signed over its own name', () => {
    const [flv] = playAddresses({ name, key, until }, false, 'hd');
    const secret = txSecret({ key, stream: 'test_hd', time: '5C271099' });
    expect(flv?.url).toBe(`http://push.example.com/live/test_hd.flv?txSecret=${secret}&txTime=5C271099`);
  });
});

describe('an address', () => {
  const wanted = { name, key, until };
  it.each([
    ...(['rtmp', 'webrtc', 'srt'] as const).map((protocol) => pushAddress(protocol, wanted)),
    ...playAddresses(wanted, true),
  ])('is read back: $url', ({ url }) => {
    expect(readSignedAddress(url)).toMatchObject({
      name,
      secret: 'f85a2ab363fe4deaffef9754d79da6fe',
      time: '5C271099',
    });
  });

  it.each([
    'push.example.com/live/test',
    'rtmp://push.example.com/test',
    'hello',
    'srt://h:9000?streamid=abc',
  ])('%s is none', (text) => {
    expect(readSignedAddress(text)).toBeUndefined();
  });
});
