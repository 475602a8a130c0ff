import { describe, expect, it } from 'vitest';
import { CALLS } from '../../../commands/feature/calls.ts';
import { FEATURES } from '../../../commands/feature/features.ts';
import { actions, structures, type Field } from '../../../src/live/catalogue/catalogue.ts';

/** The field that a path leads to, as the catalogue has it for an action. */
function fieldAt(action: string, path: string): Field | undefined {
  const [first = '', second] = path.split('.');
  const field = actions[action]?.input?.find(({ name }) => name === first);
  return field && second !== undefined ? structures[field.type]?.find(({ name }) => name === second) : field;
}

const rows = FEATURES.flatMap((feature) =>
  feature.rows.map((row) => ({ feature, row, name: `${feature.name} ${row.key}` })),
);

describe('every setting of every feature', () => {
  it.each(rows)('$name stands where the API has it', ({ feature, row }) => {
    const { create, modify } = CALLS[feature.name];
    expect(fieldAt(create, row.path)).toBeDefined();
    expect(fieldAt(modify, row.path) === undefined).toBe(feature.fixed?.includes(row.key) === true);
  });

  it.each(rows.filter(({ row }) => row.key !== 'key'))(
    '$name reads its example, and spells it so that it is read again',
    ({ row: { kind } }) => {
      const value = kind.read(kind.example);
      expect(value).toBeDefined();
      if (value === undefined) return;
      for (const language of ['en', 'zh-CN'] as const)
        expect(kind.show(value, language)).toBeTypeOf('string');
      const spelt = kind.spell(value);
      if (spelt !== undefined) expect(kind.read(spelt)).toEqual(value);
    },
  );

  it.each(rows)('$name takes no number that the API refuses', ({ feature, row }) => {
    const { min, max } = fieldAt(CALLS[feature.name].modify, row.path) ?? {};
    for (const value of [min === undefined ? undefined : min - 1, max === undefined ? undefined : max + 1])
      if (value !== undefined && Number.isInteger(value) && row.kind.spell(0) !== undefined)
        expect(row.kind.read(String(value))).toBeUndefined();
  });

  it.each(FEATURES.map((feature) => [feature.name, feature] as const))(
    '%s calls no two of them the same, in either language',
    (_, { rows: all, shortcuts = [] }) => {
      for (const names of [
        [...all, ...shortcuts].map(({ key }) => key),
        [...all, ...shortcuts].map(({ zh }) => zh),
      ])
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    },
  );

  it.each(FEATURES.map((feature) => [feature.name, feature] as const))(
    '%s has a setting for each of its options and columns, and at most eight options',
    (_, { rows: all, shortcuts = [], required, optional, columns }) => {
      const keys = [...all, ...shortcuts].map(({ key }) => key);
      expect([...required, ...optional].filter((key) => !keys.includes(key))).toEqual([]);
      expect(columns.filter((key) => !all.some((row) => row.key === key))).toEqual([]);
      expect(required.length + optional.length + 2).toBeLessThanOrEqual(8);
    },
  );
});
