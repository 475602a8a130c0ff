import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { Refusal } from '../../src/errors.ts';
import { readLine } from '../../src/line/read-line.ts';
import { withPlainName } from '../../src/line/plain-name.ts';
import { nameForms } from '../../src/text/name-forms.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { expectWithin } from '../machine/slowness.ts';

const config = { ...ConfigFileSchema.parse({ accounts: { main: {} } }), defaultAccount: 'main' };
const PLACE = { platform: 'slack', channelId: 'C0ONAIR' } as never;

/** The command and its options as typed, as `stream drop {"stream":"main"}`; the code of a refusal. */
function read(line: string): string {
  const { asked } = readLine({ config, commands }, PLACE, line);
  if (asked instanceof Refusal) return asked.code;
  return `${asked.command.name} ${JSON.stringify(asked.raw)}`;
}

const DROP = 'stream drop {"stream":"main"}';
const LIST = 'stream list {}';

describe('a name with signs around or between its words is the same name', () => {
  it.each([
    // A sentence from dictation or a phone, which ends in a full stop and has a comma or colon behind the name.
    ['Stream list.', LIST],
    ['stream list。', LIST],
    ['Status!', 'status {}'],
    ['stream drop: main', DROP],
    ['stream drop：main', DROP],
    ['Stream drop, main', DROP],
    ['流断开：main', DROP],
    ['流断开，main', DROP],
    ['流、断开 main', DROP],
    // Markup of the chat, and what stands in front in lists, replies and other bots.
    ['*stream list*', LIST],
    ['**stream drop main**', DROP],
    ['_stream drop main_', DROP],
    ['(stream drop main)', DROP],
    ['“stream drop main”', DROP],
    ['!stream drop main', DROP],
    ['/stream drop main', DROP],
    ['/live/stream drop main', DROP],
    ['🎬 stream drop main', DROP],
    ['1️⃣ status', 'airdesk.unknown-command'],
    // How files and functions are called.
    ['Stream-list', LIST],
    ['stream_drop main', DROP],
    ['push_url main', 'push-url {"stream":"main"}'],
    ['record/task/list', 'record task list {}'],
    // The longest name counts.
    ['stream-drop: “main”', DROP],
    ['caster-input-list: studio', 'caster input list {"caster":"studio"}'],
  ])('%s', (line, meant) => expect(read(line)).toBe(meant));

  it('says no more than the same line written plainly', () => {
    expect(read('stream drop: main, please')).toBe(read('stream drop main, please'));
    expect(read('streamlist')).toBe('airdesk.unknown-command');
    expect(withPlainName(commands, 'streams drop main')).toBeUndefined();
    expect(withPlainName(commands, 'please stream drop main')).toBeUndefined();
    expect(withPlainName(commands, 'stream drop-down')).toBeUndefined();
  });

  it('is looked for within bounds', () => {
    const started = performance.now();
    for (const unit of ['stream-', '流、', '/live/', '*', '🎬', 'stream drop:'])
      withPlainName(commands, unit.repeat(4000 / unit.length));
    expectWithin(performance.now() - started, 1000);
  });
});

describe('what keyboards put in the place of quotes and dashes', () => {
  it.each([
    // errbotio/errbot#1145 and saltstack/salt#40653: curly quotes around a value.
    ['caster take caster:“evening studio”', 'caster take {"caster":"evening studio"}'],
    // nautobot/nautobot-app-chatops#52: one value in curly quotes, the next one in straight ones.
    ['alert note “k3m9” "on it, call back"', 'alert note {"id":"k3m9","text":"on it, call back"}'],
    ['caster take «evening studio»', 'caster take {"caster":"evening studio"}'],
    ['caster take ‹evening studio›', 'caster take {"caster":"evening studio"}'],
    // harbur/kubebot#9, ubclaunchpad/rocket2#384, esmBot/esmBot#160: iOS makes one long dash of two.
    ['stream list —page=2', 'stream list {"page":"2"}'],
    ['stream list —page 2', 'stream list {"page":"2"}'],
    ['stream list –page 2', 'stream list {"page":"2"}'],
    ['stream list ⸺page 2', 'stream list {"page":"2"}'],
    ['stream list −−page 2', 'stream list {"page":"2"}'],
    ['stream list ﹣﹣page 2', 'stream list {"page":"2"}'],
  ])('%s', (line, meant) => expect(read(line)).toBe(meant));
});

describe('what cannot be seen is not there', () => {
  it.each([
    ['variation selectors of emoji keyboards', '\ufe0f'],
    ['a Mongolian vowel separator', '\u180e'],
    ['a Hangul filler', '\u3164'],
    ['a combining grapheme joiner', '\u034f'],
    ['a mark from right to left', '\u200f'],
    ['an isolate', '\u2067'],
    ['a tag', '\u{e0041}'],
  ])('%s', (_, sign) => {
    expect(read(`${sign}stream${sign} list pa${sign}ge:${sign}2${sign}`)).toBe('stream list {"page":"2"}');
    // A name may really be written so: it is looked up as it stands first.
    expect(nameForms(`ma${sign}in${sign}`)).toContain('main');
  });
});

describe('times with a space are one time', () => {
  it.each([
    ['delay set main 10 s', 'delay set {"stream":"main","delay":"10 s"}'],
    ['delay set main 10 seconds 2h', 'delay set {"stream":"main","delay":"10 seconds","for":"2h"}'],
    ['delay set main 10s 2h', 'delay set {"stream":"main","delay":"10s","for":"2h"}'],
    ['delay set main 10 秒', 'delay set {"stream":"main","delay":"10 秒"}'],
    ['traffic chart 3 hours ago 1 hour ago', 'traffic chart {"from":"3 hours ago","to":"1 hour ago"}'],
    ['traffic chart 3h 1h', 'traffic chart {"from":"3h","to":"1h"}'],
    [
      'traffic chart 2026-03-01 22:00 2026-03-01 23:00',
      'traffic chart {"from":"2026-03-01 22:00","to":"2026-03-01 23:00"}',
    ],
    ['播放 曲线 起始:3 小时前', 'traffic chart {"from":"3 小时前"}'],
  ])('%s', (line, meant) => expect(read(line)).toBe(meant));
});

describe('what is no command and may be a wish', () => {
  const offered = (line: string) => {
    const { asked } = readLine({ config, commands }, PLACE, line);
    return asked instanceof Refusal ? asked.choices : undefined;
  };

  it.each([
    ['how do I stop the recording', ['help how do I stop the recording']],
    ['怎么切备播', ['帮助 怎么切备播']],
    ['xyzzy', ['stream show xyzzy', 'help']],
    ['push.example.com/live/main', ['stream show push.example.com/live/main', 'help']],
    ['xyzzy?', ['help']],
    ['what is\u0007 this', ['help']],
    [`why ${'x'.repeat(300)}`, ['help']],
  ])('%j is offered to help', (line, choices) => expect(offered(line)).toEqual(choices));
});
