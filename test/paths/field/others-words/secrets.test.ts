import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { createStage, type Stage } from '../../stage/stage.ts';
import { onAir } from '../../stage/streams-on-air.ts';

// Keys and passwords that other bots let through, by the public report that tells of it. One row a report.

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';

describe('secrets', () => {
  let write: MockInstance<typeof fs.write>;
  beforeEach(() => {
    vi.stubEnv('STAGE_LOG', 'debug');
    // The log goes to the standard output.
    write = vi.spyOn(fs, 'write');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  // Built from parts, so that nothing here looks like a token to a scanner.
  const KEY = ['0123456789', 'abcdef', '0123456789'].join('');
  const TELEGRAM = ['123456', `AAH${KEY}xYzAbCdEf`].join(':');
  const DISCORD = ['MTk4NjIyNDgzNDcxOTI1MjQ4', 'Cl2FMQ', `ZnCj${KEY}`].join('.');
  const TWITCH = ['live', '123456789', `AbCd${KEY}`].join('_');

  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      'sorayuki/obs-multi-rtmp#256: the key in the path',
      `rtmp://live.twitch.tv/app/${TWITCH}`,
      TWITCH,
      'rtmp://live.twitch.tv/app/…',
    ],
    ['the key alone', `he posted ${TWITCH} here`, TWITCH, 'he posted [redacted] here'],
    [
      'marss/aiortsp#14',
      'try rtspt://user12345:password12345@192.168.40.85/live4',
      'password12345',
      'try rtspt://[redacted]@192.168.40.85/live4',
    ],
    [
      'home-assistant/core#42904',
      'Error opening stream rtsp://admin:12345678@192.168.0.107:554/onvif1',
      '12345678',
      'rtsp://[redacted]@192.168.0.107:554/onvif1',
    ],
    [
      'eduard256/Strix#4: without a scheme',
      'url=toto:abcdef@192.168.1.20/mpeg4',
      'abcdef',
      '[redacted]@192.168.1.20/mpeg4',
    ],
    [
      'roflcoopter/viseron#294',
      'ffprobe -loglevel error rtsp://bo:hunter2@10.67.0.10:554/h264 timed out after 15s',
      'hunter2',
      'ffprobe -loglevel error rtsp://[redacted]@10.67.0.10:554/h264 timed out after 15s',
    ],
    [
      'datarhei/restreamer#107',
      `rtmp://localhost/live/external.stream?token=${KEY}: Operation not permitted`,
      KEY,
      'rtmp://localhost/live/external.stream?… Operation not permitted',
    ],
    [
      'datarhei/restreamer-ui#41',
      `rtmp://stream.odysee.com/live Key: ${KEY}?d=404d6f&s=4e838e&t=1695365674`,
      '4e838e',
      'rtmp://stream.odysee.com/live',
    ],
    [
      'WWBN/AVideo#7443: JSON',
      String.raw`{"70":"rtmps:\/\/live-api-s.facebook.com:443\/rtmp\/FB-1427055194429730-0-Abz6628C93zyukz_"}`,
      'Abz6628C93zyukz',
      '[redacted]',
    ],
    [
      'Edward-Wu/srt-live-server#12',
      'srt://sls.example.com:8080?streamid=live.sls.com/live/test&passphrase=hunter2hunter2',
      'hunter2',
      'srt://sls.example.com:8080?streamid=…',
    ],
    [
      'SAP/jenkins-library#2289: encoded',
      encodeURIComponent(`rtmp://${MAIN}?txSecret=${KEY}&txTime=6E07415C`),
      KEY,
      '?…',
    ],
    ['the same, twice', encodeURIComponent(encodeURIComponent(`rtmp://${MAIN}?txSecret=${KEY}`)), KEY, '?…'],
    [
      'go-vela/types#303',
      'www.example.com?username=someone&password=extrasecret1',
      'extrasecret1',
      'www.example.com?…',
    ],
    [
      'greeves89/AI-Employee#372: the whole message of BotFather',
      `Use this token to access the HTTP API: ${TELEGRAM} Keep it secure`,
      TELEGRAM,
      'Use this token to access the HTTP API: [redacted] Keep it secure',
    ],
    [
      'adolfousier/opencrabs#1322',
      `edit failed https://api.telegram.org/bot${TELEGRAM}/getMe`,
      TELEGRAM,
      'https://api.telegram.org/[redacted]/getMe',
    ],
    [
      'kjagiello/hermes#6',
      `Call failure: invalid_auth ${['xoxb', KEY].join('-')}`,
      KEY,
      'Call failure: invalid_auth [redacted]',
    ],
    ['katerlol/n8n-discord-trigger#45', `it printed ${DISCORD}`, DISCORD, 'it printed [redacted]'],
    [
      'benbaptist/minecraft-wrapper#513',
      '/password Alerts password hunter2',
      'hunter2',
      '/password Alerts password [redacted]',
    ],
    ['quoted', `txSecret="${KEY}" was in the chat`, KEY, 'txSecret="[redacted]" was in the chat'],
    ['behind an arrow, in bold', `**txSecret** → ${KEY}`, KEY, '**txSecret** → [redacted]'],
    ['in full width', `ｔｘＳｅｃｒｅｔ＝${KEY}`, KEY, 'txSecret=[redacted]'],
    ['in Chinese, in brackets', `推流密钥「${KEY}」泄露`, KEY, '推流密钥「[redacted]」泄露'],
    [
      'qoretechnologies/qore#2621: what only sounds like one',
      'camera of the passenger 2nd seat, key visual 20260301',
      'txSecret=',
      'camera of the passenger 2nd seat, key visual 20260301',
    ],
  ];

  it.each(
    rows.flatMap((row) =>
      (['slack over http', 'discord over http'] as const).map((platform) => [platform, ...row] as const),
    ),
  )('%s: %s', async (platform, _report, text, secret, shown) => {
    stage = await createStage(platform, onAir('main'));
    const { driver } = stage;
    await driver.say('lead', `stream forbid ${MAIN} 2h ${text}`);
    const card = await stage.expectMessage(/Forbid push/);
    expect(card.text).toContain(shown);
    await driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
    // In a name that is refused, too.
    await driver.say('lead', `stream show ${text}`);
    await stage.moment();
    const written = write.mock.calls.map((call) => call.slice(1, 2).join());
    const everywhere = [
      JSON.stringify([driver.messages(), await stage.audit(), stage.sandbox.calls()]),
      ...written,
    ];
    expect(written.length).toBeGreaterThan(0);
    expect(everywhere.filter((each) => each.includes(secret))).toEqual([]);
  });

  it('a stream that an encoder pushed with its key for a name is not offered with it', async () => {
    stage = await createStage('slack over http', onAir(`main&txSecret=${KEY}&txTime=6E07415C`, 'maim'));
    await stage.driver.say('lead', 'stream drop main');
    const refused = await stage.expectMessage(/No stream "main" is online/);
    expect(refused.buttons).toEqual(['stream drop push.example.com/live/maim']);
    expect(JSON.stringify([refused, await stage.audit()])).not.toContain(KEY);
  });
});
