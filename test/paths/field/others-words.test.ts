import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { liveStream, type Scene } from '../../../sandbox/scene.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import { createStage, type Platform, type Stage } from '../stage/stage.ts';

// What people typed into other bots that these misread, by the public report that tells of it. One row a report.

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';
const ON_AIR = /^.*push\.example\.com\/live\/main\n[^]*State: on air/;

function onAir(...names: readonly string[]): Scene {
  const streams = names.map((stream) => ({ ...liveStream('push.example.com/live/x'), stream }));
  return { ...demoScene, casters: [], pulls: [], bans: [], streams };
}

describe('names and markup', () => {
  /** `sent`: as Slack hands it on where links and people are escaped. */
  const rows: readonly (readonly [string, Platform | 'sent', readonly string[], string, RegExp])[] = [
    [
      'slackapi/bolt-python#322: a host becomes a link without a scheme',
      ...(['sent', ['main'], 'stream show <push.example.com|push.example.com>/live/main', ON_AIR] as const),
    ],
    [
      'mattmakai/fullstackpython.com#150: the brackets of the last link were taken for those of the mention',
      ...([
        'sent',
        ['main'],
        '<@U0AIRDESK> stream show <http://push.example.com|push.example.com>/live/main',
        ON_AIR,
      ] as const),
    ],
    [
      'honk-ci/honkctl#3: an address in brackets',
      ...([
        'sent',
        ['main'],
        `stream show <https://${MAIN}.flv>`,
        /an address[^]*stream show push\.example\.com\/live\/main/,
      ] as const),
    ],
    [
      'slackapi/bolt-js#1285: words that were made a link arrive as words',
      ...([
        'sent',
        ['main'],
        `stream forbid main 2h see <https://t.example.com/1|the ticket>`,
        /Reason: see the ticket/,
      ] as const),
    ],
    [
      'slackapi/hubot-slack#106: said to the bot by its name',
      'slack over http',
      ['main'],
      '@airdesk stream show main',
      ON_AIR,
    ],
    [
      'hipchat/hubot-hipchat#136: the bot’s name without @',
      'slack over http',
      ['main'],
      'airdesk stream show main',
      ON_AIR,
    ],
    [
      'NOALBS#205: a space too many behind the prefix',
      'slack over http',
      ['main'],
      '/live  stream   show  main',
      ON_AIR,
    ],
    [
      'discordjs/Commando#299: quotes of an iPhone',
      'discord over http',
      ['main'],
      'stream show “main”',
      ON_AIR,
    ],
    [
      'errbotio/errbot#1145: curly quotes and long dashes of options',
      ...([
        'slack over http',
        ['main'],
        'stream forbid main —for=“2h” —reason=“the league asked”',
        /Reason: the league asked \(lin\)/,
      ] as const),
    ],
    [
      'harbur/kubebot#9: two dashes that became one long one',
      'slack over http',
      ['main'],
      'stream forbid main —for 2h',
      /until 2026-03-01 22:00/,
    ],
    [
      'hubot-archive/hubot-auth#44: a name with a space',
      'desk',
      ['Mark D', 'Mark'],
      'stream show "Mark D"',
      /live\/Mark D\n[^]*on air/,
    ],
    [
      'slackapi/hubot-slack#275: a name with dots and dashes',
      'slack over http',
      ['cam-1.main', 'cam-1'],
      'stream show cam-1.main',
      /live\/cam-1\.main\n[^]*on air/,
    ],
    [
      'RocketChat#1583: a name that ends in a dot',
      'slack over http',
      ['test.', 'other'],
      'stream show push.example.com/live/test.',
      /live\/test\.\n[^]*on air/,
    ],
    [
      'a name with a comma behind it, out of a sentence',
      'slack over http',
      ['main'],
      `stream drop ${MAIN},`,
      /What is meant can be[^]*stream drop push\.example\.com\/live\/main\n/,
    ],
    [
      'obs-websocket#1300: an accent, as part of its letter',
      'desk',
      ['Source me\u0301dia', 'x'],
      'stream show "Source média"',
      /on air/,
    ],
    [
      'tyejae/msf.gg#447: a ghost in the name',
      'discord over http',
      ['👻 ghost', 'x'],
      'stream show "👻 ghost"',
      /👻 ghost\n[^]*on air/,
    ],
    [
      'discordrb/discordrb#501: people and emoji in what is free text',
      ...([
        'discord over http',
        ['main'],
        `stream forbid main 2h ask <@${userId('discord', 'producer')}> <:towc:441574097843912725>`,
        /Reason:? ?\n?ask @bo :towc: \(lin\)/,
      ] as const),
    ],
  ];

  it.each(rows)('%s', async (_report, platform, names, line, shown) => {
    stage = await createStage(platform === 'sent' ? 'slack over http' : platform, onAir(...names));
    if (platform === 'sent') {
      const wire = { mode: 'http', botOrigin: stage.origin() } as const;
      await stage.slack?.slashAsSent(wire, userId('slack', 'lead'), CHANNEL.slack, line);
    } else await stage.driver.say('lead', line);
    const answer = await stage.expectMessage(/./s);
    expect([answer.text, ...answer.buttons].join('\n')).toMatch(shown);
    expect(answer.notified).toEqual([]);
  });

  it.each([
    ['jshea2/OSC-for-OBS#5: a space', 'cam 1'],
    ['aoijs/aoi.js#696: a colon', 'cam:1'],
    ['NOALBS#157: capitals', 'IRL'],
    ['an underscore at both ends', '_main_'],
    ['a star, a tilde and a backtick', '*a*~b~`c`'],
    ['a quote, a backslash and a bar', `a"b\\c|d`],
    ['an ampersand and brackets', '<a&b>'],
    ['signs of a query', 'a?b=c&d'],
    ['what goes the other way', 'שידור'],
    ['in full width', '主播：１'],
  ])('%s in a name: the button that names it means it', async (_report, name) => {
    for (const platform of ['slack over http', 'discord over http'] as const) {
      stage = await createStage(platform, onAir(name, 'other'));
      await stage.driver.say('lead', 'stream list');
      const list = await stage.expectMessage(/2 streams on air/);
      await stage.driver.press('lead', list, list.buttons.find((label) => label !== 'other') ?? '');
      const shown = await stage.expectMessage(/State:? ?\n?on air/);
      await stage.driver.press('lead', shown, 'Drop…');
      const card = await stage.expectMessage(/Drop .*\?/);
      await stage.driver.press('lead', card, 'Confirm');
      await stage.expectUpdate(card, /: done/);
      const drop = stage.sandbox.calls().find(({ action }) => action === 'DropLiveStream');
      expect(drop?.params).toMatchObject({ AppName: 'live', StreamName: name });
      if (platform === 'slack over http') await stage.stop();
    }
  });
});

