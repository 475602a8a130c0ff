import { describe, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { accountOptions } from '../../src/line/account-option.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { languageOfLine, matchCommand } from '../../src/line/match-command.ts';
import { expectWithin } from '../machine/slowness.ts';

describe('the longest lines are read at once', () => {
  it.each([
    ['quotes', '" '.repeat(2000)],
    ['opened', ' "a'.repeat(1300)],
    ['colons and quotes', ':"'.repeat(2000)],
    ['backslashes', '"' + '\\'.repeat(3990)],
    ['stream drop opened', 'stream drop ' + ":'".repeat(1990)],
    ['dashes', '--a '.repeat(1000)],
    ['equals', 'stream drop ' + 'a=b '.repeat(990)],
    ['letters', 'a'.repeat(4000)],
    ['han', '流'.repeat(4000)],
  ])('%s', (_name, line) => {
    const t = performance.now();
    languageOfLine(parseLine(line));
    matchCommand(commands, line);
    accountOptions(parseLine(line));
    expectWithin(performance.now() - t, 1500);
  });
});
