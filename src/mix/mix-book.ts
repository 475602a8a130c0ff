import { z } from 'zod';
import { ConflictError, type Store } from '../store/store.ts';

/** Where an input stands in the picture, pixels. */
const PlaceSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const MixSchema = z.object({
  session: z.string(),
  inputs: z.array(z.object({ name: z.string(), place: PlaceSchema.optional() })),
  output: z.string(),
  /** Number of the cloud's layout; 0: by the places of the inputs. */
  layout: z.number(),
  /** Size of the whole picture, pixels. */
  size: z.object({ width: z.number(), height: z.number() }).optional(),
  /** kbit/s */
  bitrate: z.number().optional(),
  /** Who began it or changed it last, and when, ms UTC. */
  by: z.string(),
  at: z.number(),
});

/** A mix of streams that was begun here: streams go in, one comes out. */
export type Mix = z.infer<typeof MixSchema>;
/** One stream that goes into a mix. */
export type MixInput = Mix['inputs'][number];

/** The mixes of one account that were begun here and not ended here: the cloud has no list of them. On disk. */
export interface MixBook {
  /** The newest first. @throws StoreError */
  all(): Promise<readonly Mix[]>;
  /** @throws StoreError */
  find(session: string): Promise<Mix | undefined>;
  /** Before it is asked of the cloud, in place of what was there. @throws StoreError */
  keep(mix: Mix): Promise<void>;
  /** @throws StoreError */
  forget(session: string): Promise<void>;
}

/** The books of all accounts, each by the account's name in airdesk.yaml. */
export interface MixBooks {
  of(account: string): MixBook;
}

const COLLECTION = 'mixes';
/** The oldest of so many makes room. */
const MOST = 200;
const MOST_TRIES = 5;
const KeptSchema = z.array(MixSchema);

/** Books that are kept in this store: at most 200 mixes an account, of more the newest. */
export function createMixBooks({ store }: { readonly store: Store }): MixBooks {
  async function read(account: string): Promise<{ readonly mixes: Mix[]; readonly version: number }> {
    const doc = await store.get(COLLECTION, account);
    return { mixes: KeptSchema.safeParse(doc?.value).data ?? [], version: doc?.version ?? 0 };
  }

  async function change(account: string, changed: (mixes: readonly Mix[]) => Mix[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const { mixes, version } = await read(account);
      const value = changed(mixes).slice(0, MOST);
      try {
        await store.commit([{ collection: COLLECTION, id: account, value, expect: version }]);
        return;
      } catch (error) {
        // Another session was changed in the same moment.
        if (!(error instanceof ConflictError) || tries === MOST_TRIES) throw error;
      }
    }
  }

  return {
    of: (account) => ({
      all: async () => (await read(account)).mixes,
      find: async (session) => (await read(account)).mixes.find((mix) => mix.session === session),
      keep: (mix) => change(account, (mixes) => [mix, ...without(mixes, mix.session)]),
      forget: (session) => change(account, (mixes) => without(mixes, session)),
    }),
  };
}

function without(mixes: readonly Mix[], session: string): Mix[] {
  return mixes.filter((mix) => mix.session !== session);
}
