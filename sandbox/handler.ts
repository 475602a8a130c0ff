import type { ActionName, Input } from '../src/live/catalogue/catalogue.ts';
import type { Actions } from '../src/live/catalogue/types.generated.ts';
import type { World } from './world.ts';

/** What one action does: changes the world, returns the answer without its RequestId. Throws ApiError to refuse. */
type Handler<A extends ActionName> = (world: World, params: Input<A>) => Actions[A]['output'];

/** Handlers by action. */
export type Handlers<A extends ActionName> = { readonly [Name in A]: Handler<Name> };
