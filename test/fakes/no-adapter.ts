import type { Adapter, Capabilities } from '../../src/platform/adapter.ts';
import type { Announcer } from '../../src/platform/announcer.ts';

/** An adapter that can do this much, and is never used. */
export function noAdapter(name: string, capabilities: Capabilities): Adapter & Announcer {
  const never = (): never => {
    throw new Error(`${name} is not to be used`);
  };
  return {
    ...{ name, capabilities, start: never, stop: never, post: never, edit: never },
    ...{ announce: never, update: never, addToThread: never, find: never },
  };
}
