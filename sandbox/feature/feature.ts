import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import type { Why } from '../refuse.ts';

/** What the live service does to streams by a template and a rule that binds it. */
export type FeatureName =
  'transcode' | 'record' | 'snapshot' | 'watermark' | 'callback' | 'timeshift' | 'pad';

/** The values of a template, by the names that its answers have for them. */
export type Values = Readonly<Record<string, unknown>>;

/** A template. A change makes another one with the same id: what began under the old one keeps it. Times in ms UTC. */
export interface Template {
  readonly id: number;
  readonly createTime: number;
  readonly updateTime: number;
  readonly values: Values;
}

/** Binds a template to a domain, to a path of it, or to one stream. Empty: every one. Times in ms UTC. */
export interface Rule {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  readonly templateId: number;
  readonly createTime: number;
  readonly updateTime: number;
}

/** What a value may be, beside its type and the limits in the catalogue. */
export interface ValueRule {
  /** What it is when it is not given. */
  readonly fallback: unknown;
  readonly oneOf?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  /** A text that is not empty matches this. */
  readonly pattern?: RegExp;
  /** What the pattern allows, for the refusal. */
  readonly allows?: string;
  /** An address: http or https where it is not empty. */
  readonly url?: true;
  readonly why?: Why;
  /** Taken when it is given, and shown by no answer. */
  readonly hidden?: true;
  /** A change that leaves it out empties it. */
  readonly clearedByChange?: true;
  /** The members of a structure. */
  readonly parts?: Readonly<Record<string, ValueRule>>;
}

/** One feature, as data. */
export interface Feature {
  readonly name: FeatureName;
  readonly actions: {
    readonly create: ActionName;
    readonly modify: ActionName;
    readonly remove: ActionName;
    /** Reads one template; time shift has no such action. */
    readonly one?: ActionName;
    readonly all: ActionName;
    readonly bind: ActionName;
    readonly unbind: ActionName;
    readonly rules: ActionName;
  };
  /** Names of the members of answers and parameters. */
  readonly members: { readonly id: string; readonly one: string; readonly all: string };
  /** Whether rules name a push domain or a play domain. */
  readonly domains: 'push' | 'play';
  /** How many templates the account may have. */
  readonly most: number;
  readonly mostRules: number;
  readonly values: Readonly<Record<string, ValueRule>>;
  /** Rules name no stream. */
  readonly noStreams?: true;
  /** Several templates may be bound at one place. */
  readonly manyAtOnePlace?: true;
  /** All rules of one domain bind the same template. */
  readonly oneTemplateADomain?: true;
  /** No two templates have the same name. */
  readonly namesAreUnique?: true;
  /** What is shown of a template beside its id and values. */
  readonly shows?: (template: Template, inUse: boolean) => Values;
  /** What the list is filtered by, and how it is paged. */
  readonly select?: (templates: readonly Template[], params: Values) => Selected;
  /** What values must be together. Answers why not. */
  readonly together?: (values: Values, asked: Values) => Misfit | undefined;
  /** Changes new values by what other templates have. */
  readonly settle?: (values: Values, others: readonly Template[]) => Values;
}

/** The templates of one answer, and what the answer says beside them. */
interface Selected {
  readonly templates: readonly Template[];
  readonly beside?: Values;
}

/** Values that do not fit together. */
export interface Misfit {
  readonly why: Why;
  readonly message: string;
}

/** All templates and rules of one feature. */
export interface Bindings {
  readonly templates: Map<number, Template>;
  rules: readonly Rule[];
}

/** What holds for a stream, by feature; several templates only of transcoding. */
export type Bound = Readonly<Record<FeatureName, readonly Template[]>>;
