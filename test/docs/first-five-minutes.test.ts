import { isListed } from '../../src/command.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { asNewcomer } from '../fakes/newcomer.ts';
import { createStage } from '../paths/stage/stage.ts';
import { page, pages } from './pages.ts';

const BreaksSchema = z.array(
  z.object({ id: z.string(), label: z.object({ en: z.string(), zh: z.string() }) }),
);

/** The buttons that a page says to press, by what the desk offers to break, in the order in which it does. */
function pressedIn(name: string, language: 'en' | 'zh', offered: z.infer<typeof BreaksSchema>): string[] {
  const bold = [...page(name).text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words);
  return bold.flatMap((words) => offered.find(({ label }) => label[language] === words)?.id ?? []);
}

const typed = commands.filter(isListed);
const FIRST = new Set(typed.flatMap(({ name, zh }) => [name.split(' ')[0], zh.split(' ')[0]]));
const WHOLE = new Set(typed.flatMap(({ name, zh }) => [name, zh]));

/** The command lines among texts in backquotes. A noun alone, as the name of an option, is none. */
function linesIn(spans: readonly string[]): string[] {
  return (
    spans
      .map((span) => span.replace(/^\/live /, ''))
      .filter((span) => FIRST.has(span.split(' ')[0]) && (span.includes(' ') || WHOLE.has(span)))
      // A pattern of a role is no line.
      .filter((span) => !span.endsWith(' *'))
      // A row of a table of decisions, as `mute 1`, is none either.
      .filter((span) => !/^(?:un)?mute \d$/.test(span))
  );
}

describe.each(pages)('$name', ({ spans }) => {
  it('has no command line that Airdesk would not know', () => {
    for (const line of linesIn(spans))
      expect([line, matchCommand(commands, line).kind]).toEqual([line, 'command']);
  });
});

describe('the first five minutes of the README', async () => {
  const stage = await createStage('desk', demoScene, '');
  const { driver } = stage;
  afterAll(() => stage.stop());

  it.each([
    ['README.md', '## The first five minutes'],
    ['docs/zh/README.md', '## 头五分钟'],
  ])('%s walks through the same', (name, heading) => {
    const [, section = ''] = page(name).text.split(`${heading}\n`);
    const [tour = ''] = section.split('\n## ');
    const steps = tour.match(/^\d\. .*\n(?: {3}.*\n)*/gm) ?? [];
    expect(steps).toHaveLength(9);
    const spans = [...steps.join('').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
    const asked = linesIn(spans).map((line) => {
      const match = matchCommand(commands, line);
      return match.kind === 'command'
        ? [match.command.name, ...Object.values(match.rawOptions)].join(' ')
        : line;
    });
    expect(asked).toEqual([
      'stream list',
      'stream list',
      'backup switch sports',
      'stream drop gala',
      'stream drop main',
      'stream show main',
      'caster take evening-studio',
      'stream drop main',
      'panel post',
      'audit',
    ]);
  });

  it('1: what is on air, in both languages', async () => {
    await driver.say('engineer', 'stream list');
    await stage.expectMessage(/6 streams on air/);
    await driver.say('engineer', '流 列表');
    await stage.expectMessage(/6 路流正在推流/);
  });

  it('2: a switch, and back', async () => {
    await driver.say('engineer', 'backup switch sports');
    const preview = await stage.expectMessage(/^Switch .*sports to backup/);
    expect(stage.writes()).toEqual([]);
    await driver.press('engineer', preview, 'Confirm');
    const done = await stage.expectUpdate(preview, /: done in/);
    // Nobody reads a card in less than half a second: such presses are not counted.
    stage.clock.advance(1_000);
    await driver.press('engineer', done, 'Undo: switch back');
    await stage.expectUpdate(done, /^Switch .*sports back to .*: done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream', 'SwitchBackupStream']);
  });

  it('3: two of one name', async () => {
    await driver.say('engineer', 'stream drop gala');
    const refused = await stage.expectMessage(/2 streams are called "gala"/);
    expect(refused.text).toContain('push.example.com/live/gala');
    expect(refused.text).toContain('push.example.net/live/gala');
  });

  it('4: a drop, after which the encoder is back', async () => {
    await driver.say('engineer', 'stream drop main');
    const preview = await stage.expectMessage(/^Drop .*main\?/);
    expect(preview.text).toContain('may push again');
    await driver.press('engineer', preview, 'Confirm');
    await stage.expectUpdate(preview, /: done in/);
    stage.clock.advance(10_000);
    await driver.say('engineer', 'stream show main');
    await stage.expectMessage(/^push.example.com\/live\/main[^]*on air/);
  });

  it('5: a take, and back', async () => {
    await driver.say('engineer', 'caster take evening-studio');
    const preview = await stage.expectMessage(/^Take PVW to PGM/);
    await driver.press('engineer', preview, 'Confirm');
    const done = await stage.expectUpdate(preview, /: done in/);
    stage.clock.advance(1_000);
    await driver.press('engineer', done, 'Undo: former PGM');
    await stage.expectUpdate(done, /: done in/);
  });

  it('6: the viewer and the stranger', async () => {
    await driver.say('viewer', 'stream drop main');
    await stage.expectMessage(/You may not use "stream drop"[^]*an engineer or lead/);
    await driver.say('stranger', 'stream list');
    await stage.expectMessage(/You are not in airdesk.yaml/);
  });

  it('7: a panel', async () => {
    await driver.say('engineer', 'panel post');
    await stage.expectMessage(/^Panel: /);
  });

  it('8: all of it in the audit', async () => {
    await driver.say('engineer', 'audit');
    const audit = await stage.expectMessage(/^Latest actions/);
    expect(audit.text).toContain('not in airdesk.yaml');
    expect(audit.text).toContain('none of their roles allows it');
  });
});

describe('9: what a newcomer breaks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airdesk-newcomer-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is on the desk, is acknowledged, and recovers, by the buttons of the README', () =>
    asNewcomer(folder, async ({ origin, driver, shows, breaks }) => {
      const offered = BreaksSchema.parse(await (await fetch(`${origin}/desk/breaks`)).json());
      const [cut = '', mend = '', ...more] = pressedIn('README.md', 'en', offered);
      expect(pressedIn('docs/zh/README.md', 'zh', offered)).toEqual([cut, mend]);
      expect(more).toEqual([]);
      expect(await breaks(cut)).toBe(200);
      await shows(/CRITICAL push.example.com\/live\/main: off air/);
      const [card] = driver.messages().slice(-1);
      if (card) await driver.press('engineer', card, 'Acknowledge');
      await shows(/[Aa]cknowledged/);
      expect(await breaks(mend)).toBe(200);
      await shows(/RECOVERED/);
    }));
});
