import { version } from '../../package.json';

/** Which Airdesk this is, as in package.json: in the log, in metrics, at /healthz. */
export const VERSION: string = version;
