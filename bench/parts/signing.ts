import type { Plan } from '../plan.ts';
import { rateRow, type Row } from '../report.ts';
import { alternate, withClients } from './clients.ts';

/** Parameters in, signed headers out. */
export async function measureSigning(plan: Plan): Promise<Row[]> {
  return withClients(async (clients) => {
    const { ours, theirs } = await alternate(clients, { kind: 'sign', ms: plan.signMs }, plan);
    return [rateRow('Signatures a second of CPU time', ['Airdesk', ours], ['vendor’s client', theirs], 3)];
  });
}
