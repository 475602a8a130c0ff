import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu and others put it. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** The browser on this machine: the one that AIRDESK_CHROMIUM names, or one in a usual place. Undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['AIRDESK_CHROMIUM'];
  return named !== undefined && named !== '' ? named : USUAL.find((path) => existsSync(path));
}

/** It fetches nothing by itself, and needs no rights that a container does not have. */
export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'];
