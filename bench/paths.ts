import { fileURLToPath } from 'node:url';

const above = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the built benchmarks are: this file ends up in bench/dist/bench. */
export const BUILT = above('./');
/** The application as `npm run build` builds it, built beside them. */
export const APPLICATION = above('../app/main.js');
/** The peers' package and the programs that use it. */
export const PEERS = above('../../peers/');
export const PROJECT = above('../../../');
