import { AirdeskError } from '../errors.ts';
import type { Text } from '../text/language.ts';

/** A data file cannot be used as it is. It was left untouched. */
export class StoreError extends AirdeskError {
  constructor(code: string, message: string, hint: Text, cause?: unknown) {
    super(message, { code: `airdesk.store-${code}`, hint, cause });
  }
}

/** The store was closed meanwhile, as on the way out. */
export function storeClosed(): StoreError {
  return new StoreError('closed', 'the store is closed', {
    en: 'Airdesk is stopping; ask again when it has started.',
    zh: 'Airdesk 正在退出，请在其重新启动后再试。',
  });
}

/** Whether the store was closed, as on the way out: nothing can be written any more. */
export function isStoreClosed(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'airdesk.store-closed';
}
