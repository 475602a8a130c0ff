/** Reads what the vendor's Node client knows of the live API: the typed models of an installed version. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Field } from '../../src/live/catalogue/catalogue.ts';

const MODELS = 'tencentcloud/services/live/v20180801/live_models.d.ts';

/** One member of a structure, as the client types it. */
export type ModelField = Pick<Field, 'name' | 'type' | 'array' | 'required'>;

/** The API as one version of the client has it. */
export interface ClientModel {
  /** Version of the client; `unknown` where only its models are at hand. */
  readonly version: string;
  readonly actions: ReadonlyMap<
    string,
    { readonly input: readonly ModelField[]; readonly output: readonly ModelField[] }
  >;
  readonly structures: ReadonlyMap<string, readonly ModelField[]>;
}

/**
 * Reads an installed client.
 * @param path the folder of the package, or its file `live_models.d.ts`
 * @throws Error where there is none
 */
export function readClient(path: string): ClientModel {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const file = isFolder ? join(path, MODELS) : path;
  if (!existsSync(file))
    throw new Error(
      `there is no ${file}; give the folder of tencentcloud-sdk-nodejs, as node_modules/tencentcloud-sdk-nodejs`,
    );
  const version = isFolder ? versionIn(join(path, 'package.json')) : 'unknown';
  return { version, ...parseModels(readFileSync(file, 'utf8')) };
}

/** The actions and structures of a file of models. An action is what has a request, a structure the rest. */
export function parseModels(text: string): Omit<ClientModel, 'version'> {
  const found = interfacesIn(text);
  const actions = new Map(
    [...found.keys()]
      .filter((name) => name.endsWith('Request'))
      .map((request) => {
        const name = request.slice(0, -'Request'.length);
        const output = (found.get(`${name}Response`) ?? []).filter((field) => field.name !== 'RequestId');
        return [name, { input: found.get(request) ?? [], output }] as const;
      }),
  );
  // A call without parameters has no request in the models, or an empty one.
  for (const response of [...found.keys()].filter((name) => name.endsWith('Response'))) {
    const name = response.slice(0, -'Response'.length);
    const output = (found.get(response) ?? []).filter((field) => field.name !== 'RequestId');
    if (!actions.has(name)) actions.set(name, { input: [], output });
  }
  const structures = new Map([...found].filter(([name]) => !/(?:Request|Response)$/.test(name)));
  return { actions, structures };
}

function interfacesIn(text: string): Map<string, ModelField[]> {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = new Map<string, ModelField[]>();
  for (const [, name = '', body = ''] of bare.matchAll(/export interface (\w+) \{([^}]*)\}/g))
    found.set(
      name,
      [...body.matchAll(/(\w+)(\??): ([^;]+);/g)].map(([, member = '', optional, type = '']) =>
        fieldOf(member, optional === '', type.trim()),
      ),
    );
  // `export type XRequest = null`: a call without parameters.
  for (const [, name = ''] of bare.matchAll(/export (?:declare )?type (\w+) = null;/g)) found.set(name, []);
  return found;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'String',
  number: 'Integer',
  boolean: 'Boolean',
};

/** The client has one word for all numbers: they count as whole until the document says otherwise. */
function fieldOf(name: string, required: boolean, typed: string): ModelField {
  const list = /^Array<(.+)>$/.exec(typed)?.[1];
  const one = (list ?? typed).split(' | ')[0]?.trim() ?? '';
  const type = SCALARS[one] ?? one;
  return { name, type, ...(list !== undefined && { array: true }), ...(required && { required: true }) };
}

function versionIn(file: string): string {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
