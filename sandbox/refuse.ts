import { actions } from '../src/live/catalogue/catalogue.ts';
import { ApiError } from './api-error.ts';

/**
 * Why something is refused, each with the codes that the document has for it, the plainest first. Actions list different
 * ones: a caller gets the first that its action lists. `InternalError.…` stands last where there is another: callers take
 * it for a fault of the cloud.
 */
const CODES = {
  value: ['InvalidParameterValue', 'InvalidParameter'],
  args: ['InvalidParameter.ArgsNotMatch', 'InternalError.ArgsNotMatch', 'InvalidParameterValue'],
  url: ['InvalidParameter.UrlNotSafe', 'InvalidParameterValue', 'InvalidParameter'],
  vodFileName: ['InvalidParameter.InvalidVodFileName', 'InvalidParameterValue'],
  cosFileName: ['InvalidParameter.COSCustomFileNameError', 'InvalidParameterValue'],
  taken: ['InternalError.ProcessorAlreadyExist', 'InvalidParameterValue'],
  templatesFull: ['InternalError.ConfOutLimit', 'LimitExceeded'],
  noTemplate: [
    'FailedOperation.NotFound',
    'ResourceNotFound.WatermarkNotExist',
    'InternalError.ConfNotFound',
    'InternalError.NotFound',
  ],
  nothingToBind: ['InvalidParameter.ConfNotFound', 'FailedOperation.NotFound', 'InternalError.ConfNotFound'],
  templateInUse: ['FailedOperation.ConfInUsed', 'InvalidParameter.ConfInUsed', 'InternalError.ConfInUsed'],
  bound: ['FailedOperation.RuleAlreadyExist', 'InternalError.RuleAlreadyExist', 'InvalidParameterValue'],
  rulesFull: ['InternalError.RuleOutLimit', 'LimitExceeded'],
  noRule: ['InvalidParameter.RuleNotFound', 'FailedOperation.NotFound', 'InternalError.RuleNotFound'],
  domain: ['InvalidParameter.DomainFormatError', 'InvalidParameterValue', 'InvalidParameter'],
  tasksFull: ['LimitExceeded.MaximumRunningTask', 'LimitExceeded'],
  noDelay: ['InternalError.ConfigNotExist', 'InvalidParameterValue'],
} as const;

/** Codes that any action may answer, listed or not. */
const COMMON: readonly string[] = ['InvalidParameterValue', 'LimitExceeded'];

/** A reason that CODES has codes for. */
export type Why = keyof typeof CODES;

/** The refusal of an action, with the code that its own list has for the reason. */
export function refuse(action: string, why: Why, message: string): ApiError {
  const listed = actions[action]?.errors ?? [];
  const codes: readonly string[] = CODES[why];
  const fitting = codes.find((code) => listed.includes(code)) ?? codes.find((code) => COMMON.includes(code));
  return new ApiError(fitting ?? 'FailedOperation', message);
}
