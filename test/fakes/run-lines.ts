import { decodeRun, encodeRun } from '../../src/card/run-press.ts';

/** A button's id without the account that it keeps: `run@x7Kq:stream list` is `run:stream list`. */
export function withoutTag(id: string): string {
  const run = decodeRun(id);
  return run ? encodeRun({ line: run.line }) : id;
}
