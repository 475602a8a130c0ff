import { z } from 'zod';

const HOUR = 3600;

/** How often one kind of look is taken, and whether at all. */
function poller(everySeconds: number, least: number, on = true) {
  return {
    on: z.boolean().default(on).describe('Whether Airdesk looks at it.'),
    everySeconds: z
      .number()
      .min(least)
      .max(7 * 24 * HOUR)
      .default(everySeconds)
      .describe('How often, s.'),
  };
}

function plain(about: string, everySeconds: number, least: number, on = true) {
  return z
    .strictObject(poller(everySeconds, least, on))
    .prefault({})
    .describe(about);
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
        .describe('Bit rate that a push with a picture has at least, kbit/s. 0: not looked at.'),
      leastFps: z
        .number()
        .min(0)
        .max(120)
        .default(5)
        .describe('Frames a second that it has at least. 0: not looked at.'),
      leastPercent: z
        .number()
        .min(0)
        .max(100)
        .default(40)
        .describe('How much of what its encoder announces arrives at least, percent. 0: not looked at.'),
    })
    .prefault({})
    .describe('What each push brings.'),
  backups: plain('Streams that lost their backup.', 30, 10),
  pulls: plain('Pull tasks that should run and do not.', 60, 30),
  casters: plain('Programs of casters that stopped, and casters that expire.', 300, 60),
  certificates: plain('Certificates of play domains that expire.', 6 * HOUR, 600),
  packages: z
    .strictObject({
      ...poller(6 * HOUR, 600),
      leastPercent: z
        .number()
        .min(1)
        .max(90)
        .default(20)
        .describe('How much of a package has to be left, percent. Less than a quarter of that is critical.'),
    })
    .prefault({})
    .describe('Packages of traffic, transcoding and link-mic that run out.'),
  callbacks: plain('Callbacks that the cloud could not deliver.', 600, 120),
  monitors: plain('Reports of running monitors.', 300, 60, false),
});