describe('times', () => {
  it.each([
    [
      'mojombo/chronic#369: midday was midnight',
      'UTC',
      '2026-03-03T09:00:00Z',
      'today at midday',
      '2026-03-03T12:00:00Z',
    ],
    [
      'facebook/duckling#112: noon was midnight',
      'UTC',
      '2026-03-01T09:00:00Z',
      'tuesday at noon',
      '2026-03-03T12:00:00Z',
    ],
    [
      'bear/parsedatetime#84: the afternoon was noon',
      'UTC',
      '2026-03-01T09:00:00Z',
      'tomorrow at 3pm',
      '2026-03-02T15:00:00Z',
    ],
    [
      'Mayerch1/RemindmeBot#5: an hour that is over means tomorrow',
      'UTC',
      '2026-03-01T23:00:00Z',
      '9am',
      '2026-03-02T09:00:00Z',
    ],
    [
      'SerjoPepper/delorean_bot#1: on the eve of a change',
      'America/New_York',
      '2016-03-12T20:00:00Z',
      'today at 11:00PM',
      '2016-03-13T04:00:00Z',
    ],
    [
      'the same, tomorrow',
      'America/New_York',
      '2016-03-12T20:00:00Z',
      'tomorrow at 12:00',
      '2016-03-13T16:00:00Z',
    ],
    [
      'date-fns#3900: the hour after a change',
      'America/New_York',
      '2023-03-12T05:00:00Z',
      '03:30',
      '2023-03-12T07:30:00Z',
    ],
    [
      'the same, an hour that is skipped',
      'America/New_York',
      '2023-03-12T05:00:00Z',
      '02:30',
      '2023-03-12T07:00:00Z',
    ],
    [
      'rails/rails#26941: a week over a change is a week',
      'America/New_York',
      '2016-10-31T12:00:00Z',
      '7d',
      '2016-11-07T12:00:00Z',
    ],
    [
      'matrix-reminder-bot#57: the time of day stays over a change',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      'sunday 22:00',
      '2026-03-29T20:00:00Z',
    ],
    [
      'LegendOfMCPE/EssentialsPE#291: a space before the unit',
      'UTC',
      '2026-03-01T20:00:00Z',
      '10 m',
      '2026-03-01T20:10:00Z',
    ],
    [
      'vldc-hq/vldc-bot#85: more hours than a day has',
      'UTC',
      '2026-03-01T20:00:00Z',
      '69h 420m',
      '2026-03-05T00:00:00Z',
    ],
    ['prometheus/alertmanager#1620: a week', 'UTC', '2026-03-01T20:00:00Z', '1w', '2026-03-08T20:00:00Z'],
    ['SoulKyu/notificator#25: thirty days', 'UTC', '2026-03-01T20:00:00Z', '30d', '2026-03-31T20:00:00Z'],
    [
      'WA-WF-Bot#484: with am or without',
      'UTC',
      '2026-03-01T20:00:00Z',
      'tomorrow at 8am',
      '2026-03-02T08:00:00Z',
    ],
    [
      'a zone in words',
      'Europe/Berlin',
      '2026-03-01T10:00:00Z',
      '22:00 Beijing time',
      '2026-03-01T14:00:00Z',
    ],
    ['a date in Chinese', 'Asia/Shanghai', '2026-03-01T10:00:00Z', '3月5日晚上10点', '2026-03-05T14:00:00Z'],
  ])('%s', async (_report, zone, now, words, end) => {
    stage = await createStage(
      'slack over http',
      onAir('main'),
      `timeZone: ${zone}\npolicy: { verifyWithinSeconds: 2 }\n`,
    );
    stage.clock.shift(Date.parse(now) - stage.clock.now());
    await stage.driver.say('lead', `stream forbid ${MAIN} ${words} rights`);
    const card = await stage.expectMessage(/Forbid push/);
    expect(card.text).toContain('Reason: rights (lin)');
    await stage.driver.press('lead', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length > 0);
    const call = stage.sandbox.calls().find(({ action }) => action === 'ForbidLiveStream');
    const asked = Date.parse(String(call?.params['ResumeTime']));
    // A length counts from the ask, which some steps of the clock after `now`.
    expect(asked - Date.parse(end)).toBeGreaterThanOrEqual(0);
    expect(asked - Date.parse(end)).toBeLessThan(10_000);
  });

  it.each([
    ['mattermost-plugin-walltime#65: PT in summer', '5pm PT', ['"17:00 America/Los_Angeles"']],
    ['unified-ban#63: months', '1 month', ['30d']],
    ['reminder that was mistyped', '2 hoours', ['2h']],
    ['keybase-reminder-bot#22: in the morning', 'tomorrow morning', ['"tomorrow 06:00"', '"tomorrow 09:00"']],
    ['ReknownBot/Reknown#163: nothing', '0', []],
    ['a time without its half of the day, with its day', '明天10点', ['"明天 10:00"', '"明天 22:00"']],
  ])('%s is asked', async (_report, words, offered) => {
    stage = await createStage('slack over http', onAir('main'));
    await stage.driver.say('lead', `stream forbid ${MAIN} ${words} rights`);
    const refused = await stage.expectMessage(/was not understood/);
    const lines = offered.map((time) => `stream forbid ${MAIN} ${time} rights`);
    expect(refused.buttons).toEqual(lines.length > 0 ? lines : ['Correct it in a form']);
    expect(stage.writes()).toEqual([]);
  });

  it('mattermost-remind#73: a time that is over today is none of tomorrow', async () => {
    stage = await createStage('slack over http', onAir('main'));
    await stage.driver.say('lead', `stream forbid ${MAIN} today at 3:15 rights`);
    await stage.expectMessage(/Less than a minute would be left of a ban until 2026-03-01 03:15/);
  });
});

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
