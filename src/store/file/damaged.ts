import { StoreError } from '../store-error.ts';

/** A data file that cannot be read; it was left as it is. */
export function damaged(file: string, why: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `${file} is damaged: ${why}`,
    {
      en: `The data file ${file} cannot be read and was left as it is. Restore it from a backup together with the files beside it whose names begin the same, or move them all away to start empty (open confirmations are lost).`,
      zh: `数据文件 ${file} 无法读取，已原样保留。请从备份恢复（连同旁边同名开头的文件一起）；或将它们全部移走，以空数据启动（待确认的操作会丢失）。`,
    },
    cause,
  );
}
