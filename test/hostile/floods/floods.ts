import { VIEWERS, pause, type Asked, type FloodTarget } from './target.ts';

/** How large each flood is. */
export interface FloodSizes {
  /** Asks of a stranger in Slack, at once. */
  readonly asks: number;
  /** Pages of the desk that each of five people opens. */
  readonly pages: number;
  /** Bodies that are half sent, and how much of each is, bytes. */
  readonly bodies: number;
  readonly bodyBytes: number;
  /** Connections on which nothing is said. */
  readonly connections: number;
}

/** As somebody who means it would do it. */
export const FULL: FloodSizes = {
  asks: 1_500,
  pages: 200,
  bodies: 600,
  bodyBytes: 500_000,
  connections: 2_000,
};

/** What one flood came to: figures by name, and what was not as it has to be. */
export interface FloodReport {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

/** All four, one after the other. */
export async function floods(target: FloodTarget, sizes: FloodSizes): Promise<FloodReport[]> {
  return [
    await askedByStrangers(target, sizes),
    await pagesTaken(target, sizes),
    await halfSentBodies(target, sizes),
    await idleConnections(target, sizes),
  ];
}

/** An engineer's drop: how long until the preview, and from the confirmation to the card that says it is done, ms. */
async function drop(target: FloodTarget, stream: string): Promise<{ preview: number; done: number }> {
  const { driver, seen } = target;
  const before = driver.messages().length;
  const asked = performance.now();
  await driver.say('engineer', `stream drop ${stream}`);
  const card = await seen(new RegExp(`Drop \\S+/${stream}\\?`), before);
  if (!card.buttons.includes('Confirm')) throw new Error(`the engineer was refused: ${card.text}`);
  const shown = performance.now();
  await driver.press('engineer', card, 'Confirm');
  await seen(new RegExp(`Drop \\S+/${stream}: (?:done|accepted)`), before);
  return { preview: shown - asked, done: performance.now() - shown };
}

/** A stranger asks without end while an engineer drops a stream. */
async function askedByStrangers(target: FloodTarget, { asks }: FloodSizes): Promise<FloodReport> {
  const { driver, airdesk } = target;
  const quiet = await drop(target, 'news');
  const before = airdesk.megabytes();
  let answered = 0;
  let failed = 0;
  const flood = Array.from({ length: asks }, (_, index) =>
    driver.say('stranger', `stream drop main ${index}`, 'C0ELSEWHERE').then(
      () => (answered += 1),
      () => (failed += 1),
    ),
  );
  await pause(50);
  const under = await drop(target, 'main');
  await Promise.all(flood);
  return {
    name: 'asks of a stranger',
    figures: {
      asks,
      answered,
      failed,
      ...times('quiet', quiet),
      ...times('flooded', under),
      'grown MB': airdesk.megabytes() - before,
    },
    wrong: failed > 0 ? [`${failed} asks were not answered at all`] : [],
  };
}

function times(
  name: string,
  { preview, done }: { readonly preview: number; readonly done: number },
): Record<string, number> {
  return { [`preview ${name} ms`]: preview, [`done ${name} ms`]: done };
}

/** Five people take every page of the desk; an engineer and another one want theirs. */
async function pagesTaken(target: FloodTarget, { pages }: FloodSizes): Promise<FloodReport> {
  const { origin, logIn, airdesk } = target;
  const before = airdesk.megabytes();
  const stop = new AbortController();
  const open = async (cookie: string, tab: string) => {
    const begun = performance.now();
    const response = await fetch(`${origin}/desk/events?tab=${tab}`, {
      headers: { cookie },
      signal: stop.signal,
    });
    return { status: response.status, ms: performance.now() - begun, body: response.body };
  };
  const engineer = await logIn('ada');
  const cookies: string[] = [];
  for (const user of VIEWERS) cookies.push(await logIn(user));
  const taken = await Promise.all(
    cookies.flatMap((cookie, who) =>
      Array.from({ length: pages }, (_, index) => open(cookie, `tab-of-many-${who}-${index}`)),
    ),
  );
  const own = await open(engineer, 'tab-of-the-engineer');
  const { value } = (await own.body?.getReader().read()) ?? {};
  const grown = airdesk.megabytes() - before;
  stop.abort();
  const wrong = [
    ...(own.status === 200 && value !== undefined ? [] : [`the engineer's page was answered ${own.status}`]),
    ...(taken.some(({ status }) => status >= 500 && status !== 503)
      ? ['a page was answered with a fault']
      : []),
  ];
  return {
    name: 'pages of the desk',
    figures: {
      pages: taken.length,
      'let in': taken.filter(({ status }) => status === 200).length,
      'engineer ms': own.ms,
      'grown MB': grown,
    },
    wrong,
  };
}

/** Bodies that never end, of a hundred addresses behind a proxy, while others go on. */
async function halfSentBodies(target: FloodTarget, { bodies, bodyBytes }: FloodSizes): Promise<FloodReport> {
  const { airdesk, open } = target;
  const before = airdesk.megabytes();
  const half = Buffer.alloc(bodyBytes, 0x78);
  let most = before;
  for (let sent = 0; sent < bodies; sent += 20) {
    await Promise.all(
      Array.from({ length: Math.min(20, bodies - sent) }, async (_, index) => {
        const from = `203.0.113.${(sent + index) % 100}`;
        const socket = await open(
          `POST /desk/intents HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\nContent-Type: application/json\r\nContent-Length: ${bodyBytes + 1}\r\n\r\n`,
        );
        socket.write(half);
      }),
    );
    most = Math.max(most, airdesk.megabytes());
  }
  const going = await goesOn(target, 20);
  most = Math.max(most, airdesk.megabytes());
  return {
    name: 'bodies half sent',
    figures: {
      bodies,
      'sent MB': (bodies * bodyBytes) / 1e6,
      ...going.figures,
      'most grown MB': most - before,
    },
    wrong: going.wrong,
  };
}

/** Connections on which nothing is said, while callbacks, health checks and an engineer go on. */
async function idleConnections(target: FloodTarget, { connections }: FloodSizes): Promise<FloodReport> {
  const { airdesk, open } = target;
  const before = airdesk.megabytes();
  let held = 0;
  for (let opened = 0; opened < connections; opened += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, connections - opened) }, async () => {
        await open();
        held += 1;
      }),
    );
  const going = await goesOn(target, 50);
  const { preview, done } = await drop(target, 'sports');
  return {
    name: 'idle connections',
    figures: {
      connections: held,
      ...going.figures,
      ...times('flooded', { preview, done }),
      'grown MB': airdesk.megabytes() - before,
    },
    wrong: going.wrong,
  };
}

/** Callbacks and health checks, one after the other. */
async function goesOn(
  { callback, ask }: FloodTarget,
  times: number,
): Promise<{ readonly figures: Record<string, number>; readonly wrong: readonly string[] }> {
  const callbacks: Asked[] = [];
  const checks: Asked[] = [];
  for (let k = 0; k < times; k += 1) {
    callbacks.push(await callback());
    checks.push(await ask('/healthz'));
  }
  const slowest = (all: readonly Asked[]) => Math.max(...all.map(({ ms }) => ms));
  const refused = [...callbacks, ...checks].filter(({ status }) => status !== 200);
  return {
    figures: { 'slowest callback ms': slowest(callbacks), 'slowest health check ms': slowest(checks) },
    wrong: refused.map(({ status }) => `a callback or a health check was answered ${status}`),
  };
}
