import { describe, expect, it } from 'vitest';
import { NAME, NOW, openAccount, STREAM } from '../account.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const COS = { CosAppId: 1250000000, CosBucket: 'pictures', CosRegion: 'ap-guangzhou' };

/** The same four actions for recording and for pictures. */
const KINDS = [
  {
    kind: 'record',
    noun: 'RecordTask',
    template: ['CreateLiveRecordTemplate', { TemplateName: 'evening', Mp4Param: { Enable: 1 } }],
    /** Types of message that show that it runs. */
    type: 332,
  },
  {
    kind: 'screenshot',
    noun: 'ScreenshotTask',
    template: ['CreateLiveSnapshotTemplate', { TemplateName: 'stills', SnapshotInterval: 60, ...COS }],
    type: 200,
  },
] as const;

describe.each(KINDS)('a $kind task', ({ noun, template, type }) => {
  async function stage() {
    const account = await openAccount();
    const { TemplateId } = await account.out(template[0], template[1]);
    const create = async (given: object = {}) =>
      String(
        (await account.out(`Create${noun}`, { ...NAME, EndTime: NOW + HOUR, TemplateId, ...given }))[
          'TaskId'
        ],
      );
    const list = async (given: object = {}) =>
      (await account.out(`Describe${noun}`, { StartTime: NOW - DAY, EndTime: NOW + 6 * DAY, ...given }))[
        'TaskList'
      ] as Record<string, unknown>[];
    const told = async () => (await account.heard()).filter(([one]) => one === type).length;
    /** Minutes pass, each with its messages. */
    async function minutes(count: number): Promise<void> {
      for (let minute = 0; minute < count; minute += 1) {
        await account.sandbox.settled();
        account.clock.advance(60_000);
      }
      await account.sandbox.settled();
    }
    return { account, create, list, told, minutes, TemplateId };
  }

  it('is listed with its times, and runs while its stream is pushed between them', async () => {
    const { account, create, list, told, minutes, TemplateId } = await stage();
    account.sandbox.push(STREAM);
    const TaskId = await create({ StartTime: NOW + 120 });
    expect(await list()).toEqual([
      { TaskId, ...NAME, StartTime: NOW + 120, EndTime: NOW + HOUR, TemplateId, Stopped: 0 },
    ]);
    await minutes(1);
    expect(await told()).toBe(0);
    await minutes(2);
    const running = await told();
    expect(running).toBeGreaterThan(0);
    await minutes(60);
    const ended = await told();
    expect(ended).toBeGreaterThan(running);
    await minutes(10);
    expect(await told()).toBe(ended);
    expect((await list())[0]).toMatchObject({ Stopped: 0 });
  });

  it('lasts through a break of its stream', async () => {
    const { account, create, told, minutes } = await stage();
    await create();
    account.sandbox.push(STREAM);
    await minutes(2);
    account.sandbox.cut(STREAM);
    await minutes(1);
    const before = await told();
    await minutes(2);
    expect(await told()).toBe(before);
    account.sandbox.push(STREAM);
    await minutes(2);
    expect(await told()).toBeGreaterThan(before);
  });

  it('that is stopped ends at once and starts no more', async () => {
    const { account, create, list, told, minutes } = await stage();
    account.sandbox.push(STREAM);
    const TaskId = await create();
    await minutes(2);
    await account.out(`Stop${noun}`, { TaskId });
    const ended = await told();
    account.sandbox.cut(STREAM);
    account.sandbox.push(STREAM);
    await minutes(5);
    expect(await told()).toBe(ended);
    expect(await list()).toMatchObject([{ Stopped: NOW + 120 }]);
    account.clock.advance(1000);
    await account.out(`Stop${noun}`, { TaskId });
    expect(await list()).toMatchObject([{ Stopped: NOW + 120 }]);
  });

  it('that is deleted is not listed, runs to the end of the push, and starts no more', async () => {
    const { account, create, list, told, minutes } = await stage();
    account.sandbox.push(STREAM);
    const TaskId = await create();
    await minutes(2);
    await account.out(`Delete${noun}`, { TaskId });
    expect(await list()).toEqual([]);
    const before = await told();
    await minutes(2);
    account.sandbox.cut(STREAM);
    await account.sandbox.settled();
    const ended = await told();
    expect(ended).toBeGreaterThan(before);
    account.sandbox.push(STREAM);
    await minutes(5);
    expect(await told()).toBe(ended);
    for (const verb of ['Stop', 'Delete'])
      expect(await account.code(`${verb}${noun}`, { TaskId })).toBe('InvalidParameter');
  });

  it('three run on one stream at once, the fourth when one of them is over', async () => {
    const { account, create, told, minutes } = await stage();
    account.sandbox.push(STREAM);
    const first = await create();
    for (let more = 0; more < 3; more += 1) await create();
    await minutes(1);
    const three = await told();
    expect(three).toBe(3);
    await account.out(`Stop${noun}`, { TaskId: first });
    await minutes(1);
    // Of recordings: an end and a beginning. Of pictures: those of the three that run.
    expect(await told()).toBe(type === 332 ? 5 : 6);
  });

  it.each([
    ['an end that has passed', { EndTime: NOW }],
    ['an end before the start', { StartTime: NOW + HOUR, EndTime: NOW + HOUR }],
    ['an end a week away', { StartTime: NOW + 7 * DAY - HOUR, EndTime: NOW + 7 * DAY }],
    ['more than 24 hours', { EndTime: NOW + DAY + 1 }],
    ['a kind of stream that does not exist', { StreamType: 2 }],
    ['no name', { StreamName: '' }],
  ])('with %s is refused', async (_, given) => {
    const { account, TemplateId } = await stage();
    const params = { ...NAME, EndTime: NOW + HOUR, TemplateId, ...given };
    expect(await account.code(`Create${noun}`, params)).toBe('InvalidParameter');
  });

  it('is found by its stream and within a span, a hundred an answer', async () => {
    const { account, create, list } = await stage();
    for (let count = 0; count < 120; count += 1) {
      await create({ StreamName: count === 0 ? 'other' : 'main' });
      account.clock.advance(100);
    }
    expect(await list({ StreamName: 'other' })).toHaveLength(1);
    expect(await list({ DomainName: 'push.example.net' })).toEqual([]);
    expect(await list({ EndTime: NOW + HOUR - 1 })).toEqual([]);
    const span = { StartTime: NOW - DAY, EndTime: NOW + DAY };
    const first = await account.out(`Describe${noun}`, span);
    expect(first['TaskList']).toHaveLength(100);
    const second = await account.out(`Describe${noun}`, { ...span, ScrollToken: first['ScrollToken'] });
    expect(second).toMatchObject({ ScrollToken: '' });
    const ids = [first, second].flatMap(({ TaskList }) =>
      (TaskList as { TaskId: string }[]).map(({ TaskId }) => TaskId),
    );
    expect(new Set(ids).size).toBe(120);
  });

  it.each([
    ['more than a week', { StartTime: NOW - 8 * DAY }],
    ['more than 90 days ago', { StartTime: NOW - 91 * DAY, EndTime: NOW - 90 * DAY }],
    ['an end before its start', { EndTime: NOW - DAY - 1 }],
    ['a token of somebody else', { ScrollToken: 'abc' }],
  ])('is not listed by a span of %s', async (_, given) => {
    const { account } = await stage();
    const params = { StartTime: NOW - DAY, EndTime: NOW, ...given };
    expect(await account.code(`Describe${noun}`, params)).toBe('InvalidParameter');
  });

  it('is forgotten after three months', async () => {
    const { account, create } = await stage();
    const TaskId = await create();
    account.clock.advance(91 * DAY * 1000);
    await create({ EndTime: NOW + 91 * DAY + HOUR });
    expect(await account.code(`Stop${noun}`, { TaskId })).toBe('InvalidParameter');
  });
});

