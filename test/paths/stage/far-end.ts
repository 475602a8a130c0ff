import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { createDeskDriver } from './desk-driver.ts';
import { createDiscordDriver } from './discord-driver.ts';
import type { ChatDriver } from './driver.ts';
import { createSlackDriver } from './slack-driver.ts';

/** The ways in which people reach Airdesk; every script runs in each. */
export const PLATFORMS = [
  'slack over http',
  'slack over socket',
  'discord over gateway',
  'discord over http',
  'desk',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A chat platform as Airdesk and people find it. */
export interface FarEnd {
  readonly platform: Platform;
  /** What Airdesk is told about it. */
  readonly env: Readonly<Record<string, string>>;
  readonly slack?: FakeSlack;
  readonly discord?: FakeDiscord;
  /** People who use it, once Airdesk is at `origin`. */
  readonly people: (origin: string) => ChatDriver;
}

/** Sets up the far end of a platform. */
export async function createFarEnd(platform: Platform, clock: TestClock): Promise<FarEnd> {
  switch (platform) {
    case 'slack over http':
    case 'slack over socket': {
      const fake = await createFakeSlack({ clock });
      const mode = platform === 'slack over http' ? 'http' : 'socket';
      return {
        platform,
        slack: fake,
        env: {
          SLACK_BOT_TOKEN: fake.botToken,
          SLACK_SIGNING_SECRET: fake.signingSecret,
          SLACK_API_URL: fake.apiUrl,
          ...(mode === 'socket' ? { SLACK_APP_TOKEN: fake.appToken } : {}),
        },
        people: (botOrigin) => createSlackDriver({ mode, fake, botOrigin }),
      };
    }
    case 'discord over gateway':
    case 'discord over http': {
      const fake = await createFakeDiscord({ clock });
      const mode = platform === 'discord over http' ? 'http' : 'gateway';
      return {
        platform,
        discord: fake,
        env: {
          DISCORD_TOKEN: fake.token,
          DISCORD_APPLICATION_ID: fake.applicationId,
          DISCORD_API_URL: fake.apiUrl,
          ...(mode === 'http' ? { DISCORD_PUBLIC_KEY: fake.publicKey } : {}),
        },
        people: (botOrigin) => createDiscordDriver({ mode, fake, botOrigin }),
      };
    }
    case 'desk':
      return { platform, env: {}, people: (origin) => createDeskDriver({ origin }) };
  }
}
