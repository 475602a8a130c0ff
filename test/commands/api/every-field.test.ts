import { describe, expect, it } from 'vitest';
import { readParams } from '../../../commands/api/fields.ts';
import { fields as fieldsOption } from '../../../commands/api/options.ts';
import { commands } from '../../../commands/index.ts';
import { quoted } from '../../../src/line/quote.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { actions, structures, type Field } from '../../../src/live/catalogue/catalogue.ts';
import { stringifyExact } from '../../../src/live/json.ts';
import { validateParams } from '../../../src/live/catalogue/validate.ts';

/** Structures hold structures; deeper ones are filled in by their required fields alone. */
const DEEPEST = 3;
/** Beyond what a double holds exactly. */
const LONG_ID = 2n ** 60n + 1n;

function valueOf(field: Field, depth: number): unknown {
  const one = oneOf(field, depth);
  return field.array ? [one] : one;
}

function oneOf({ type, min = 0, max }: Field, depth: number): unknown {
  switch (type) {
    case 'String':
    case 'Timestamp':
      return 'a';
    case 'Integer':
      return max === undefined ? LONG_ID : Math.max(min, Math.min(1, max));
    case 'Float':
      return Math.max(min, Math.min(0.5, max ?? 1));
    case 'Boolean':
      return true;
    default: {
      const inner = (structures[type] ?? []).filter(({ required }) => depth < DEEPEST || required);
      return Object.fromEntries(inner.map((each) => [each.name, valueOf(each, depth + 1)]));
    }
  }
}

function typed(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : stringifyExact(value as object);
  return `${name}=${quoted(text)}`;
}

/** What is typed on a line for `api`, as the command gets it. */
function readOnLine(action: string, line: string): Record<string, unknown> {
  const match = matchCommand(commands, `api ${action} ${line}`);
  if (match.kind !== 'command') throw new Error(`${action} ${line}: ${match.kind}`);
  const given = fieldsOption.schema.parse(match.rawOptions['fields']);
  return readParams(action, given);
}

const callable = Object.entries(actions).filter(([, { retired, undocumented }]) => !retired && !undocumented);

describe.each(callable)('api %s', (action, { input = [] }) => {
  const required = input.filter((field) => field.required);

  it.each(input)('takes $name', (field) => {
    const others = required.filter(({ name }) => name !== field.name);
    const value = valueOf(field, 0);
    const line = [
      ...others.map((each) => typed(each.name, valueOf(each, DEEPEST))),
      typed(field.name, value),
    ];
    const params = readOnLine(action, line.join(' '));
    expect(params[field.name]).toEqual(value);
    expect(() => validateParams(action, params)).not.toThrow();
  });

  it('takes what is within a structure by its own name', () => {
    for (const { name, type, array } of input) {
      for (const inner of array ? [] : (structures[type] ?? [])) {
        const value = valueOf(inner, DEEPEST);
        const params = readOnLine(action, typed(`${name}.${inner.name}`, value));
        expect(params[name]).toEqual({ [inner.name]: value });
      }
    }
  });
});
