import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands, distinct } from '../../commands/index.ts';
import { LONGEST_PRESS } from '../../src/card/press-id.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../../commands/typed-line.ts';
import { isAct, isListed } from '../../src/command.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { readOptions } from '../../src/line/read-options.ts';

const visible = commands.filter(isListed);

/** Every command with its risk. A command that goes, or whose risk changes, is a promise broken: say so in the CHANGELOG. */
const promised = readFileSync(new URL('./promised-risks.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n');

describe('the command list', () => {
  it('has what was promised, with its risk', () => {
    const risks = commands
      .filter(({ unlisted }) => !unlisted)
      .map((command) => `${command.name}\t${command.risk}`);
    expect(risks.sort()).toEqual(promised.sort());
  });

  it('throws on a name that is taken, in either language', () => {
    expect(() => distinct([...commands, ...commands.slice(0, 1)])).toThrow('"status"');
    expect(() => distinct([...commands, { ...commands[0]!, name: 'stream all' }])).toThrow('状态');
  });

  it.each(visible.map((command) => [command.name, command] as const))(
    '%s can be typed as its help says, in both languages',
    (_name, command) => {
      const examples = Object.values(command.options).map((option) => option.example);
      for (const name of [command.name, command.zh]) {
        const match = matchCommand(commands, [name, ...examples].join(' '));
        if (match.kind !== 'command') throw new Error(match.kind);
        const { standsFor } = command.kind === 'looks' ? command : {};
        // One that only stands for others may be read as one of them at once.
        if (standsFor) continue;
        expect(match.command.name).toBe(command.name);
        expect(readOptions(command, match.rawOptions)).toMatchObject({ ok: true });
      }
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    '%s takes its options in order: required first, free text last',
    (_name, command) => {
      const options = Object.values(command.options);
      const firstOptional = options.findIndex((option) => !option.required);
      if (firstOptional >= 0 && !command.hidden)
        expect(options.slice(firstOptional).every((option) => !option.required)).toBe(true);
      expect(options.slice(0, -1).some((option) => option.rest)).toBe(false);
      expect(new Set(options.map((option) => option.zh)).size).toBe(options.length);
    },
  );

  it('says in each of its own words whether there is an undo', () => {
    const without = visible.filter(isAct).filter((command) => !command.undo && command.risk !== 'destroy');
    expect(without.map((command) => command.name)).toEqual([
      'stream drop',
      'stream resume',
      'pull restart',
      'snapshot now',
      'record task stop',
      'snapshot task stop',
      'pad stop',
      'domain add',
      'domain verify',
    ]);
  });

  it('imports nothing from adapters', () => {
    for (const file of readdirSync('commands', { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.ts')) expect(readFileSync(`commands/${file}`, 'utf8')).not.toContain('adapters/');
  });
});

describe('run buttons', () => {
  it('hold a line as long as an id may be, with room for its account', () => {
    const longest = LONGEST_PRESS - 'run@1234:'.length;
    expect(runButton('x'.repeat(longest), 'X', 'danger')).toEqual({
      id: `run:${'x'.repeat(longest)}`,
      label: 'X',
      style: 'danger',
    });
    expect(runButton('x'.repeat(longest + 1), 'X')).toBeUndefined();
  });

  it('stand on a card once', () => {
    expect(buttonRow(runButton('a', 'A'), undefined, runButton('a', 'B'), runButton('b', 'C'))).toEqual([
      { id: 'run:a', label: 'A' },
      { id: 'run:b', label: 'C' },
    ]);
  });

  it('keep hostile names one word', () => {
    for (const word of ['a b', '"quoted"', "it's", 'page:2', '帮助 流', '-x', '\\'])
      expect(matchCommand(commands, typedLine('stream show', word))).toMatchObject({
        rawOptions: { stream: word },
      });
  });
});
