import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import { refusal } from '../bad-value.ts';
import type { World } from '../world.ts';
import type { Domain } from './domain.ts';

const NO_DOMAIN = [
  'ResourceNotFound.DomainNotExist',
  'ResourceNotFound.CrtDomainNotFound',
  'ResourceNotFound.DomainNoRecord',
  'ResourceNotFound',
  'InvalidParameter',
];

/** The domain of that name, of that type where one is given. */
export function domainNamed(world: World, name: string, type?: Domain['type']): Domain | undefined {
  return world.account.domains.find((known) => known.name === name && (type ?? known.type) === known.type);
}

/**
 * The domain that an action names.
 * @throws ApiError by the first of `codes` that the action documents
 */
export function requireDomain(
  world: World,
  action: ActionName,
  name: string,
  type?: Domain['type'],
  codes: readonly string[] = NO_DOMAIN,
): Domain {
  const found = domainNamed(world, name, type);
  if (!found) throw refusal(action, codes, `The account has no ${type ? `${type} ` : ''}domain ${name}.`);
  return found;
}
