import { z } from 'zod';
import { accountDigest } from '../card/account-tag.ts';
import type { Config } from './schema.ts';
import type { Store } from '../store/store.ts';

const ACCOUNTS = 'accounts';
/** Names that are remembered; those of accounts that come after so many others are not told when they are gone. */
const MOST = 1000;

const AccountSchema = z.object({ name: z.string() });

/** Remembers what the accounts are called, so that the buttons of one that is taken away later can say whose they were. */
export async function rememberAccounts(store: Store, { accounts }: Pick<Config, 'accounts'>): Promise<void> {
  const known = new Set((await store.list(ACCOUNTS)).map(({ id }) => id));
  const names = Object.keys(accounts).filter((name) => !known.has(accountDigest(name)));
  const fresh = names.slice(0, Math.max(0, MOST - known.size));
  if (fresh.length === 0) return;
  await store.commit(
    fresh.map((name) => ({ collection: ACCOUNTS, id: accountDigest(name), value: { name }, expect: 0 })),
  );
}

/** The name of the account, configured once, that a tag stands for. */
export async function formerAccount(store: Store, tag: string): Promise<string | undefined> {
  const [found, another] = (await store.list(ACCOUNTS)).filter(({ id }) => id.startsWith(tag));
  return another ? undefined : AccountSchema.safeParse(found?.value).data?.name;
}
