import type { Poller } from './poller.ts';
import { BACKUPS } from './rows/backups.ts';
import { CALLBACKS } from './rows/callbacks.ts';
import { CASTERS } from './rows/casters.ts';
import { CERTIFICATES } from './rows/certificates.ts';
import { MONITORS } from './rows/monitors.ts';
import { PACKAGES } from './rows/packages.ts';
import { PULLS } from './rows/pulls.ts';
import { PUSH } from './rows/push.ts';

/** Everything that is looked at by itself. One row more is a file in rows/, a name in poller.ts and a part of `alerts.polling`. */
export const POLLERS: readonly Poller[] = [
  PUSH,
  BACKUPS,
  PULLS,
  CASTERS,
  CERTIFICATES,
  PACKAGES,
  CALLBACKS,
  MONITORS,
];
