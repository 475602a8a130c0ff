import type { CommandContext } from '../../../src/command.ts';
import type { Integer } from '../../../src/live/catalogue/types.generated.ts';
import type { Reader } from '../../../src/live/reader.ts';
import type { Text } from '../../../src/text/language.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import type { Sources } from '../display.ts';
import type { Scene } from '../scene.ts';
import type { Uses } from './uses.ts';

/** A part as the cloud has it: one of the structures CasterInputInfo, CasterLayoutInfo and so on. */
export type Info = Readonly<Record<string, unknown>>;

/** Kinds of numbered parts of a caster. */
export type PartName = 'input' | 'layout' | 'watermark' | 'text' | 'output';

/** One kind of numbered parts of a caster: how it is read, written, described, and what depends on it. */
export interface Part {
  readonly name: PartName;
  /** As the commands call it, and the thing itself in words. */
  readonly zh: string;
  readonly words: Text;
  readonly range: { readonly min: number; readonly max: number };
  /** The number from which a free one is looked for. */
  readonly firstFree: number;
  /** Everything that can be set. Paths are those of `valuesOf` and `infoOf`. */
  readonly rows: readonly FieldRow[];
  /** What the cloud takes for what is left out, by path. */
  readonly usual: FieldValues;
  /** Fields with an option of their own: those that a new one needs, and others. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Those of `set`: what is changed most. All others are typed as key=value. */
  readonly often: readonly string[];
  /** Fields that the list shows. */
  readonly listed: readonly string[];
  /** What `set` can do: whether what is on air shows it at once. */
  readonly setRisk: 'air' | 'change';
  /** All of a caster. @throws LiveError */
  readonly read: (context: Reader, caster: Integer) => Promise<readonly Info[]>;
  /** Each is one call. @throws LiveError */
  readonly add: (context: CommandContext, caster: Integer, info: Info) => Promise<void>;
  readonly modify: (context: CommandContext, caster: Integer, info: Info) => Promise<void>;
  readonly remove: (context: CommandContext, caster: Integer, number: number) => Promise<void>;
  /** The name of its number in the structure. */
  readonly index: string;
  readonly valuesOf: (info: Info) => FieldValues;
  /** What is sent for these values, without the number; undefined takes away what was there. */
  readonly infoOf: (values: FieldValues, number: number) => Info;
  /** Values with others put over them, where one field takes the place of another. */
  readonly over?: (before: FieldValues, given: FieldValues) => FieldValues;
  /** Of a change, the values that have to be sent; left out: those that are given. */
  readonly sent?: (after: FieldValues, given: FieldValues) => FieldValues;
  /** The values by which it is put back; left out: all of them. */
  readonly back?: (values: FieldValues) => FieldValues;
  /** Why the cloud would not take these values. */
  readonly problem?: (values: FieldValues, number: number, sources: Sources) => Text | undefined;
  /** Fields that cannot be changed while PVW or PGM shows it. */
  readonly locked: readonly string[];
  readonly uses: (number: number, scene: Scene, sources: Sources) => Uses;
  /** Without what changes by itself whenever it is read, as a signature. */
  readonly steady?: (info: Info) => Info;
  /** Where a call is needed to make up what was left out, as an address to push to. @throws LiveError */
  readonly complete?: (context: CommandContext, caster: Integer, number: number, info: Info) => Promise<Info>;
  /** What viewers notice. */
  readonly lines: {
    readonly add: (scene: Scene) => Text;
    /** `changed`: keys of the fields that change. */
    readonly set: (uses: Uses, scene: Scene, changed: readonly string[]) => readonly Text[];
    readonly remove: (scene: Scene, number: number) => readonly Text[];
  };
}

/** The number of a part. */
export function numberOf(part: Part, info: Info): number {
  return Number(info[part.index] ?? -1);
}
