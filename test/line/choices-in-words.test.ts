import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { choiceMeant } from '../../src/line/read-options.ts';
import { badValue, choicesOf, usage } from '../../src/line/option-problem.ts';

const HAN = /\p{Script=Han}/u;
const lists = commands.flatMap(({ name, options }) =>
  Object.entries(options)
    .filter(([, spec]) => spec.choices)
    .map(([option, spec]) => ({ name, option, spec })),
);

it('a value that does not fit names the choices in the language of the card, as they can be typed', () => {
  for (const { option, spec } of lists) {
    const { en, zh } = badValue(option, spec, '☃').text;
    for (const [index, { value, label }] of (spec.choices ?? []).entries()) {
      const shown = choicesOf(spec)[index];
      if (HAN.test(label.zh) && !/\s/u.test(label.zh)) expect(shown).toEqual({ en: value, zh: label.zh });
      expect(choiceMeant(spec, shown?.zh ?? '')).toBe(value);
    }
    expect(en).not.toMatch(HAN);
    expect(zh).toContain('可选值：');
  }
});

it('so do examples', () => {
  const found = commands.find(({ name }) => name === 'caster pgm');
  if (!found) throw new Error('caster pgm');
  expect(usage(found).zh).toContain('布局');
  const { kind } = found.options;
  if (!kind) throw new Error('kind');
  expect(badValue('kind', kind, 'camera').text.zh).toBe(
    `选项“类型”（${kind.summary.zh}）不能用“camera”。可选值：布局、输入。示例：类型:布局`,
  );
});
