import { ApiError } from '../api-error.ts';
import { structures, type Field } from '../../src/live/catalogue/catalogue.ts';

const MAX_UINT64 = 2n ** 64n - 1n;
const MIN_INT64 = -(2n ** 63n);
/** Longer than anything that the document allows; what is kept stays small. */
const MAX_TEXT = 4096;
const MAX_LIST = 1000;

/**
 * Checks parameters against the catalogue, as the cloud's gateway does before the service sees them.
 * @throws ApiError UnknownParameter, MissingParameter or InvalidParameter, naming the parameter with its path.
 */
export function checkParams(
  params: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  path = '',
): void {
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const [name, value] of Object.entries(params)) {
    const field = known.get(name);
    if (!field) throw new ApiError('UnknownParameter', `The parameter \`${path}${name}\` is not recognized.`);
    if (value !== null && value !== undefined) checkField(value, field, `${path}${name}`);
  }
  const missing = fields.find((field) => field.required && (params[field.name] ?? undefined) === undefined);
  if (missing)
    throw new ApiError(
      'MissingParameter',
      `The request is missing a required parameter \`${path}${missing.name}\`.`,
    );
}

function checkField(value: unknown, field: Field, path: string): void {
  if (!field.array) checkOne(value, field.type, path);
  else if (Array.isArray(value))
    value.forEach((item, index) => checkOne(item, field.type, `${path}.${index}`));
  else throw mistyped(path, `a list of ${field.type}`);
  if (Array.isArray(value) && value.length > MAX_LIST) throw tooLong(path, `${MAX_LIST} items`);
}

function checkOne(value: unknown, type: string, path: string): void {
  const fields = structures[type];
  if (fields) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mistyped(path, type);
    checkParams(value as Record<string, unknown>, fields, `${path}.`);
  } else if (!isScalar(value, type)) throw mistyped(path, type);
  else if (typeof value === 'string' && value.length > MAX_TEXT)
    throw tooLong(path, `${MAX_TEXT} characters`);
}

function isScalar(value: unknown, type: string): boolean {
  switch (type) {
    case 'Integer':
      return typeof value === 'bigint'
        ? value >= MIN_INT64 && value <= MAX_UINT64
        : Number.isSafeInteger(value);
    case 'Float':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'Boolean':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string';
  }
}

function tooLong(path: string, most: string): ApiError {
  return new ApiError('InvalidParameterValue', `Parameter \`${path}\` is longer than ${most}.`);
}

function mistyped(path: string, type: string): ApiError {
  return new ApiError(
    'InvalidParameter',
    `The type of parameter \`${path}\` is not valid: expected ${type}.`,
  );
}
