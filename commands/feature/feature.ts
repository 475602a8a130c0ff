import type { FeatureName } from '../../src/live/read/templates.ts';
import type { Text } from '../../src/text/language.ts';
import type { CommandContext, Risk } from '../../src/command.ts';
import type { FieldRow, FieldValues } from '../shape/fields.ts';
import type { ValueKind } from '../shape/values.ts';

/** What an acting command can be. */
type ActRisk = Exclude<Risk, 'read' | 'secret'>;

/** A word of `add` and `set` that stands for several settings, as `formats:hls,mp4`. */
export interface Shortcut {
  readonly key: string;
  readonly zh: string;
  readonly label: Text;
  readonly kind: Pick<ValueKind, 'fits' | 'example' | 'read'>;
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /**
   * The settings that it means, by path. `so far`: what the template has by then; `typed`: every option as it was typed.
   * @throws Refusal where it does not go together with the others
   */
  readonly means: (
    value: string,
    sofar: FieldValues,
    typed: Readonly<Record<string, string | undefined>>,
  ) => FieldValues;
}

/** What one of the commands says of itself before it is confirmed. */
export interface FeatureWarnings {
  readonly set: Text;
  readonly add: Text;
  readonly change: Text;
  readonly remove: Text;
}

/** Something that is done to streams by a template and the rules that bind it: one entry of the table. */
export interface Feature {
  readonly name: FeatureName;
  /** As the first word of its commands: 转码. */
  readonly zh: string;
  /** What people call a template: `transcode template`. */
  readonly words: Text;
  /** With the article that English needs: `a transcode template`. */
  readonly one: string;
  /** Where its rules hold. */
  readonly domains: 'push' | 'play';
  /** Whether a rule can be for one stream. */
  readonly hasStreams: boolean;
  /** What a rule says where it holds for every app and stream. */
  readonly everything: '' | '*';
  /** The app of a rule where none is given. */
  readonly app?: string;
  /** Several templates can be bound at one place. */
  readonly isMany?: true;
  /** All rules of a domain have to use one template. */
  readonly isOneADomain?: true;
  /** Where the name stands; whether it can be changed. */
  readonly namePath: 'TemplateName' | 'WatermarkName';
  readonly canRename: boolean;
  readonly nameKind: ValueKind;
  readonly rows: readonly FieldRow[];
  /** Keys of rows that only a new template takes. */
  readonly fixed?: readonly string[];
  readonly shortcuts?: readonly Shortcut[];
  /** Keys of rows and shortcuts that are options of their own, in their order; the first ones are required to add one. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** What the cloud takes for granted, by path; what is so is not shown one by one. */
  readonly usual: FieldValues;
  /** What the vendor needs though the document calls it optional, sent with every new one, by path. */
  readonly always?: FieldValues;
  /** Keys of rows that the list shows. */
  readonly columns: readonly string[];
  /** Rows that say nothing with these values, as the length of files in a format that is off. */
  readonly isIdle?: (row: FieldRow, values: FieldValues) => boolean;
  /** Paths that the cloud takes and does not tell again. */
  readonly untold?: readonly string[];
  /** Paths whose value the cloud may change a little by itself. */
  readonly settles?: readonly string[];
  readonly example: { readonly name: string; readonly scope: string };
  readonly risks: {
    readonly set: ActRisk;
    readonly ruleAdd: 'change' | 'air';
    readonly ruleSet: 'change' | 'air';
    readonly ruleRemove: 'change' | 'air';
  };
  readonly warnings: FeatureWarnings;
  /** What Airdesk itself no longer hears, with values as `seen` makes them; `after` undefined: with nothing at all. */
  readonly deaf?: (before: FieldValues, after: FieldValues | undefined) => Text | undefined;
  /** What is secret in it is taken out, and what is ours is named. Left out: nothing in it is secret. */
  readonly seen?: (context: CommandContext, values: FieldValues) => FieldValues;
  /** The opposite, as it is about to be sent. @throws Refusal */
  readonly sent?: (context: CommandContext, values: FieldValues) => Promise<FieldValues>;
}
