import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import { refusal } from '../bad-value.ts';

const MAX_NAME = 128;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whether a text can be the name of a domain at all.
 * @throws ApiError InternalError.ChineseCharacterDetected, InvalidParameter.DomainTooLong or DomainFormatError
 */
export function checkDomainName(action: ActionName, name: string): string {
  const malformed = ['InvalidParameter.DomainFormatError', 'InvalidParameter'];
  if (/\p{Script=Han}/u.test(name))
    throw refusal(
      action,
      ['InternalError.ChineseCharacterDetected', ...malformed],
      'DomainName has Chinese characters.',
    );
  if (name.length > MAX_NAME)
    throw refusal(
      action,
      ['InvalidParameter.DomainTooLong', ...malformed],
      `DomainName is longer than ${MAX_NAME} characters.`,
    );
  const labels = name.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? ''))
    throw refusal(action, malformed, 'DomainName is no name of a domain.');
  return name;
}
