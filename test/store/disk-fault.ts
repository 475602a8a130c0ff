import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Makes the disk refuse: file handles write `bytes` of what they are given, and then no more. */
export async function fullDisk(folder: string, bytes = 0): Promise<{ mend: () => void }> {
  const probe = await open(join(folder, 'probe'), 'w');
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  await rm(join(folder, 'probe'));
  type Take = (data: Buffer, offset: number, length: number, position: number) => Promise<unknown>;
  const target = prototype as unknown as { write: Take };
  const write = target.write;
  let left = bytes;
  const spy = vi.spyOn(target, 'write').mockImplementation(async function (this: FileHandle, ...given) {
    const [data, offset, length, position] = given;
    if (left === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const taken = Math.min(left, length);
    left -= taken;
    return write.call(this, data, offset, taken, position);
  });
  return { mend: () => spy.mockRestore() };
}
