import { expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import { streamList } from '../../commands/stream/list.ts';
import { demoConfig } from '../../src/config/defaults.ts';
import { createEmitter } from '../../src/emitter.ts';
import { createLiveFeed } from '../../src/onair/create-live-feed.ts';
import type { LiveEvent } from '../../src/platform/live-feed.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { createTestClock } from '../fakes/test-clock.ts';

it('in a storm the first alert is told at once, and each of the others drawn once, with those that come with it', () => {
  const clock = createTestClock();
  const changes = createEmitter<readonly Alert[]>();
  const drawn: string[] = [];
  const feed = createLiveFeed({
    ...{ config: demoConfig(PLATFORMS), clock, lookedBy: streamList },
    watch: { now: () => [], watch: () => () => undefined, soon: () => undefined, stop: () => undefined },
    alerts: {
      list: () => [],
      on: changes.on,
      told(alert) {
        drawn.push(alert.id);
        return { what: { en: alert.id, 'zh-CN': alert.id }, cards: {} as never };
      },
    },
  });
  const heard: LiveEvent[] = [];
  feed.watch((event) => heard.push(event));
  const alert = (id: string, version: number, parent?: string): Alert =>
    ({
      ...{ id, version, account: 'main', severity: 'critical', status: 'firing', announced: true },
      ...{ subject: { type: 'stream', id: 'a/b/c' }, fires: [], history: [], startedAt: 0, parent },
    }) as unknown as Alert;

  changes.tell([alert('first', 1)]);
  expect(heard).toHaveLength(1);
  for (let version = 1; version <= 50; version++)
    changes.tell([alert('other', version), alert('third', version)]);
  changes.tell([alert('third', 51, 'other')]);
  expect(heard).toHaveLength(1);
  clock.advance(250);
  expect(heard).toHaveLength(2);
  expect(heard[1]).toMatchObject({ alerts: [{ id: 'other', version: 50 }], gone: ['third'] });
  expect(drawn).toEqual(['first', 'other']);
  clock.advance(10_000);
  expect(heard).toHaveLength(2);
});
