import type { Entry, Inbox } from '../../src/store/inbox.ts';

/** An inbox in memory, whose reads can fail. */
export function memoryInbox(): Inbox & { failing: boolean; entries: Entry[] } {
  const entries: Entry[] = [];
  let listener = (): void => undefined;
  return {
    entries,
    failing: false,
    get last() {
      return entries.length;
    },
    async append(value) {
      entries.push({ seq: entries.length + 1, value });
      queueMicrotask(() => listener());
      return entries.length;
    },
    async read(after, most) {
      if (this.failing) throw new Error('the disk cannot be read');
      return entries.slice(after, after + most);
    },
    onAppend(run) {
      listener = run;
    },
    done: async () => undefined,
    close: async () => undefined,
  };
}
