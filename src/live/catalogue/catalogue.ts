/**
 * The live service's API (version 2018-08-01) as data: the document's 195 actions and 98 structures, with its names, types,
 * regions, rate limits and error codes; and 42 actions that came since, as the vendor's Node client types them.
 */
import actionData from './actions.json' with { type: 'json' };
import structureData from './structures.json' with { type: 'json' };
import type { Actions } from './types.generated.ts';

/** One parameter or one field. `type` is a scalar (String, Integer, Float, Boolean, Timestamp) or a structure's name. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly array?: boolean;
  readonly required?: boolean;
  /** Least and greatest value of a number that the document states. */
  readonly min?: number;
  readonly max?: number;
  /** Length of a text that the document states: in bytes (UTF-8) or in characters. */
  readonly maxBytes?: number;
  readonly maxLength?: number;
}

/** What is known of one action. */
export interface ActionInfo {
  readonly group: string;
  /** Calls a second for one account. */
  readonly rateLimit?: number;
  readonly retired?: boolean;
  readonly replacedBy?: string;
  /** Present where `X-TC-Region` is required: the regions it may name. Absent: the header must not be sent. */
  readonly regions?: readonly string[];
  readonly input?: readonly Field[];
  readonly output?: readonly Field[];
  readonly errors?: readonly string[];
  /**
   * Not in the document: taken from this version of the vendor's Node client, which tells neither limits, rates, errors nor
   * regions.
   */
  readonly since?: string;
  /** The document names the action, without its parameters. */
  readonly undocumented?: boolean;
}

/** The name of an action, as `DropLiveStream`. */
export type ActionName = keyof Actions;
/** Parameters of an action. */
export type Input<A extends ActionName> = Actions[A]['input'];
/** Answer of an action. */
export type Output<A extends ActionName> = Actions[A]['output'] & { RequestId: string };

/** All actions by name. */
export const actions: Readonly<Record<string, ActionInfo>> = actionData;
/** All structures by name. */
export const structures: Readonly<Record<string, readonly Field[]>> = structureData;

/** Whether `name` is an action of the live service. */
export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

/** By their names in lower case. */
const byLetters: ReadonlyMap<string, string> = new Map(
  Object.keys(actions).map((name) => [name.toLowerCase(), name] as const),
);

/** The action of this name, whatever its case. */
export function actionNamed(name: string): string | undefined {
  return byLetters.get(name.trim().toLowerCase());
}
