import { z } from 'zod';

const HOUR = 3600;

/** How often one kind of look is taken, and whether at all. */
function poller(everySeconds: number, least: number, on = true) {
  return {
    on: z.boolean().default(on),
    everySeconds: z
      .number()
      .min(least)
      .max(7 * 24 * HOUR)
      .default(everySeconds),
  };
}

function plain(everySeconds: number, least: number, on = true) {
  return z.strictObject(poller(everySeconds, least, on)).prefault({});
}

/** What is looked at by itself, since no callback tells of it: how often, and from where on it is a fault. */
export const PollingSchema = z.strictObject({
  sharePercent: z
    .number()
    .min(1)
    .max(50)
    .default(20)
    .describe('How much of each action’s rate limit Airdesk takes for looks that nobody asked for, percent.'),
  push: z
    .strictObject({
      ...poller(30, 10),
      leastKbps: z
        .number()
        .min(0)
        .max(100_000)
        .default(100)
        .describe('What a push with a picture brings at least, kbit/s. 0: not looked at.'),
      leastFps: z
        .number()
        .min(0)
        .max(120)
        .default(5)
        .describe('Its frames a second at least. 0: not looked at.'),
      leastPercent: z
        .number()
        .min(0)
        .max(100)
        .default(40)
        .describe('How much of what its encoder announces has to arrive, percent. 0: not looked at.'),
    })
    .prefault({}),
  backups: plain(30, 10),
  pulls: plain(60, 30),
  casters: plain(300, 60),
  certificates: plain(6 * HOUR, 600),
  packages: z
    .strictObject({
      ...poller(6 * HOUR, 600),
      leastPercent: z
        .number()
        .min(1)
        .max(90)
        .default(20)
        .describe('What has to be left of a package, percent; a quarter of that is critical.'),
    })
    .prefault({}),
  callbacks: plain(600, 120),
  monitors: plain(300, 60, false),
});