it('a record task names itself in its messages, and records HLS where its template is not there', async () => {
  const account = await openAccount();
  account.sandbox.push(STREAM);
  const { TaskId } = await account.out('CreateRecordTask', { ...NAME, EndTime: NOW + HOUR, TemplateId: 404 });
  await account.sandbox.settled();
  account.clock.advance(5000);
  await account.out('StopRecordTask', { TaskId });
  await account.sandbox.settled();
  const file = account.messages.find(({ body }) => body['event_type'] === 100)!.body;
  expect(file).toMatchObject({ task_id: TaskId, file_format: 'hls', duration: 5 });
  expect(file).not.toHaveProperty('stream_param');
  const states = account.messages.filter(({ body }) => body['event_type'] === 332);
  expect(states.map(({ body }) => body['task_id'])).toEqual([TaskId, TaskId]);
  expect(JSON.parse(String(states[0]!.body['record_detail']))).toMatchObject({
    start_model: 5,
    file_format: 2,
  });
});

it('a screenshot task whose template is not there takes no pictures', async () => {
  const account = await openAccount();
  account.sandbox.push(STREAM);
  await account.out('CreateScreenshotTask', { ...NAME, EndTime: NOW + HOUR, TemplateId: 404 });
  await account.sandbox.settled();
  account.clock.advance(HOUR * 1000);
  expect(await account.heard()).toEqual([[1]]);
});
