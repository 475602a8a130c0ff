/** The typed models of the vendor's client, read from its declarations, and what does not fit them. */
import { readFileSync } from 'node:fs';

interface Member {
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
}

/** Interfaces by name, each with its members by name. */
export type Models = ReadonlyMap<string, ReadonlyMap<string, Member>>;

/** Reads the declarations of all interfaces in a file. */
export function readModels(file: URL): Models {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return new Map(
    [...text.matchAll(/export interface (\w+) \{([^}]*)\}/g)].map(([, name = '', body = '']) => [
      name,
      new Map(
        [...body.matchAll(/(\w+)(\??): ([^;]+);/g)].map(([, member = '', optional, type = '']) => {
          const list = /^Array<(.+)>$/.exec(type.trim());
          const own = { type: list?.[1] ?? type.trim(), isList: list !== null, isRequired: optional === '' };
          return [member, own];
        }),
      ),
    ]),
  );
}

/** What of a value does not fit a model; empty where it fits. `needed`: members without a question mark must be there. */
export function misfits(
  models: Models,
  model: string,
  value: unknown,
  needed: boolean,
  path = model,
): string[] {
  const members = models.get(model);
  if (!members) return scalarFits(value, model) ? [] : [`${path} is no ${model}: ${JSON.stringify(value)}`];
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const missing = [...members].flatMap(([name, { isRequired }]) =>
    needed && isRequired && !(name in value) ? [`${path}.${name} is missing`] : [],
  );
  const wrong = Object.entries(value).flatMap(([name, own]: [string, unknown]) => {
    const member = members.get(name);
    const at = `${path}.${name}`;
    if (!member) return [`${at} is not in the model`];
    if (Array.isArray(own) !== member.isList) return [`${at} is a list or is none`];
    const items: unknown[] = Array.isArray(own) ? own : [own];
    return items.flatMap((item) => misfits(models, member.type, item, needed, at));
  });
  return [...missing, ...wrong];
}

function scalarFits(value: unknown, type: string): boolean {
  return type.split(' | ').includes(typeof value);
}
