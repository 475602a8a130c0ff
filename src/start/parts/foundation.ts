import { createSenses } from '../../alert/self/senses.ts';
import { exportCheck } from '../../audit/export/export-check.ts';
import type { Clock } from '../../clock.ts';
import type { Check } from '../../http/readiness.ts';
import { createAccounts } from '../../live/accounts.ts';
import { openSessions } from '../../sessions/open-sessions.ts';
import type { WriteBoundary } from '../../store/file/disk.ts';
import { random } from '../chance.ts';
import { createMetrics } from '../metrics.ts';
import { openExports } from '../open-exports.ts';
import { openFiles } from '../open-files.ts';
import type { readSettings } from '../read-settings.ts';
import { rightsCheck, tellLooseRights } from '../rights.ts';

/** What was read of the environment and of airdesk.yaml. */
export type Settings = Awaited<ReturnType<typeof readSettings>>;

/** What everything else stands on. */
export type Foundation = Awaited<ReturnType<typeof openFoundation>>;

/**
 * Opens what everything else stands on: what Airdesk notices of itself, the accounts of the cloud, the files, the exports of
 * the audit, the sessions of the desk. With the first checks of /readyz, to which the others are added.
 * @throws where the disk refuses
 */
export async function openFoundation(settings: Settings, clock: Clock, boundary: WriteBoundary) {
  const { environment, config, secretFiles, secrets, log, guarded } = settings;
  const metrics = createMetrics();
  const listening = [...new Set(settings.endpointsNow().map(({ account }) => account))];
  const senses = createSenses({
    clock,
    accounts: Object.keys(config.accounts),
    listening,
    floorMs: config.alerts.silentHours * 3_600_000,
  });
  const accounts = createAccounts({
    config,
    variables: secretFiles.variables,
    clock,
    random,
    log,
    secrets,
    onCall(call, account) {
      metrics.liveCall(call);
      senses.call(account, call);
    },
    onTime: (aheadMs) => senses.time('cloud', aheadMs),
  });
  const files = await openFiles({
    dataFolder: environment.dataFolder,
    boundary,
    clock,
    senses,
    secrets,
    log,
  });
  const { store } = files;
  tellLooseRights(guarded, log);
  const exports = openExports({ config, secretFiles, files, clock, log, counts: metrics.exports });
  senses.watchExports(exports.states);
  metrics.watchExports(exports.states);
  const sessions = await openSessions(store, clock, environment.sessions);
  const checks: Check[] = [
    { name: 'store', check: async () => ({ ok: (await store.get('ready', 'ready')) === undefined }) },
    rightsCheck(guarded),
    ...(exports.states().length > 0 ? [exportCheck(exports.states)] : []),
  ];
  return { metrics, listening, senses, accounts, files, exports, sessions, checks };
}
