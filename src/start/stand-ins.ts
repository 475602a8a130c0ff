import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { createOutgoing } from '../http/outgoing.ts';
import { isStandIn } from '../live/stand-in.ts';

/** How long a stand-in may take to say that it is one, ms. */
const WAIT_MS = 2_000;

/** Whether every account is a stand-in on this machine, each asked once. */
export async function areStandIns(
  { accounts }: Pick<Config, 'accounts'>,
  clock: Clock,
  newId: () => string,
): Promise<boolean> {
  const endpoints = [...new Set(Object.values(accounts).map(({ endpoint }) => endpoint))];
  const outgoing = createOutgoing(clock, WAIT_MS);
  try {
    const answers = await Promise.all(endpoints.map((endpoint) => isStandIn(endpoint, outgoing, newId())));
    return answers.every(Boolean);
  } finally {
    await outgoing.close();
  }
}
