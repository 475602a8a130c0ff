import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { isListed, type Command } from '../../src/command.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { quoted } from '../../src/line/quote.ts';
import { readOptions } from '../../src/line/read-options.ts';

const wide = (text: string) =>
  text.replace(/[0-9A-Za-z:=]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));

/** What a form or a quotation can hold in the place of a value. */
const WAYS: readonly (readonly [string, (value: string) => string])[] = [
  ['in full width, as an input method writes digits', wide],
  ['with spaces around it', (value) => ` ${value}\u00a0`],
  ['with marks from right to left', (value) => `\u200f${value}\u200e`],
  ['with a full stop behind it', (value) => `${value}.`],
  ['with a Chinese full stop behind it', (value) => `${value}。`],
  ['with a capital, as phones begin', (value) => value.charAt(0).toUpperCase() + value.slice(1)],
];

const options = commands
  .filter(isListed)
  .flatMap((command) =>
    Object.entries(command.options).map(([name, { example }]) => ({ command, name, example })),
  );

/** What an option is read as; undefined where it does not fit. */
function read(command: Command, name: string, value: string): unknown {
  const result = readOptions(command, { [name]: value });
  if (result.ok) return [result.values[name]];
  return result.problems.some(({ option }) => option === name) ? undefined : 'fits';
}

describe.each(WAYS)('a value of an option %s', (_, odd) => {
  it('fits wherever the plain one does, in a form and in quotes', () => {
    const refused = options
      .filter(({ command, name, example }) => read(command, name, example) !== undefined)
      .filter(({ command, name, example }) => {
        const match = matchCommand(commands, `${command.name} ${name}:${quoted(odd(example))}`);
        const typed = match.kind === 'command' ? (match.rawOptions[name] ?? '') : undefined;
        return (
          typed === undefined ||
          [odd(example), typed].some((value) => read(command, name, value) === undefined)
        );
      });
    expect(refused.map(({ command, name, example }) => `${command.name} ${name}:${odd(example)}`)).toEqual(
      [],
    );
  });
});

it('what fits as it stands is never read as anything else', () => {
  const reason = options.find(({ command, name }) => command.name === 'stream forbid' && name === 'reason');
  for (const text of ['rights claim。', ' a ', '２２：００'])
    expect(reason && readOptions(reason.command, { stream: 'main', reason: text })).toMatchObject({
      values: { reason: text },
    });
});

it('what is not meant as a value stays refused', () => {
  const [page] = options.filter(({ command, name }) => command.name === 'stream list' && name === 'page');
  for (const text of ['2..', '..2', '.', '2 3', '2,3', '-2', '２＋１', '0', '1e3', '0x2'])
    expect(page && readOptions(page.command, { page: text })).toMatchObject({ ok: false });
});
