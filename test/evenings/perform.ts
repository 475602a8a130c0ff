import type { Happening, Timed, Trouble } from './happening.ts';
import { readText } from './reading.ts';
import { partOf, partsOf, taskOf } from './roster.ts';
import type { Noting } from './truth.ts';
import type { World } from './world.ts';

/** Cards that wait for somebody. */
const WAITS = ['Acknowledge', 'Seen'] as const;
const ENCODER = '直推流';
/** A press is not taken in the moment in which a card has changed, ms. */
const READ_MS = 1500;

/** Makes things happen, and notes what people did. `later`: something that happens at a time of its own, ms UTC. */
export function createPerformer(
  world: World,
  noting: Noting,
  later: (at: number, run: () => Promise<void>) => void,
): (happening: Timed) => Promise<void> {
  const { clock, sandbox, slack, discord, door } = world;
  const { truth } = noting;
  let isUp = true;

  function delay(stream: string, trouble: Trouble): void {
    sandbox.fault(trouble);
    truth.delays.push({ stream, at: clock.now(), ms: trouble.ms ?? 0 });
  }

  function cut({ stream, code, of, trouble }: Extract<Happening, { do: 'cut' }>): void {
    if (noting.pushesOf(stream) === 0) return;
    if (trouble) delay(stream, trouble);
    noting.ending(stream, code);
    sandbox.cut({ ...partsOf(stream), errcode: code, ...(of && { source: ENCODER }) });
  }

  function push({ stream, trouble }: Extract<Happening, { do: 'push' }>): void {
    // What a pull task feeds comes back by that, and a stream with two pushes has its encoder twice never.
    const most = partOf(stream) === 'backed' ? 2 : 1;
    if (noting.pushesOf(stream) >= most) return;
    if (trouble) delay(stream, trouble);
    sandbox.push(partsOf(stream));
  }

  async function press(on: 'slack' | 'discord'): Promise<void> {
    if (!isUp) return;
    const people = world.people(on);
    const card = people.messages().findLast(({ buttons }) => WAITS.some((label) => buttons.includes(label)));
    const label = WAITS.find((each) => card?.buttons.includes(each));
    if (!card || !label) return;
    const reading = readText(card.text);
    truth.acts.push({ at: clock.now(), ...('subject' in reading && { card: reading.subject }) });
    // A platform that is away takes no press; Airdesk may be about to stop.
    await world.passing(people.press('engineer', card, label)).catch(() => undefined);
  }

  async function drop(stream: string): Promise<void> {
    if (!isUp) return;
    const people = world.people('slack');
    truth.acts.push({ at: clock.now(), stream });
    await world.passing(people.say('engineer', `stream drop ${stream}`));
    await world.until(clock.now() + READ_MS);
    const asked = people.messages().findLast(({ buttons }) => buttons.includes('Confirm'));
    if (!asked) throw new Error('nobody is asked whether to drop it');
    noting.ending(stream, 21);
    await world.passing(people.press('engineer', asked, 'Confirm'));
  }

  async function away(end: () => Promise<void> | void, ms: number): Promise<void> {
    isUp = false;
    noting.begins('airdesk');
    await end();
    const back = async () => {
      await world.start();
      noting.ends('airdesk');
      isUp = true;
    };
    if (ms === 0) await back();
    else later(clock.now() + ms, back);
  }

  async function platform(which: 'slack' | 'discord', down: boolean): Promise<void> {
    const far = which === 'slack' ? slack : discord;
    if (!down) {
      await far.comeUp();
      noting.ends(which);
      return;
    }
    noting.begins(which);
    await far.goDown(which === 'slack' ? 'refuse' : 'http-503');
  }

  return async (happening) => {
    switch (happening.do) {
      case 'cut':
        cut(happening);
        break;
      case 'push':
        push(happening);
        break;
      case 'pull': {
        const task = taskOf(happening.stream);
        if (task !== undefined) {
          if (happening.broken) noting.ending(happening.stream, 1);
          sandbox.pull({ task, broken: happening.broken });
        }
        break;
      }
      case 'drop':
        await drop(happening.stream);
        break;
      case 'press':
        await press(happening.on);
        break;
      case 'callbacks':
        door.open(happening.open);
        if (happening.open) noting.ends('callbacks');
        else noting.begins('callbacks');
        break;
      case 'limits':
        slack.rateLimitInTurn(happening.on ? { every: 2, retryAfter: 2 } : undefined);
        if (happening.on) noting.begins('limits');
        else noting.ends('limits');
        break;
      case 'platform':
        await platform(happening.which, happening.down);
        break;
      case 'restart':
        await away(() => world.stop(), 0);
        break;
      case 'kill':
        await away(() => world.kill(), happening.awayMs);
        break;
    }
    noting.sample();
  };
}
