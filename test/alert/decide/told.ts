import { expect } from 'vitest';
import { calledIn } from '../../../src/alert/called.ts';
import { SEVERITIES } from '../../../src/callback/event.ts';
import type { World } from './world.ts';

/** A message as it was posted: what is edited later notifies nobody. */
interface Post {
  readonly about: string;
  readonly channel: string;
  readonly called: readonly string[];
}

/** Watches whether whatever fires is told. */
export interface Watch {
  /**
   * To be called after each thing that happens. Whatever fires has a message of its own; or one of what it is part of
   * told as urgently, in each channel of its rule, and whoever its rule calls there was called, by that or by a message of
   * another part.
   */
  check(world: World): void;
}

/** A watch that has seen nothing yet. */
export function createWatch(): Watch {
  const posts: Post[] = [];
  const known = new Set<string>();

  function post(world: World): void {
    for (const alert of world.alerts().filter(({ announced }) => announced))
      for (const channel of alert.channels) {
        if (known.has(`${alert.id} ${channel}`)) continue;
        known.add(`${alert.id} ${channel}`);
        posts.push({ about: alert.id, channel, called: calledIn(world.input.config, alert, channel) });
      }
  }

  return {
    check(world) {
      post(world);
      const { config } = world.input;
      const alerts = world.alerts();
      for (const part of alerts) {
        if (part.status !== 'firing' || part.parent === undefined || part.announced) continue;
        const whole = world.input.byId(part.parent);
        expect(whole?.status).toBe('firing');
        if (!whole?.announced) continue;
        const told = whole.toldAs ?? whole.severity;
        expect(SEVERITIES.indexOf(told)).toBeLessThanOrEqual(SEVERITIES.indexOf(part.severity));
        const family = [whole, ...alerts.filter(({ parent }) => parent === whole.id)].map(({ id }) => id);
        const rule = config.rules.find(({ name }) => name === part.rule);
        for (const channel of rule?.channels ?? config.channels) {
          const there = posts.filter((one) => one.channel === channel && family.includes(one.about));
          expect(there.map(({ about }) => about)).toContain(whole.id);
          expect(there.flatMap(({ called }) => called)).toEqual(expect.arrayContaining(rule?.mention ?? []));
        }
      }
    },
  };
}
