import type {
  CasterBriefInfo,
  CasterDisplayInfo,
  CasterInfo,
  CasterInputInfo,
  CasterLayoutInfo,
  CasterMarkPicInfo,
  CasterMarkWordInfo,
  CasterOutputInfo,
  Integer,
} from '../../src/live/catalogue/types.generated.ts';

/** What CreateCaster and ModifyCaster set. */
export interface CasterConfig {
  readonly CasterName: string;
  readonly Description: string;
  /** Unix seconds, -1 for never. */
  readonly ExpireTime: number;
  readonly DelayTime: number;
  readonly TransitionType: string;
  readonly PgmWidth: number;
  readonly PgmHeight: number;
  readonly PgmFps: number;
  readonly PgmBitRate: number;
  readonly PgmAudioBitRate: number;
  readonly PgmVcodec: string;
  readonly FeeType: number;
  readonly RecordTemplateId: number;
  readonly RecordStatus: number;
  readonly RecordTaskId: string;
}

/** What preview or program shows. */
export interface Display {
  readonly layout: number;
  /** A layout of the caster, or one input over the whole picture. */
  readonly kind: 'layout' | 'input';
  readonly pics: readonly number[];
  readonly words: readonly number[];
  readonly transition: string;
  /** Inputs that are heard instead of those that are seen. */
  readonly audio: readonly number[];
  readonly fromBeginning: boolean;
}

/** The parts of a caster that have an index. */
interface CasterParts {
  readonly inputs: Map<number, CasterInputInfo>;
  readonly layouts: Map<number, CasterLayoutInfo>;
  readonly pics: Map<number, CasterMarkPicInfo>;
  readonly words: Map<number, CasterMarkWordInfo>;
  readonly outputs: Map<number, CasterOutputInfo>;
}

/** A caster. Times in unix seconds, 0 for never. */
export interface Caster extends CasterParts {
  readonly id: Integer;
  readonly createTime: number;
  readonly prepaid: boolean;
  config: CasterConfig;
  pvw: Display | undefined;
  pgm: Display | undefined;
  startLiveTime: number;
  startBillingTime: number;
  stopBillingTime: number;
  /** The push of the running program to the live service: its stream, and the sequence of the push. */
  onAir:
    | { readonly domain: string; readonly app: string; readonly stream: string; readonly sequence: string }
    | undefined;
}

/** 0 nothing, 1 program only, 2 preview only, 3 both. */
export function casterStatus(caster: Caster): number {
  return (caster.pgm ? 1 : 0) + (caster.pvw ? 2 : 0);
}

/** The caster as DescribeCaster shows it. */
export function casterInfo(caster: Caster): CasterInfo {
  const { config } = caster;
  return {
    CasterId: caster.id,
    CasterName: config.CasterName,
    StartLiveTime: caster.startLiveTime,
    Description: config.Description,
    CreateTime: caster.createTime,
    Status: casterStatus(caster),
    ExpireTime: config.ExpireTime,
    DelayTime: config.DelayTime,
    PgmWidth: config.PgmWidth,
    PgmHeight: config.PgmHeight,
    PgmFps: config.PgmFps,
    PgmBitRate: config.PgmBitRate,
    PgmAudioBitRate: config.PgmAudioBitRate,
    PgmVcodec: config.PgmVcodec,
    FeeType: config.FeeType,
    RecordTemplateId: config.RecordTemplateId,
    RecordStatus: config.RecordStatus,
    RecordTaskId: config.RecordTaskId,
  };
}

/** The caster as DescribeCasterList shows it. */
export function casterBrief(caster: Caster): CasterBriefInfo {
  const { CasterName, Description, ExpireTime, FeeType } = caster.config;
  return {
    CasterId: caster.id,
    CasterName,
    Description,
    StartBillingTime: caster.startBillingTime,
    StopBillingTime: caster.stopBillingTime,
    CreateTime: caster.createTime,
    Status: casterStatus(caster),
    ExpireTime,
    FeeType,
  };
}

/** What preview or program shows, in the cloud's form; empty where it does not run. */
export function displayInfo(display: Display | undefined): CasterDisplayInfo {
  return {
    LayoutIndex: display?.layout ?? 0,
    LayoutIndexType: display?.kind === 'input' ? 1 : 0,
    MarkPicIndexList: [...(display?.pics ?? [])],
    MarkWordIndexList: [...(display?.words ?? [])],
    TransitionType: display?.transition ?? '',
    AudioIndexList: [...(display?.audio ?? [])],
    InputStartType: display?.fromBeginning ? 1 : 0,
  };
}

/** Inputs that a display needs, seen or heard. */
export function inputsShown(caster: Caster, display: Display | undefined): ReadonlySet<number> {
  if (!display) return new Set();
  const seen = display.kind === 'input' ? [display.layout] : layoutInputs(caster.layouts.get(display.layout));
  return new Set([...seen, ...display.audio]);
}

/** The inputs of a layout, from the lowest layer up: `1|2`. */
export function layoutInputs(layout: CasterLayoutInfo | undefined): number[] {
  return (layout?.InputIndexList ?? '').split('|').filter(Boolean).map(Number);
}
