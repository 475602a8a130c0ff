/** One server-sent event. */
export interface SentEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** A listened-to event stream. */
export interface Events {
  /** Resolves when the first event is there, or when the stream was refused or ended. */
  readonly ready: Promise<void>;
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
}

/** Listens to a server-sent event stream until `signal` aborts or the server ends it. */
export function openEvents(
  url: string,
  signal: AbortSignal,
  take: (sent: SentEvent) => void,
  headers: Readonly<Record<string, string>> = {},
): Events {
  let markReady = () => {};
  const ready = new Promise<void>((resolve) => (markReady = resolve));
  const read = async () => {
    const response = await fetch(url, { signal, headers: { Accept: 'text/event-stream', ...headers } });
    if (response.status !== 200 || !response.body) return;
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body) {
      const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const sent = parseBlock(block);
        if (!sent) continue;
        take(sent);
        markReady();
      }
    }
  };
  const ended = read()
    .catch(() => {})
    .finally(() => markReady());
  return { ready, ended };
}

function parseBlock(block: string): SentEvent | undefined {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const event = field('event');
  return event === undefined ? undefined : { event, data: field('data') ?? '', id: field('id') };
}
