import { expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import { streamList } from '../../commands/stream/list.ts';
import { demoConfig } from '../../src/config/defaults.ts';
import { createEmitter } from '../../src/emitter.ts';
import { createLiveFeed } from '../../src/onair/create-live-feed.ts';
import type { LiveEvent } from '../../src/platform/live-feed.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { createTestClock } from '../fakes/test-clock.ts';

/** A feed that somebody watches, with what was heard and which cards were drawn. */
function watched() {
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
  return { clock, changes, drawn, heard };
}

const alert = (id: string, version: number, more: Partial<Alert> = {}): Alert =>
  ({
    ...{ id, version, account: 'main', severity: 'critical', status: 'firing', announced: true },
    ...{ subject: { type: 'stream', id: 'a/b/c' }, fires: [], history: [], startedAt: 0, ...more },
  }) as unknown as Alert;

it('in a storm the first alert is told at once, and each of the others drawn once, with those that come with it', () => {
  const { clock, changes, drawn, heard } = watched();
  changes.tell([alert('first', 1)]);
  expect(heard).toHaveLength(1);
  for (let version = 1; version <= 50; version++)
    changes.tell([alert('other', version), alert('third', version)]);
  changes.tell([alert('third', 51, { parent: 'other' })]);
  expect(heard).toHaveLength(1);
  clock.advance(250);
  expect(heard).toHaveLength(2);
  expect(heard[1]).toMatchObject({ alerts: [{ id: 'other', version: 50 }], gone: ['third'] });
  expect(drawn).toEqual(['first', 'other']);
  clock.advance(10_000);
  expect(heard).toHaveLength(2);
});

it('of very many changes at once a few are drawn at a time, the critical ones first, and none is left out', () => {
  const { clock, changes, drawn, heard } = watched();
  const many = Array.from({ length: 90 }, (_, n) =>
    alert(`n${n}`, 1, { severity: n === 80 ? 'critical' : 'info' }),
  );
  changes.tell(many);
  expect(drawn).toHaveLength(25);
  expect(drawn[0]).toBe('n80');
  // What changes again meanwhile is told as it is then.
  const last = many.find(({ id }) => !drawn.includes(id));
  changes.tell([{ ...alert(last?.id ?? '', 2), severity: 'info' }]);
  clock.advance(50);
  expect(drawn).toHaveLength(50);
  clock.advance(100);
  expect(new Set(drawn).size).toBe(90);
  expect(drawn).toHaveLength(90);
  const rows = heard.flatMap((event) => (event.kind === 'alerts' ? event.alerts : []));
  expect(rows.find(({ id }) => id === last?.id)).toMatchObject({ version: 2 });
  clock.advance(10_000);
  expect(heard).toHaveLength(4);
});
