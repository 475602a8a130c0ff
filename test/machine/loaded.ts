/**
 * What Airdesk loads only when it is needed is loaded here before: loading goes by real time, and a start on an injected clock
 * would run out of time meanwhile on a busy machine.
 */
import 'discord.js';
import '../../adapters/slack/index.ts';
import '../../sandbox/in-place-of-cloud.ts';
