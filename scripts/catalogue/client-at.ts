import { readClient, type ClientModel } from './read-client.ts';

/** The client at a path from the command line; says what is wrong with it and sets the exit code where it cannot be read. */
export function clientAt(path: string | undefined, example: string): ClientModel | undefined {
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
