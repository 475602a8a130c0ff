import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { thingOf } from '../../../src/alert/card/buttons/one-a-thing.ts';
import { isListed } from '../../../src/command.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { runOf } from '../../../src/card/press-id.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import type { SeenMessage } from '../stage/driver.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** How the things of the demonstration are called: each line of names is one thing. */
const NAMES = [
  ['prime', 'main', 'short:prime', 'name:main', 'push.example.com/live/main'],
  ['sports', 'push.example.com/live/sports'],
  ['news', 'push.example.com/live/news'],
  ['pirate', 'push.example.com/live/pirate'],
  ['63501', 'id:63501', 'evening-studio'],
  ['63502', 'id:63502', 'spare-studio'],
];

/** Lines that list, show, preview, offer and refuse something with buttons. */
const LINES = [
  ...new Set(commands.filter(isListed).flatMap(({ name }) => [`help ${name.split(' ')[0] ?? name}`])),
  ...commands
    .filter(isListed)
    .filter(
      ({ name, options }) => / list$/u.test(name) && !Object.values(options).some(({ required }) => required),
    )
    .map(({ name }) => name),
  ...['help', 'status', 'whoami', 'audit', 'panel post', 'oncall', 'alert list', 'incident sports'],
  ...['prime', 'sports', 'gala', 'pirate'].flatMap((name) => [
    `stream show ${name}`,
    `stream check ${name}`,
    `stream health ${name}`,
    `stream find ${name}`,
    `stream history ${name}`,
    `stream drop ${name}`,
    `stream forbid ${name} 1h`,
    `stream resume ${name}`,
    `backup switch ${name}`,
    `backup list ${name}`,
  ]),
  ...['show', 'check', 'take', 'start', 'stop', 'layout'].map((verb) => `caster ${verb} evening-studio`),
  ...['show', 'restart', 'stop', 'failover', 'remove'].map((verb) => `pull ${verb} task-sports-backup`),
  ...['show', 'start', 'stop'].map((verb) => `monitor ${verb} prime-time-wall`),
  ...[
    'domain show push.example.com',
    'cert show demoCert',
    'strem drop main',
    'drop main',
    'show main',
    'list',
  ],
];

/** Buttons that do one thing, however their lines name it, and labels that stand on two. */
function doubled({ buttons, presses, text }: SeenMessage): readonly string[] {
  const things = presses.map((id) => {
    const run = runOf(id);
    const match = run && matchCommand(commands, run.line);
    if (match?.kind !== 'command') return run ? thingOf({ id }, []) : id;
    const values = Object.entries(match.rawOptions).map(([option, value]) => [
      option,
      NAMES.find((names) => names.includes(value))?.[0] ?? value,
    ]);
    return JSON.stringify([match.command.name, values]);
  });
  const twice = (all: readonly string[]) => all.filter((each, at) => all.indexOf(each) !== at);
  const found = [...twice(things), ...twice(buttons)];
  return found.length === 0 ? [] : [`${text.split('\n')[0]} | ${buttons.join(' | ')} | ${found.join(' | ')}`];
}

it('two buttons for one thing are found, however their lines name it', () => {
  const card = {
    ...{ id: '1', text: 'A card', edits: 0, channel: 'c', notified: [] },
    buttons: ['Look', 'Show', 'Drop'],
    presses: [
      'run:stream show prime',
      'run:stream show stream:push.example.com/live/main',
      'run:stream drop prime',
    ],
  };
  expect(doubled(card)).toHaveLength(1);
  expect(doubled({ ...card, buttons: ['Look', 'Look'], presses: ['hide:', 'run:status'] })).toHaveLength(1);
  expect(doubled({ ...card, presses: ['run:stream show prime', 'run:stream drop prime', 'hide:'] })).toEqual(
    [],
  );
});

describe.each(['slack over http', 'discord over gateway', 'desk'] as const)(
  '%s: one thing has one button, on every card',
  (platform) => {
    it('of lists, looks, previews, offers and refusals', async () => {
      const on = await createStage(platform, demoScene);
      stage = on;
      const { driver } = on;
      const seen = new Map<string, SeenMessage>();
      const keep = () => {
        for (const message of driver.messages()) seen.set(`${message.id}/${message.edits}`, message);
      };
      await driver.say('engineer', 'backup switch sports');
      const asked = await on.expectMessage(/Switch .*sports to backup 2 .*\?/);
      await driver.press('engineer', asked, 'Confirm');
      await on.expectUpdate(asked, /: done/);
      for (const line of LINES) {
        if (platform === 'desk') on.clock.advance(10_000);
        const before = driver.messages().length;
        let steps = 0;
        await driver.say('engineer', line);
        // What opens a form is answered with no message.
        await on.until(line, () => driver.messages().length > before || ++steps > 40);
        keep();
      }
      keep();
      expect(seen.size).toBeGreaterThan(LINES.length / 2);
      expect([...seen.values()].flatMap(doubled)).toEqual([]);
    });
  },
);
