import { ApiError } from '../api-error.ts';
import type { ActionInfo } from '../../live/catalogue/catalogue.ts';

/** The document calls the region of this action optional; the catalogue has no word for that. */
const OPTIONAL = new Set(['StopLivePadProcessor']);

/**
 * Holds a call's region against the rule of its action.
 * The document says that a region is without effect where none is needed; the sandbox refuses it, so that the
 * sender's mistake is seen here.
 * @throws ApiError InvalidParameterValue for an empty region, MissingParameter or UnsupportedRegion.
 */
export function checkRegion(action: string, info: ActionInfo, region: string | undefined): void {
  if (region === '')
    throw new ApiError('InvalidParameterValue', 'A value specified in `X-TC-Region` is not valid.');
  if (info.regions && region === undefined)
    throw new ApiError('MissingParameter', 'The request is missing a required parameter `X-TC-Region`.');
  if (info.regions && region !== undefined && !info.regions.includes(region))
    throw new ApiError('UnsupportedRegion', `${action} does not support region \`${region}\`.`);
  if (!info.regions && region !== undefined && !OPTIONAL.has(action))
    throw new ApiError('UnsupportedRegion', `${action} takes no region: \`X-TC-Region\` must not be sent.`);
}
