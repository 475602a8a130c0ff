import { afterEach, describe, expect, it } from 'vitest';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';
import { onAir } from '../stage/streams-on-air.ts';

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';
const KEY = '0123456789abcdef';
const QUERY = `txSecret=${KEY}&txTime=6E07415C`;

async function ask(line: string, text: RegExp) {
  await stage.driver.say('engineer', line);
  return stage.expectMessage(text);
}

/** Everything that people and disks have. */
async function everywhere(): Promise<string> {
  const cards = stage.driver.messages().map(({ text, buttons }) => [text, ...buttons].join('\n'));
  return [...cards, JSON.stringify(await stage.audit()), JSON.stringify(stage.sandbox.calls())].join('\n');
}

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['rtmp', `rtmp://push.example.com/live/main?${QUERY}`],
  ['rtmps with a port and a slash', `RTMPS://Push.example.com:443/live/main/?${QUERY}`],
  [
    'srt',
    `srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/main,txSecret=${KEY},txTime=6E07415C`,
  ],
  ['what an srt encoder asks for', `#!::h=push.example.com,r=live/main,txSecret=${KEY},txTime=6E07415C`],
  [
    'srt, encoded',
    `srt://push.example.com:9000?streamid=%23!::h=push.example.com%2Cr%3Dlive%2Fmain%2CtxSecret%3D${KEY}`,
  ],
  ['webrtc', `webrtc://push.example.com/live/main?${QUERY}`],
  ['flv, on the domain of viewers', `http://play.example.com/live/main.flv?${QUERY}`],
  ['hls', `https://play.example.com/live/main.m3u8?${QUERY}`],
  ['without a scheme', `push.example.com/live/main?${QUERY}`],
  ['server and key apart', `rtmp://push.example.com/live/ main?${QUERY}`],
  ['as an encoder shows it', `Server: rtmp://push.example.com/live Stream Key: main?${QUERY}`],
  ['as a Chinese encoder shows it', `服务器：rtmp://push.example.com/live/ 串流密钥：main?${QUERY}`],
  ['without its question mark', `rtmp://push.example.com/live/main&${QUERY}`],
];

const CASES = [
  ...ADDRESSES.map(([what, address]) => ['desk', what, address] as const),
  ...PLATFORMS.flatMap((platform) =>
    ADDRESSES.filter(([what]) => /^(?:rtmp|srt|server and key apart)$/.test(what)).map(
      ([what, address]) => [platform, what, address] as const,
    ),
  ),
];

describe('an address instead of a name is recognised, offered as a name, and its key is nowhere', () => {
  it.each(CASES)('%s: %s', async (platform, _what, address) => {
    stage = await createStage(platform, onAir('main', 'other'));
    const refused = await ask(`stream forbid ${address} 2h rights`, /That is an address/);
    expect(refused.buttons).toEqual([`stream forbid ${MAIN} 2h rights`]);
    expect(refused.text).toContain('delete your message');
    await stage.driver.press('engineer', refused, `stream forbid ${MAIN} 2h rights`);
    await stage.expectMessage(/Forbid push\.example\.com\/live\/main until/);
    const all = await everywhere();
    expect(all).not.toContain(KEY);
    expect(all).not.toContain('6E07415C');
  });
});

describe('an address that could be taken for another', () => {
  it('what stands behind a # belongs to the name', async () => {
    stage = await createStage('desk', onAir('3891_@v_tls#3pfnm5fw35qt', '3891_@v_tls'));
    const refused = await ask('stream show rtmp://push.example.com/live/3891_@v_tls#3pfnm5fw35qt', /address/);
    expect(refused.buttons).toEqual(['stream show "id:push.example.com/live/3891_@v_tls#3pfnm5fw35qt"']);
    await stage.driver.press('engineer', refused, refused.buttons[0] ?? '');
    await stage.expectMessage(/^.*3891_@v_tls#3pfnm5fw35qt\n.*State: on air/);
  });

  it('a length behind a server is no name of a stream', async () => {
    stage = await createStage('desk', onAir('main'));
    const refused = await ask('stream forbid rtmp://push.example.com/live 2h', /address/);
    expect(refused.buttons).toEqual([]);
  });

  it('a mute has the line as well', async () => {
    stage = await createStage('desk', onAir('main'));
    const refused = await ask(`mute add rtmp://push.example.com/live/main?${QUERY} 30 min`, /address/);
    await stage.driver.press('engineer', refused, refused.buttons[0] ?? '');
    await stage.expectMessage(/Muted: push\.example\.com\/live\/main/);
    expect(await everywhere()).not.toContain(KEY);
  });
});
