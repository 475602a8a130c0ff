import { createFiles } from '../../../adapters/desk/files.ts';
import { describe, expect, it } from 'vitest';
import { createRoom, type RoomChange, type RoomMessage } from '../../../adapters/desk/room.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { card } from './desk-server.ts';

describe('pinned messages of the desk', () => {
  const changes: RoomChange[] = [];
  let ids = 0;
  const room = createRoom({
    files: createFiles(
      createTestClock(),
      () => 'f1',
      () => true,
    ),
    mayRead: () => true,
    clock: createTestClock(),
    newId: () => `m${++ids}`,
    onChange: (change) => void changes.push(change),
    history: 2,
    historySize: 100_000,
  });
  const newest = () => JSON.parse(changes.at(-1)!.json) as RoomMessage;

  it('stay pinned through edits until they are let go; pinning twice changes nothing', () => {
    const id = room.post(card('Panel'), 'ada');
    expect(newest()).toMatchObject({ id, pinned: false });
    room.pin(id, true);
    expect(newest()).toMatchObject({ id, pinned: true, edits: 0 });
    const { length } = changes;
    room.pin(id, true);
    expect(changes).toHaveLength(length);
    room.edit(id, card('Panel, later'));
    expect(newest()).toMatchObject({ id, pinned: true, edits: 1, card: { title: 'Panel, later' } });
    room.pin(id, false);
    expect(newest()).toMatchObject({ id, pinned: false });
  });

  it('that are no longer kept are left alone', () => {
    const id = room.post(card('Old'), 'ada');
    for (const title of ['1', '2', '3']) room.post(card(title), 'ada');
    const { length } = changes;
    room.pin(id, true);
    expect(changes).toHaveLength(length);
  });
});
