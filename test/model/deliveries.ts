import { acknowledge } from '../fakes/discord/routes.ts';
import type { FakeInteraction } from '../fakes/discord/guild.ts';
import { typeLine } from '../fakes/discord/type-line.ts';
import { createPayloads } from '../fakes/slack/payloads.ts';
import { CHANNEL, userId } from '../paths/stage/driver.ts';
import { THREAD, type PlaceName, type Shown } from './channels.ts';
import type { Press } from './noted.ts';
import type { Human } from './people.ts';
import type { World } from './world.ts';

/** What a platform delivers for a person. */
type Delivery =
  | { readonly to: 'slack'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly to: 'discord'; readonly payload: object; readonly interaction: FakeInteraction };

/** A press on a proposal's buttons, whenever it is delivered. */
type OnProposal = Pick<Press, 'human' | 'proposal' | 'kind'>;

/** People's asks on their way to Airdesk. */
export interface Deliveries {
  ask(human: Human, place: PlaceName, line: string): void;
  press(human: Human, shown: Shown, button: string): void;
  /** Delivers again what was delivered so many deliveries ago. */
  again(back: number): void;
}

/** Over signed HTTP, to whatever Airdesk there is now. Nothing waits for the answer but the platform. */
export function createDeliveries(world: World): Deliveries {
  const { slack, discord, noted } = world;
  const payloads = createPayloads(slack.workspace, () => world.life().slackOrigin);
  const delivered: { readonly delivery: Delivery; readonly press?: OnProposal | undefined }[] = [];

  function send(delivery: Delivery, press?: OnProposal): void {
    delivered.push({ delivery, press });
    if (press) note(press);
    // A process that is killed meanwhile answers nothing.
    sent(delivery).catch(() => undefined);
  }

  /** Whoever pressed may be let in by the time it is delivered again. */
  const note = (press: OnProposal) =>
    noted.presses.push({ ...world.moment(), ...press, roster: world.roster() });

  async function sent(delivery: Delivery): Promise<void> {
    const { origin } = world.life().airdesk;
    if (delivery.to === 'slack') {
      await slack.deliver({ mode: 'http', botOrigin: origin }, delivery.payload);
      return;
    }
    const { status, body } = await discord.deliver(origin, JSON.stringify(delivery.payload));
    if (status === 200) acknowledge(discord.guild, world.clock, delivery.interaction, JSON.parse(body));
  }

  const person = (human: Human) => ({ id: userId('discord', human), username: human, locale: 'en-US' });

  return {
    ask(human, place, line) {
      if (place === 'slack') {
        send({ to: 'slack', payload: payloads.slash(userId('slack', human), CHANNEL.slack, line) });
        return;
      }
      const channel = place === 'thread' ? THREAD : CHANNEL.discord;
      const { interaction, payload } = discord.payloads.command(person(human), channel, typeLine(line));
      send({ to: 'discord', interaction, payload: inPlace(payload, place) });
    },
    press(human, { place, message }, button) {
      const press = pressOf(human, button);
      if (place === 'slack') {
        send({ to: 'slack', payload: payloads.press(userId('slack', human), message, button) }, press);
        return;
      }
      const { interaction, payload } = discord.payloads.press(person(human), message, button);
      send({ to: 'discord', interaction, payload: inPlace(payload, place) }, press);
    },
    again(back) {
      const last = delivered.at(-1 - back);
      if (!last) return;
      if (last.press) note(last.press);
      sent(last.delivery).catch(() => undefined);
    },
  };
}

/** Absent for a button that acts at once. */
function pressOf(human: Human, button: string): OnProposal | undefined {
  const [, kind, proposal] = /^(confirm|cancel):(.*)$/.exec(button) ?? [];
  const isOnProposal = (kind === 'confirm' || kind === 'cancel') && proposal !== undefined;
  return isOnProposal ? { human, proposal, kind } : undefined;
}

/** Discord names a thread with the channel that it belongs to. */
function inPlace(payload: object, place: PlaceName): object {
  if (place !== 'thread') return payload;
  return { ...payload, channel: { id: THREAD, type: 11, name: 'a thread', parent_id: CHANNEL.discord } };
}
