/** No text makes anything slow: every reader of what comes from outside, with every bad shape, at 200,000 characters. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readAddress } from '../../commands/stream/naming/address.ts';
import { fullReadings } from '../../commands/stream/naming/full-readings.ts';
import { withoutSurroundings } from '../../commands/stream/naming/tidied.ts';
import { readFullName, readStreamId } from '../../commands/stream/naming/word.ts';
import { readUntil, untilSpellings, untilWords } from '../../commands/until-words.ts';
import { parsePasswords } from '../../adapters/desk/passwords.ts';
import { parseAsk } from '../../adapters/desk/parse.ts';
import { escapeMarkdown, codeBlock } from '../../adapters/discord/message/markdown.ts';
import { parse as parseDiscord } from '../../adapters/discord/parse.ts';
import { typedLine } from '../../adapters/discord/typed-line.ts';
import { escapeWithin, unescapeText } from '../../adapters/slack/escape.ts';
import { withoutMarkup } from '../../adapters/slack/markup.ts';
import { parse as parseSlack } from '../../adapters/slack/parse.ts';
import { decodeOrigin } from '../../adapters/slack/ticket.ts';
import { plainAddress, pushedStream, streamSubject } from '../../src/callback/normalise/stream-subject.ts';
import { createFindAstray } from '../../src/callback/receive/astray.ts';
import { createExamine } from '../../src/callback/receive/examine.ts';
import { decodePress } from '../../src/card/press-id.ts';
import { findSecrets } from '../../src/config/find-secrets.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { withoutLinks, withPeople } from '../../src/intake/mentions.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { withoutKeys } from '../../src/intake/without-keys.ts';
import { quotationAt, quoted } from '../../src/line/quote.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { parseExact } from '../../src/live/json.ts';
import { createRedact, redactProse, redactText, redactTyped } from '../../src/observability/redact.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { matching } from '../../src/chat/suggest/matching.ts';
import { plainWord, oneLine } from '../../src/text/characters.ts';
import { idPart, plainFullName } from '../../src/text/full-name.ts';
import { plainHost } from '../../src/text/host.ts';
import { nearest } from '../../src/text/nearest.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { pattern } from '../../src/text/pattern.ts';
import { readClock } from '../../src/text/spoken/clock.ts';
import { isOfADay, spokenDay } from '../../src/text/spoken/day.ts';
import { readLength } from '../../src/text/spoken/length.ts';
import { readZonedClock } from '../../src/text/spoken/zoned-clock.ts';
import { parseWindow } from '../../src/text/week.ts';
import { zonesCalled } from '../../src/text/spoken/zone.ts';
import { growsTooFast } from './cost.ts';
import { LONGEST, SHAPES } from './shapes.ts';

const people = { people: {}, platforms: PLATFORMS };
const place = { platform: 'desk', channelId: 'desk' };
const asked = { id: 'desk:1', at: 0, actor: { platform: 'desk', userId: 'u', name: 'u' }, place };
const examine = createExamine({ account: 'main', key: 'callback-key-of-a-test' });
const astray = createFindAstray([{ account: 'main', token: 'a-token-of-twenty-letters' }]);
const redact = createRedact(['a-secret-of-a-test-1', 'a-secret-of-a-test-2']);
const slash = { command: '/live', channel_id: 'C1', user_id: 'U1', trigger_id: 't' };
const interaction = (value: string) => ({
  id: '100000000000000001',
  application_id: '100000000000000002',
  type: 2,
  token: 'token',
  channel_id: '100000000000000003',
  guild_id: '100000000000000004',
  member: { user: { id: '100000000000000005', username: 'u' }, roles: [] },
  data: { name: 'live', type: 1, options: [{ name: 'line', type: 3, value }] },
});

/** Each reader by its name; those that are given a part only have their cut in them. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  // What is typed.
  'intake: a line': (line) => takeIn({ kind: 'command', ...asked, line }, people),
  'intake: a form': (text) =>
    takeIn({ kind: 'submit', ...asked, form: 'f', values: { [text]: text } }, people),
  'intake: keys': withoutKeys,
  'intake: links': withoutLinks,
  'intake: people': (text) => withPeople(text, people),
  'line: words': parseLine,
  'line: command': (text) => matchCommand(commands, text),
  'line: quotation': (text) => quotationAt(text, 0),
  'line: quoted': quoted,
  'press id': decodePress,
  'discord: ask': (text) => parseDiscord(interaction(text), 0),
  'discord: line': (value) =>
    typedLine('stream drop', [
      { name: 'a', value },
      { name: 'b', value },
    ]),
  'slack: ask': (text) => parseSlack({ ...slash, text }, 0),
  'slack: markup': withoutMarkup,
  'slack: entities': unescapeText,
  'slack: origin of a form': decodeOrigin,
  'desk: ask': (line) => parseAsk({ kind: 'command', id: 'abcdefghij', line }),
  suggestions: (text) =>
    matching(text, [{ value: 'live.example.com/live/main', label: () => ({ name: 'main' }) }]),
  nearest: (text) => nearest(text, [text.slice(1), 'stream list']),
  // What it means.
  until: readUntil,
  'until: spellings': untilSpellings,
  'until: words': (text) => untilWords(text.split(' ')),
  'time: clock': readClock,
  'time: day': spokenDay,
  'time: of a day': isOfADay,
  'time: length': readLength,
  'time: zone': readZonedClock,
  'time: zones': zonesCalled,
  'time: window': parseWindow,
  'name: address': readAddress,
  'name: full': plainFullName,
  'name: readings': fullReadings,
  'name: word': readFullName,
  'name: id': readStreamId,
  'name: id written': idPart,
  'name: surroundings': withoutSurroundings,
  'name: host': plainHost,
  'filter: pattern': (text) => pattern(text)(text.slice(1)),
  'filter: many stars': (text) => pattern('*a'.repeat(20))(text),
  // What the cloud sends.
  'callback: body': (text) => examine(Buffer.from(text), 0),
  'callback: member': (text) =>
    examine(Buffer.from(JSON.stringify({ event_type: 1, errmsg: text, [text]: 1 })), 0),
  'callback: json in a member': (text) =>
    examine(Buffer.from(JSON.stringify({ a: `{"b":${JSON.stringify(text)}}` })), 0),
  'callback: path': (text) => astray(`/${text}`),
  'callback: stream': (text) => streamSubject({ domain: text, app: text, appname: text, stream_id: text }),
  'callback: address': plainAddress,
  'callback: pushed stream': pushedStream,
  'cloud: answer': (text) => attempt(() => parseExact(text)),
  'cloud: long number': (text) =>
    attempt(() => parseExact(`{"a":1234567890123456789,"b":${JSON.stringify(text)}}`)),
  // What goes out.
  'redaction: text': redactText,
  'redaction: prose': redactProse,
  'redaction: typed': redactTyped,
  'redaction: log': (text) => redact({ err: new Error(text), [text]: text }),
  'shown: outside': (text) => safeLine(text),
  'shown: short': (text) => oneLine(text),
  'shown: plain': plainWord,
  'shown: slack': (text) => escapeWithin(text, 3000),
  'shown: discord': escapeMarkdown,
  'shown: code': (text) => codeBlock(text, 3000),
  // What is read at the start.
  'config: secrets': (text) =>
    findSecrets(
      'airdesk.yaml',
      text,
      undefined,
      PLATFORMS.flatMap(({ secrets }) => secrets),
    ),
  'config: passwords': (text) => parsePasswords('passwords', text),
};

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** So many tell where to look. */
const ENOUGH = 5;

describe('200,000 characters of the worst shapes', () => {
  it.each(Object.keys(READERS))(
    '%s takes time with the length, and no more',
    (name) => {
      const read = READERS[name] ?? (() => undefined);
      const slow: string[] = [];
      for (const { name: shape, text } of SHAPES) {
        const found = growsTooFast(read, text, LONGEST);
        if (found !== undefined) slow.push(`${shape}: ${found}`);
        if (slow.length >= ENOUGH) break;
      }
      expect(slow).toEqual([]);
    },
    120_000,
  );
});

describe('configuration', () => {
  it('of a bad shape is read or refused in time', () => {
    const slow = SHAPES.flatMap(({ name, text }) => {
      const found = growsTooFast((given) => attempt(() => readYaml('airdesk.yaml', given)), text, 20_000);
      return found === undefined ? [] : [`${name}: ${found}`];
    });
    expect(slow).toEqual([]);
  });
});
