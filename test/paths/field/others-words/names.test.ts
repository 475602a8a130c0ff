import { afterEach, describe, expect, it } from 'vitest';
import { CHANNEL, userId } from '../../stage/driver.ts';
import { createStage, type Platform, type Stage } from '../../stage/stage.ts';
import { onAir } from '../../stage/streams-on-air.ts';

// What people typed into other bots that these misread, by the public report that tells of it. One row a report.

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';
const ON_AIR = /^.*push\.example\.com\/live\/main\n[^]*State: on air/;

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
