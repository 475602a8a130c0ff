import type { Command } from '../../../src/command.ts';
import { partAdd } from './add.ts';
import { inputPart } from './input.ts';
import { layoutPart } from './layout.ts';
import { partList } from './list.ts';
import { outputPart } from './output.ts';
import type { Part } from './part.ts';
import { partRemove } from './remove.ts';
import { partSet } from './set.ts';
import { textPart } from './text.ts';
import { watermarkPart } from './watermark.ts';

/** The numbered parts of a caster. */
export const parts: readonly Part[] = [inputPart, layoutPart, watermarkPart, textPart, outputPart];

/** Their commands, the same four of each. */
export const partCommands: readonly Command[] = parts.flatMap((part) => [
  partList(part),
  partAdd(part),
  partSet(part),
  partRemove(part),
]);
