import type { Plan } from '../plan.ts';
import { rateRow, type Row } from '../report.ts';
import { alternate, withClients } from './clients.ts';

/** Signed calls with their answers, against a server that does nothing. */
export async function measureCalls(plan: Plan): Promise<Row[]> {
  return withClients(async (clients) => {
    const rows: Row[] = [];
    for (const [concurrency, aim] of [
      [1, 1.5],
      [32, 3],
    ] as const) {
      const question = { kind: 'call', ms: plan.callMs, concurrency } as const;
      const { ours, theirs } = await alternate(clients, question, plan);
      const what = `Cloud calls a second, ${concurrency} at a time`;
      rows.push(rateRow(what, ['Airdesk', ours], ['vendor’s client', theirs], aim));
    }
    return rows;
  });
}
