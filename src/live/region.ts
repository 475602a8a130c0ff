import { actions, type ActionName } from './catalogue/catalogue.ts';
import { badRegion } from './failures.ts';

/**
 * The region to send: where the action requires one, and only one that it takes. An empty list of regions: the document
 * requires one and does not say which, so any goes. Undefined: no header.
 * @throws LiveError `airdesk.bad-region`
 */
export function regionFor(action: ActionName, region: string): string | undefined {
  const allowed = actions[action]?.regions;
  if (!allowed) return undefined;
  const trimmed = region.trim();
  if (allowed.length > 0 && !allowed.includes(trimmed)) throw badRegion(action, trimmed, allowed);
  return trimmed;
}
