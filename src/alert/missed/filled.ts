import type { Store } from '../../store/store.ts';

const FILLED = 'filled';

/** Until when what was missed of each account was looked for, on disk. */
export interface Filled {
  /** ms UTC; undefined where it never was. @throws when the disk refuses */
  get(account: string): Promise<number | undefined>;
  /** @throws when the disk refuses */
  set(account: string, to: number): Promise<void>;
}

/** Opens it in a store. */
export function createFilled(store: Store): Filled {
  return {
    async get(account) {
      const value = (await store.get(FILLED, account))?.value as { readonly to?: unknown } | undefined;
      return typeof value?.to === 'number' ? value.to : undefined;
    },
    set: (account, to) => store.commit([{ collection: FILLED, id: account, value: { to }, expect: 'any' }]),
  };
}
