import { ApiError } from '../api-error.ts';
import { structures, type Field } from '../../src/live/catalogue/catalogue.ts';

type Tree = Map<string, Tree | string>;
const MAX_PARTS = 8;
const MAX_ITEMS = 1000;

/**
 * Parameters of a query string or form, as `InputList.0.InputStreamName=a`, in the shape that JSON would have.
 * Text becomes a number or boolean where the catalogue says so; what the catalogue does not know stays text.
 * @throws ApiError InvalidParameter for a name that is both a value and a container.
 */
export function nestedParams(
  pairs: Iterable<readonly [string, string]>,
  fields: readonly Field[],
): Record<string, unknown> {
  const root: Tree = new Map();
  for (const [name, value] of pairs) {
    const parts = name.split('.');
    if (parts.length > MAX_PARTS)
      throw new ApiError('InvalidParameter', `The parameter name is nested too deep.`);
    let tree = root;
    for (const part of parts.slice(0, -1)) {
      const next = tree.get(part) ?? (new Map() as Tree);
      if (typeof next === 'string')
        throw new ApiError('InvalidParameter', `Parameter \`${name}\` is given twice.`);
      tree.set(part, next);
      tree = next;
    }
    const last = parts.at(-1) ?? '';
    if (tree.has(last)) throw new ApiError('InvalidParameter', `Parameter \`${name}\` is given twice.`);
    tree.set(last, value);
  }
  return object(root, fields);
}

function object(tree: Tree, fields: readonly Field[]): Record<string, unknown> {
  const known = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries([...tree].map(([name, node]) => [name, plain(node, known.get(name))]));
}

function plain(node: Tree | string, field: Field | undefined): unknown {
  if (typeof node === 'string') return field && !field.array ? scalar(node, field.type) : node;
  const fields = field ? (structures[field.type] ?? []) : [];
  if (!field?.array) return object(node, fields);
  const indices = [...node.keys()].map(Number).sort((a, b) => a - b);
  if (indices.length > MAX_ITEMS || indices.some((index) => !Number.isInteger(index)))
    throw new ApiError('InvalidParameter', `Parameter \`${field.name}\` is no list.`);
  const { name, type } = field;
  return indices.map((index) => plain(node.get(String(index)) ?? '', { name, type }));
}

function scalar(text: string, type: string): unknown {
  if (type === 'Integer' && /^-?\d{1,20}$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : BigInt(text);
  }
  if (type === 'Float' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'Boolean' && /^(true|false|0|1)$/i.test(text)) return /^(true|1)$/i.test(text);
  return text;
}
