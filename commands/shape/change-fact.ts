import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { wording } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { FieldRow, FieldValues } from './fields.ts';

/** One setting, with what it becomes: `30 min → 1 h`. */
export function changeFact(
  row: FieldRow,
  before: FieldValues,
  after: FieldValues,
  { language, say }: Pick<CommandContext, 'language' | 'say'>,
): Fact {
  const text = (values: FieldValues) => {
    const value = values[row.path];
    const shown = value === undefined ? '' : row.kind.show(value, language);
    return shown === '' ? say('nothing', '无') : safeLine(shown, 120);
  };
  return { label: wording(row.label, language), value: `${text(before)} → ${text(after)}` };
}
