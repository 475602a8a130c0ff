import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '../../../cli/rules.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EXAMPLES = ['docs/examples/events.json', '--config', 'airdesk.example.yaml'];
const folder = mkdtempSync(join(tmpdir(), 'airdesk-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it: where it reads standard input, as npm does, in a process of its own; otherwise in this one, which takes a tenth of the time. */
async function run(args: readonly string[], input = ''): Promise<Run> {
  if (args.includes('-')) return runScript(args, input);
  const said = { stdout: '', stderr: '' };
  const code = await rules(args, {
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  });
  return { code, ...said };
}

function runScript(args: readonly string[], input: string): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/rules-test.ts', ...args],
      { cwd: ROOT, env: { PATH: process.env['PATH'] }, timeout: 170_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Shown {
  readonly event?: number;
  readonly at: string;
  readonly subject: { readonly id: string };
  readonly reason: string;
  readonly applied?: Readonly<Record<string, unknown>>;
  readonly cards: readonly {
    readonly title: string;
    readonly channels: readonly string[];
    readonly ifItLasts: boolean;
    readonly escalation: {
      readonly made: readonly CallShown[];
      readonly next: readonly CallShown[];
      readonly ackMinutes: number;
    };
  }[];
}

interface CallShown {
  readonly at: number;
  readonly level: number;
  readonly round: number;
  readonly whom: readonly string[];
  readonly empty: readonly string[];
  readonly where: readonly string[];
  readonly missed: readonly string[];
  readonly withoutRole: readonly string[];
}

async function outcomes(args: readonly string[], input = ''): Promise<readonly Shown[]> {
  const { stdout, stderr, code } = await run([...args, '--json'], input);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Shown[];
}

describe('npm run rules:test', () => {
  it('shows what the examples would do', async () => {
    const shown = await outcomes(EXAMPLES);
    const of = (event: number) => shown.find((one) => one.event === event);
    expect(of(2)).toMatchObject({
      reason: 'pending',
      applied: { rule: 'main-show', severity: 'critical', mention: ['lin'], graceSeconds: 2 },
      cards: [{ channels: ['slack:C012AB3CD'], ifItLasts: true }],
    });
    expect(of(3)).toMatchObject({ reason: 'reconnected', cards: [] });
    expect(of(6)).toMatchObject({
      reason: 'silenced',
      applied: { rule: 'tests', severity: 'none' },
      cards: [],
    });
    // By time, between the fourth event and the fifth: it did not come back.
    const [fourth, fifth] = [4, 5].map((event) => shown.findIndex((one) => one.event === event));
    expect(
      shown
        .slice(fourth, fifth)
        .some(({ event, reason, cards }) => event === undefined && reason === 'new' && cards.length === 1),
    ).toBe(true);
    expect(of(5)?.reason).toBe('recovered');
    expect(of(5)?.cards[0]?.title).toContain('RECOVERED live.example.com/live/main');
    // The storm of six is one card.
    expect(of(12)).toMatchObject({ reason: 'child', cards: [{ ifItLasts: false }] });
    expect(of(12)?.cards[0]?.title).toContain('6 of 6');
    expect(
      shown.filter(
        ({ event, cards }) =>
          event !== undefined && event >= 7 && event <= 10 && cards.some((card) => !card.ifItLasts),
      ),
    ).toEqual([]);
  });

  it('in words', async () => {
    const { stdout, code } = await run(EXAMPLES);
    expect(code).toBe(0);
    expect(stdout).toContain('Signatures are not checked');
    expect(stdout).toContain('2. push ended (0)  2026-12-05 20:10:00 Europe/Berlin (19:10 UTC)');
    expect(stdout).toMatch(/rule +main-show · critical · slack:C012AB3CD · calls lin · after 2 s/);
    expect(stdout).toMatch(/decision +reconnected \(came back right away\)/);
  });

  it('who would be called when: each level, who is on call by then, and what runs out', async () => {
    const config = file(
      'calls.yaml',
      `timeZone: UTC
people:
  ada: { slack: U012AB3CD, roles: [engineer] }
  bo: { slack: U023BC4DE, roles: [guest] }
  vic: { desk: vic, roles: [engineer] }
defaultAccount: main
accounts: { main: {}, other: {} }
roles: { engineer: { risks: [read] }, guest: { risks: [read], accounts: [other] } }
webhooks: { pager: { form: pagerduty, keyEnv: PAGER_KEY } }
oncall:
  rotations:
    room: { layers: [{ people: [ada, bo], handover: '20:03', start: 2026-12-01 }] }
    nights: { layers: [{ people: [bo], during: ['22:00-06:00'] }] }
alerts:
  channels: ['slack:C012AB3CD']
  graceSeconds: 5
  ackMinutes: 20
  watched: [{ streams: ['*'] }]
  escalate: night
  escalation:
    night:
      levels:
        - { call: ['rotation:room', 'rotation:nights'] }
        - { afterMinutes: 5, call: ['rotation:room', vic], direct: true }
        - { afterMinutes: 10, call: ['webhook:pager'] }
      repeat: 1
`,
    );
    const event = file(
      'cut.json',
      '{"event_type":0,"app":"d","appname":"a","stream_id":"s","sequence":"1","errcode":12,"event_time":1796500000}',
    );
    const args = [event, '--config', config, '--at', '2026-12-02T20:00:00Z'];
    const shown = await outcomes(args);
    const [pending] = shown;
    const planned = pending?.cards[0]?.escalation;
    expect(planned?.next.map(({ at, level, round, whom }) => [at, level, round, whom.join(' ')])).toEqual([
      [Date.UTC(2026, 11, 2, 20, 0, 5), 1, 1, 'ada'],
      [Date.UTC(2026, 11, 2, 20, 5, 5), 2, 1, 'bo vic'],
      [Date.UTC(2026, 11, 2, 20, 15, 5), 3, 1, 'webhook:pager'],
      [Date.UTC(2026, 11, 2, 20, 20, 5), 1, 2, 'bo'],
      [Date.UTC(2026, 11, 2, 20, 25, 5), 2, 2, 'bo vic'],
      [Date.UTC(2026, 11, 2, 20, 35, 5), 3, 2, 'webhook:pager'],
    ]);
    expect(planned?.next[0]?.empty).toEqual(['nights']);
    expect(planned?.next[1]).toMatchObject({
      where: ['slack:C012AB3CD', 'slack:dm:U023BC4DE'],
      missed: ['vic'],
      withoutRole: ['bo'],
    });
    expect(planned?.ackMinutes).toBe(20);
    // What was foretold is what time brings.
    const made = shown.flatMap(({ cards }) => cards.flatMap(({ escalation }) => escalation.made));
    const told = ({ at, level, whom }: CallShown) => [at, level, whom];
    expect(made.map(told)).toEqual(planned?.next.map(told));

    const { stdout } = await run(args);
    expect(stdout).toMatch(
      /if nobody acknowledges +20:00:05 \(after 5 s\) level 1: ada → slack:C012AB3CD \(nobody is on call in nights\)/,
    );
    expect(stdout).toMatch(
      /20:05:05 \(after 5 min 5 s\) level 2: bo, vic → .* \(cannot be reached: vic\) \(no role for this account: bo\)/,
    );
    expect(stdout).toMatch(/20:20:05 \(after 20 min 5 s\) level 1 again: bo/);
    expect(stdout).toMatch(/if someone does +holds for 20 min/);
  });

  it('at another time other rules apply', async () => {
    const shown = await outcomes([...EXAMPLES, '--at', '2026-12-01T02:30:00+01:00']);
    expect(shown[0]?.at).toBe('2026-12-01T01:30:00.000Z');
    expect(shown.find(({ event }) => event === 2)).toMatchObject({
      reason: 'maintenance',
      applied: { maintenance: 'encoder-update' },
      cards: [],
    });
  });

  it('takes one event, or one a line, from standard input; the second of two equal ones is a duplicate', async () => {
    const body =
      '{"event_type":0,"app":"d","appname":"a","stream_id":"s","event_time":1796500000,"sequence":"2210464508206756938","errcode":12}';
    expect((await outcomes(['-'], body)).map(({ event, reason }) => [event, reason])[0]).toEqual([
      1,
      'pending',
    ]);
    const twice = await outcomes(['-'], `${body}\n\n${body}\n`);
    expect(twice.find(({ event }) => event === 2)?.reason).toBe('duplicate');
  });

  it('answers in the language of the file, names of variables without values, and no secret of an event', async () => {
    const config = file(
      'zh.yaml',
      'language: zh-CN\naccounts: {a: {credentials: {secretIdEnv: A_ID, secretKeyEnv: A_KEY}, callbacks: {tokenEnv: A_TOKEN}}}',
    );
    const event = file(
      'one.json',
      '{"event_type":0,"app":"d","appname":"a","stream_id":"s?txSecret=0123abcd","stream_param":"txSecret=0123abcd"}',
    );
    const { stdout, code } = await run([event, '--config', config]);
    expect(code).toBe(0);
    expect(stdout).toContain('断流');
    expect(stdout).not.toContain('0123abcd');
  });

  it.each([
    ['nothing', [], '', 'Usage: airdesk rules'],
    ['an unknown option', ['x.json', '--when', 'now'], '', '--when'],
    ['a file that is not there', ['none.json'], '', 'none.json cannot be read'],
    ['no JSON', ['-'], '{"a":', 'standard input: neither JSON as a whole, nor in line 1'],
    ['no object', ['-'], '[{"event_type":0}, 5]', 'event 2 is not a JSON object'],
    ['nothing in it', ['-'], '[]', 'holds no event'],
    ['no time', [...EXAMPLES, '--at', 'tomorrow'], '', '--at tomorrow is not a time with its zone'],
    [
      'an unknown account',
      [...EXAMPLES, '--account', 'sprots'],
      '',
      'there is no account "sprots"; did you mean "sports"?',
    ],
    [
      'a configuration that is not there',
      ['-', '--config', 'none.yaml'],
      '{}',
      'the file none.yaml cannot be read',
    ],
  ] as const)('refuses %s', async (_what, args, input, words) => {
    const { code, stdout, stderr } = await run(args, input);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('refuses a configuration with problems, and says where', async () => {
    const config = file('bad.yaml', 'alerts:\n  rules:\n    - name: a\n      match: { type: [stream.dwon] }');
    const { code, stderr } = await run(['-', '--config', config], '{}');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'bad.yaml:4: alerts.rules.0.match.type: there is no condition "stream.dwon"; did you mean "stream.down"?',
    );
  });
});
