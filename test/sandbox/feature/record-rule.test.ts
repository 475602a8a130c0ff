import { describe, expect, it } from 'vitest';
import { NAME, NOW, openAccount, STREAM } from '../account.ts';
import { bound, MP4 } from './bound.ts';

const HLS = { HlsParam: { Enable: 1 } };

describe('a record rule', () => {
  it('makes a recording from the push’s beginning to its end, with a file at every interval', async () => {
    const account = await openAccount();
    const { sandbox, clock, heard } = account;
    await bound(account, 'Record', MP4);
    sandbox.push(STREAM);
    await sandbox.settled();
    clock.advance(600_000);
    await sandbox.settled();
    clock.advance(150_000);
    sandbox.cut(STREAM);
    const told = await heard('start_time', 'end_time', 'duration', 'file_format');
    // What is told at once comes in any order.
    expect(told.filter(([type]) => type === 100)).toEqual([
      [100, NOW, NOW + 600, 600, 'mp4'],
      [100, NOW + 600, NOW + 750, 150, 'mp4'],
    ]);
    expect((await heard('record_event', 'seq')).filter(([type]) => type === 332)).toEqual([
      [332, 'record_start_succeeded', 1],
      [332, 'record_ended', 2],
    ]);
    const states = account.messages.filter(({ body }) => body['event_type'] === 332);
    expect(new Set(states.map(({ body }) => body['session_id'])).size).toBe(1);
    expect(JSON.parse(String(states[0]!.body['record_detail']))).toMatchObject({
      file_format: 3,
      start_model: 1,
      record_content: 1,
    });
    const file = account.messages.find(({ body }) => body['event_type'] === 100);
    expect(file!.body).toHaveProperty('stream_param');
    clock.advance(3_600_000);
    expect(await heard()).toHaveLength(6);
  });

  it('does nothing to a push that runs, holds from the next one on, and no longer once it is gone', async () => {
    const account = await openAccount();
    const { sandbox, heard, out } = account;
    const recordings = async () => (await heard('record_event')).filter(([type]) => type === 332).length;
    sandbox.push(STREAM);
    await bound(account, 'Record', MP4);
    expect(await recordings()).toBe(0);
    sandbox.cut(STREAM);
    sandbox.push(STREAM);
    expect(await recordings()).toBe(1);
    await out('DeleteLiveRecordRule', { ...NAME });
    expect(await recordings()).toBe(1);
    sandbox.cut(STREAM);
    expect(await recordings()).toBe(2);
    sandbox.push(STREAM);
    expect(await recordings()).toBe(2);
  });

  it('a second upstream of the stream makes no second recording, and the last one ends it', async () => {
    const account = await openAccount();
    const { sandbox, heard } = account;
    await bound(account, 'Record', MP4);
    sandbox.push(STREAM);
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    const told = async () =>
      (await heard('record_event')).filter(([type]) => type === 332).map(([, event]) => event);
    expect(await told()).toEqual(['record_start_succeeded']);
    sandbox.cut(STREAM);
    expect(await told()).toEqual(['record_start_succeeded', 'record_ended']);
  });

  it('HLS that may go on is told of in one file after a short break, in two after a long one', async () => {
    const account = await openAccount();
    const { sandbox, clock, heard } = account;
    await bound(account, 'Record', { ...HLS, HlsSpecialParam: { FlowContinueDuration: 30 } });
    const told = async () =>
      (await heard('record_event', 'duration'))
        .filter(([type]) => type === 332 || type === 100)
        .map(([type, event, duration]) => (type === 100 ? duration : event));
    const steps = [
      () => sandbox.push(STREAM),
      () => clock.advance(60_000),
      () => sandbox.cut(STREAM),
      () => clock.advance(20_000),
      () => sandbox.push(STREAM),
      () => clock.advance(40_000),
      () => sandbox.cut(STREAM),
    ];
    for (const step of steps) {
      step();
      await sandbox.settled();
    }
    expect(await told()).toEqual([
      'record_start_succeeded',
      'record_paused',
      'record_resumed',
      'record_paused',
    ]);
    clock.advance(30_000);
    expect((await told()).slice(4).sort()).toEqual([150, 'record_ended']);
    sandbox.push(STREAM);
    expect((await told()).at(-1)).toBe('record_start_succeeded');
  });

  it('what a change of the template says holds from the next push on', async () => {
    const account = await openAccount();
    const { sandbox, clock, heard, out } = account;
    const TemplateId = await bound(account, 'Record', MP4);
    const formats = async () =>
      (await heard('file_format')).filter(([type]) => type === 100).map(([, format]) => format);
    sandbox.push(STREAM);
    await out('ModifyLiveRecordTemplate', { TemplateId, Mp4Param: { Enable: 0 }, FlvParam: { Enable: 1 } });
    clock.advance(10_000);
    sandbox.cut(STREAM);
    expect(await formats()).toEqual(['mp4']);
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    expect(await formats()).toEqual(['mp4', 'flv']);
  });
});
