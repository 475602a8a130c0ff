import { deskDescription } from '../../adapters/desk/description.ts';
import { discordDescription } from '../../adapters/discord/description.ts';
import { slackDescription } from '../../adapters/slack/description.ts';
import { alertsSchema } from '../../src/config/alerts/schema.ts';
import { configFileSchema } from '../../src/config/schema.ts';
import type { Platform } from '../../src/platform/platform.ts';

/** What the core knows of the platforms that there are, without their client libraries. */
export const DESCRIPTIONS: readonly Platform[] = [slackDescription, discordDescription, deskDescription];

/** airdesk.yaml with these platforms. */
export const ConfigFileSchema = configFileSchema(DESCRIPTIONS);

/** Its part `alerts`. */
export const AlertsSchema = alertsSchema(DESCRIPTIONS);
