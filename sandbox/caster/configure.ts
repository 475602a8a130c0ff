import { ApiError } from '../api-error.ts';
import type { Actions, Integer } from '../../src/live/catalogue/types.generated.ts';
import type { CasterConfig } from './caster.ts';
import { isTransition } from './transitions.ts';

type Given = Omit<Actions['ModifyCaster']['input'], 'CasterId'>;
const CODECS = ['h264', 'h265'];
const AUDIO_BIT_RATES = [0, 128, 192, 256];

/** A caster's configuration when nothing is given. */
export const DEFAULT_CASTER: CasterConfig = {
  CasterName: '',
  Description: '',
  ExpireTime: -1,
  DelayTime: 0,
  TransitionType: '',
  PgmWidth: 1280,
  PgmHeight: 720,
  PgmFps: 0,
  PgmBitRate: 0,
  PgmAudioBitRate: 0,
  PgmVcodec: 'h264',
  FeeType: 0,
  RecordTemplateId: 0,
  RecordStatus: 0,
  RecordTaskId: '',
};

/**
 * The configuration with what is given put in; the rest stays.
 * @throws ApiError InvalidParameter, for the ranges that CreateCaster documents.
 */
export function configureCaster(old: CasterConfig, given: Given): CasterConfig {
  const number = (value: Integer | undefined, before: number): number =>
    value === undefined ? before : Number(value);
  const config: CasterConfig = {
    CasterName: given.CasterName ?? old.CasterName,
    Description: given.Description ?? old.Description,
    ExpireTime: number(given.ExpireTime, old.ExpireTime),
    DelayTime: number(given.DelayTime, old.DelayTime),
    TransitionType: given.TransitionType ?? old.TransitionType,
    PgmWidth: number(given.PgmWidth, old.PgmWidth),
    PgmHeight: number(given.PgmHeight, old.PgmHeight),
    PgmFps: number(given.PgmFps, old.PgmFps),
    PgmBitRate: number(given.PgmBitRate, old.PgmBitRate),
    PgmAudioBitRate: number(given.PgmAudioBitRate, old.PgmAudioBitRate),
    PgmVcodec: given.PgmVcodec ?? old.PgmVcodec,
    FeeType: number(given.FeeType, old.FeeType),
    RecordTemplateId: number(given.RecordTemplateId, old.RecordTemplateId),
    RecordStatus: number(given.RecordStatus, old.RecordStatus),
    RecordTaskId: given.RecordTaskId ?? old.RecordTaskId,
  };
  within('DelayTime', config.DelayTime, 0, 300);
  within('PgmWidth', config.PgmWidth, 0, 4096);
  within('PgmHeight', config.PgmHeight, 0, 2160);
  within('PgmFps', config.PgmFps, 0, 60);
  within('PgmBitRate', config.PgmBitRate, 0, 10_000);
  within('ExpireTime', config.ExpireTime, -1, Number.MAX_SAFE_INTEGER);
  if (!AUDIO_BIT_RATES.includes(config.PgmAudioBitRate))
    throw new ApiError('InvalidParameter', `PgmAudioBitRate must be one of ${AUDIO_BIT_RATES.join(', ')}.`);
  if (!CODECS.includes(config.PgmVcodec))
    throw new ApiError('InvalidParameter', `PgmVcodec must be one of ${CODECS.join(', ')}.`);
  if (config.Description.length > 256)
    throw new ApiError('InvalidParameter', 'Description is at most 256 characters.');
  if (config.TransitionType !== '' && !isTransition(config.TransitionType))
    throw new ApiError('InvalidParameter', `There is no transition ${config.TransitionType}.`);
  return config;
}

/**
 * Refuses a number outside its range.
 * @throws ApiError InvalidParameter
 */
export function within(name: string, value: number, min: number, max: number): void {
  if (value < min || value > max)
    throw new ApiError('InvalidParameter', `${name} must be between ${min} and ${max}.`);
}
