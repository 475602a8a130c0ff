import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readClient, type ClientModel } from './read-client.ts';

const PACKAGE = 'tencentcloud-sdk-nodejs';

/** Where `npm ci --prefix test/peers` puts it. */
const INSTALLED = fileURLToPath(new URL(`../../test/peers/node_modules/${PACKAGE}`, import.meta.url));

/**
 * The client at a path from the command line, or the one that the tests have installed; says what is wrong with it and sets
 * the exit code where it cannot be read.
 */
export function clientAt(
  given: string | undefined,
  example: string,
  installed = INSTALLED,
): ClientModel | undefined {
  const path = given ?? (existsSync(installed) ? installed : undefined);
  if (path === undefined) {
    console.error(`Which client? ${example}`);
    process.exitCode = 2;
    return undefined;
  }
  try {
    return readClient(path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    return undefined;
  }
}
