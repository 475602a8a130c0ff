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

/** The disk refused a write of the running process: nothing of it was kept. */
export function diskRefused(cause: unknown): StoreError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'refused',
    `the disk refused a write: ${said}`,
    {
      en: 'It was not kept: the data folder cannot be written (is its disk full?). Ask again when there is room; the platform engineer looks after AIRDESK_DATA.',
      zh: '没有保存：数据目录无法写入（磁盘可能已满）。有空间后请重试，并请平台工程师检查 AIRDESK_DATA 所在磁盘。',
    },
    cause,
  );
}

/** Whether the disk refused a write. What else was done before that is not known by it. */
export function isDiskRefused(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'airdesk.store-refused';
}
