import type { FetchPicture } from './fetch-picture.ts';
import type { ToldPicture } from './told-picture.ts';

/** Pictures of the streams of one account, as the cloud's callbacks tell of them. */
export interface Pictures {
  /** The newest one of a stream (`domain/app/stream`). */
  readonly newest: (stream: string) => Promise<ToldPicture | undefined>;
  readonly fetch: FetchPicture;
}
