import { ApiError } from '../api-error.ts';
import type { ActionInfo } from '../../src/live/catalogue/catalogue.ts';

/**
 * Holds a call's region against the rule of its action. Where an action takes none, a region has no effect, as in the
 * document (the vendor's own client sends one with every call); the list of calls shows it, so that it is seen.
 * @throws ApiError InvalidParameterValue for an empty region, MissingParameter or UnsupportedRegion.
 */
export function checkRegion(action: string, info: ActionInfo, region: string | undefined): void {
  if (region === '')
    throw new ApiError('InvalidParameterValue', 'A value specified in `X-TC-Region` is not valid.');
  if (info.regions && region === undefined)
    throw new ApiError('MissingParameter', 'The request is missing a required parameter `X-TC-Region`.');
  // An empty list: one is required, and the document does not say which.
  if (info.regions?.length && region !== undefined && !info.regions.includes(region))
    throw new ApiError('UnsupportedRegion', `${action} does not support region \`${region}\`.`);
}
