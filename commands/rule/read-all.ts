import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { Feature } from '../feature/feature.ts';
import { FEATURES } from '../feature/features.ts';
import { readBindings, type Bindings } from '../feature/rule-noun.ts';

/** The rules and templates of a feature, or why they could not be read. */
export type FeatureRead = { readonly feature: Feature } & (
  | { readonly bindings: Bindings; readonly error?: never }
  | { readonly error: AirdeskError; readonly bindings?: never }
);

/** Reads the rules and templates of every feature, at once. Never fails with what the cloud says. */
export async function readAll(context: CommandContext): Promise<readonly FeatureRead[]> {
  return Promise.all(
    FEATURES.map(async (feature): Promise<FeatureRead> => {
      try {
        return { feature, bindings: await readBindings(context, feature) };
      } catch (error) {
        if (!(error instanceof AirdeskError)) throw error;
        return { feature, error };
      }
    }),
  );
}
