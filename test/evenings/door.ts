import { wireToFetch } from '../model/wires.ts';

/** Where the cloud sends its callbacks: it leads to Airdesk, wherever that is now, or nobody answers. */
export interface Door {
  readonly origin: string;
  /** Whether anybody gets through. */
  open(isOpen: boolean): void;
  leadTo(origin: string | undefined): void;
  close(): void;
}

/** Opens one that leads nowhere yet. */
export async function openDoor(): Promise<Door> {
  let target: string | undefined;
  let isOpen = true;
  const wire = await wireToFetch(async (request) => {
    if (!isOpen || target === undefined) throw new Error('nobody is there');
    const { pathname } = new URL(request.url);
    const headers = { 'content-type': 'application/json' };
    return fetch(target + pathname, { method: 'POST', headers, body: await request.text() });
  });
  return {
    origin: wire.origin,
    open(open) {
      isOpen = open;
    },
    leadTo(origin) {
      target = origin;
    },
    close: () => wire.cut(),
  };
}
