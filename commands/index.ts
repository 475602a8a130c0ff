import type { Command } from '../src/command.ts';
import { accountCommands } from './account/index.ts';
import { alertCommands } from './alert/index.ts';
import { allApiCommands } from './api/index.ts';
import { auditCommands } from './audit/index.ts';
import { backupCommands } from './backup/index.ts';
import { banCommands } from './ban/index.ts';
import { callbackCommands } from './callback/index.ts';
import { casterCommands } from './caster/index.ts';
import { enhanceCommands } from './enhance/index.ts';
import { featureCommands } from './feature/index.ts';
import { certCommands } from './cert/index.ts';
import { delayCommands } from './delay/index.ts';
import { domainCommands } from './domain/index.ts';
import { helpCommands } from './help/index.ts';
import { incidentCommands } from './incident/index.ts';
import { keyCommands } from './key/index.ts';
import { mixCommands } from './mix/index.ts';
import { monitorCommands } from './monitor/index.ts';
import { muteCommands } from './mute/index.ts';
import { oncallCommands } from './oncall/index.ts';
import { p2pCommands } from './p2p/index.ts';
import { padCommands } from './pad/index.ts';
import { panelCommands } from './panel/index.ts';
import { pullCommands } from './pull/index.ts';
import { recordCommands } from './record/index.ts';
import { refererCommands } from './referer/index.ts';
import { ruleCommands } from './rule/index.ts';
import { statusCommands } from './status/index.ts';
import { snapshotCommands } from './snapshot/index.ts';
import { sessionCommands } from './session/index.ts';
import { streamCommands } from './stream/index.ts';
import { taskCommands } from './task/index.ts';
import { timeshiftCommands } from './timeshift/index.ts';
import { transcodeCommands } from './transcode/index.ts';
import { urlCommands } from './url/index.ts';
import { trafficCommands } from './traffic/index.ts';
import { whoamiCommands } from './whoami/index.ts';

/** Everything that can be asked, in the order in which help shows it. */
export const commands: readonly Command[] = distinct([
  ...statusCommands,
  ...streamCommands,
  ...banCommands,
  ...backupCommands,
  ...casterCommands,
  ...monitorCommands,
  ...pullCommands,
  ...recordCommands,
  ...snapshotCommands,
  ...taskCommands,
  ...callbackCommands,
  ...padCommands,
  // Templates and rules of the same nouns: what is wanted at night comes before them.
  ...featureCommands,
  ...ruleCommands,
  ...transcodeCommands,
  ...timeshiftCommands,
  ...enhanceCommands,
  ...p2pCommands,
  ...delayCommands,
  ...mixCommands,
  ...urlCommands,
  ...domainCommands,
  ...certCommands,
  ...keyCommands,
  ...refererCommands,
  ...trafficCommands,
  ...alertCommands,
  ...muteCommands,
  ...incidentCommands,
  ...oncallCommands,
  ...panelCommands,
  ...accountCommands,
  ...helpCommands,
  ...whoamiCommands,
  ...sessionCommands,
  ...auditCommands,
  ...allApiCommands,
]);

/** The same list. @throws Error where two commands have one name, in either language. */
export function distinct(list: readonly Command[]): readonly Command[] {
  const names = new Set<string>();
  for (const command of list)
    for (const name of [command.name, command.zh]) {
      if (names.has(name)) throw new Error(`two commands are called "${name}": rename one in commands/`);
      names.add(name);
    }
  return list;
}
