import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { describe, expect, it } from 'vitest';
import { answerCheck } from '../../../src/alert/check/answer-check.ts';
import type { LiveEvent } from '../../../src/callback/event.ts';
import type { Check } from '../../../src/alert/model/decision.ts';
import type { Live } from '../../../src/live/live.ts';
import { AT } from '../alerts.ts';

/** A cloud that answers each action with what is given, or fails where nothing is. */
function cloud(answers: Readonly<Record<string, object>>): Live {
  return {
    call: (action) => {
      const answer = answers[action];
      // The test gives what the action would answer.
      return answer ? Promise.resolve(answer as never) : Promise.reject(new Error(`${action} failed`));
    },
  };
}

const NOBODY = { StreamInfoList: [] };
const OFFLINE = { OnlineInfo: [], TotalNum: 0 };
const push = (sequence: string, main: boolean, since = '2026-03-01T19:00:00Z') => ({
  DomainName: 'push.example.com',
  AppName: 'live',
  UpstreamSequence: sequence,
  SourceFrom: '直推流',
  MasterFlag: main ? 1 : 0,
  PublishTime: since,
});
const pushed = (...pushes: object[]) => ({ StreamInfoList: [{ StreamName: 'main', BackupList: pushes }] });
const online = {
  TotalNum: 1,
  OnlineInfo: [
    {
      DomainName: 'push.example.com',
      AppName: 'live',
      StreamName: 'main',
      PublishTimeList: [{ PublishTime: '2026-03-01T19:00:00Z' }],
    },
  ],
};

function lateEvent(more: Partial<LiveEvent>): LiveEvent {
  return {
    ...{ seq: 1, account: 'main', type: 1, trust: 'late', receivedAt: AT, at: AT, condition: 'stream.down' },
    ...{ effect: 'fires', values: {}, groups: [], dedupeKey: 'k' },
    subject: { type: 'stream', id: 'push.example.com/live/main' },
    ...more,
  };
}

function check(why: Check['why'], condition = 'stream.down'): Check {
  const subject = { type: 'stream', id: 'push.example.com/live/main' } as const;
  return { account: 'main', condition, why, subject, ...(why === 'grace' && { brokeAt: AT + 400 }) };
}

describe('what was seen of a stream', () => {
  it.each([
    ['no push in either list', 'grace', 'stream.down', NOBODY, OFFLINE, 'fires'],
    ['a push in the list of backups', 'grace', 'stream.down', pushed(push('7', true)), OFFLINE, 'clears'],
    [
      'a push of the same name on another domain',
      'grace',
      'stream.down',
      { StreamInfoList: [{ StreamName: 'main', BackupList: [{ ...push('7', true), DomainName: 'other' }] }] },
      OFFLINE,
      'fires',
    ],
    ['no feature of backups, online', 'grace', 'stream.down', undefined, online, 'clears'],
    ['no feature of backups, offline', 'late', 'stream.down', undefined, OFFLINE, 'fires'],
    ['still off air when looked at again', 'schedule', 'stream.down', NOBODY, OFFLINE, undefined],
    ['off air, though one push was said to be left', 'grace', 'stream.push-lost', NOBODY, OFFLINE, 'fires'],
    ['off air since a push was lost', 'schedule', 'stream.push-lost', NOBODY, OFFLINE, 'fires'],
    [
      'on air, asked after a recording',
      'acted',
      'record.failed',
      pushed(push('7', true)),
      OFFLINE,
      undefined,
    ],
    ['on air, asked after its picture', 'late', 'content.image', pushed(push('7', true)), OFFLINE, undefined],
    ['on air, asked after its push', 'acted', 'push.abnormal', pushed(push('7', true)), OFFLINE, undefined],
    ['still one push of two', 'schedule', 'stream.push-lost', pushed(push('7', true)), OFFLINE, undefined],
    [
      'two pushes again',
      'schedule',
      'stream.push-lost',
      pushed(push('7', true), push('8', false)),
      OFFLINE,
      'clears',
    ],
    [
      'one push, which began before the loss',
      'grace',
      'stream.push-lost',
      pushed(push('7', true, '2026-03-01T19:59:59Z')),
      OFFLINE,
      undefined,
    ],
    [
      'one push, which began with the loss or after it: of another one nobody told that it had ended',
      'grace',
      'stream.push-lost',
      pushed(push('7', true, '2026-03-01T20:00:00Z')),
      OFFLINE,
      'clears',
    ],
    ['one push, chosen by a person', 'acted', 'stream.push-lost', pushed(push('7', true)), OFFLINE, 'clears'],
  ] as const)('%s (%s, %s)', async (_what, why, condition, backups, onlineList, effect) => {
    const live = cloud({
      ...(backups && { DescribeBackupStreamList: backups }),
      DescribeLiveStreamOnlineList: onlineList,
    });
    const seen = await answerCheck(CONDITIONS, live, check(why, condition), AT);
    expect(seen?.effect).toBe(effect);
  });

  it.each([
    ['no answer to either', {}],
    ['one that could not be read and one that is empty', { DescribeBackupStreamList: NOBODY }],
  ])('fails without proof: %s', async (_what, answers) => {
    await expect(answerCheck(CONDITIONS, cloud(answers), check('late'), AT)).rejects.toThrow(
      'could not be read',
    );
  });

  it('says that the stream is down where no push is left of two', async () => {
    const live = cloud({ DescribeBackupStreamList: NOBODY, DescribeLiveStreamOnlineList: OFFLINE });
    expect(await answerCheck(CONDITIONS, live, check('schedule', 'stream.push-lost'), AT)).toMatchObject({
      condition: 'stream.down',
      effect: 'fires',
    });
  });

  it('takes nothing for broken that was only said, too late, to have begun', async () => {
    const live = cloud({ DescribeBackupStreamList: NOBODY, DescribeLiveStreamOnlineList: OFFLINE });
    const event = lateEvent({ effect: 'clears' });
    expect(await answerCheck(CONDITIONS, live, { ...check('late'), event }, AT)).toBeUndefined();
  });

  it('names the push that is on air, and since when', async () => {
    const live = cloud({
      DescribeBackupStreamList: pushed(push('8', false), push('7', true)),
      DescribeLiveStreamOnlineList: OFFLINE,
    });
    expect(await answerCheck(CONDITIONS, live, check('grace'), AT)).toMatchObject({
      effect: 'clears',
      sequence: '7',
      values: { since: Date.UTC(2026, 2, 1, 19), source: '直推流', pushes: 2 },
    });
  });
});

describe('what was seen of a pull task', () => {
  const hour = (offset: number) => new Date(AT + offset * 3_600_000).toISOString();
  const task = { TaskId: 't1', Status: 'enable', StartTime: hour(-1), EndTime: hour(1) };

  it.each([
    ['active', 'clears', [task]],
    ['inactive', 'fires', [task]],
    ['inactive', 'fires', [{ ...task, StartTime: '', EndTime: '' }]],
    ['inactive', 'clears', []],
    ['inactive', 'clears', [{ ...task, TaskId: 't2' }]],
    ['inactive', 'clears', [{ ...task, Status: 'pause' }]],
    ['inactive', 'clears', [{ ...task, EndTime: hour(0) }]],
    ['inactive', 'clears', [{ ...task, StartTime: hour(1), EndTime: hour(2) }]],
    ['', undefined, [task]],
  ])('%s: %s, %j', async (status, effect, tasks) => {
    const live = cloud({
      DescribeLivePullStreamTaskStatus: { TaskStatusInfo: { RunStatus: status } },
      DescribeLivePullStreamTasks: { TaskInfos: tasks },
    });
    const asked: Check = {
      account: 'main',
      condition: 'pull.failing',
      why: 'hint',
      subject: { type: 'pull', id: 't1' },
    };
    expect((await answerCheck(CONDITIONS, live, asked, AT))?.effect).toBe(effect);
  });

  it.each([
    ['stadium feed', { comment: 'stadium feed' }],
    ['  ', {}],
    [undefined, {}],
    ['f'.repeat(400), { comment: `${'f'.repeat(199)}…` }],
  ])('says what people call it: %s', async (Comment, values) => {
    const live = cloud({
      DescribeLivePullStreamTaskStatus: { TaskStatusInfo: { RunStatus: 'inactive' } },
      DescribeLivePullStreamTasks: { TaskInfos: [{ ...task, Comment }] },
    });
    const subject = { type: 'pull', id: 't1' } as const;
    const asked: Check = { account: 'main', condition: 'pull.failing', why: 'hint', subject };
    expect((await answerCheck(CONDITIONS, live, asked, AT))?.values).toEqual(values);
  });
});

it('does not take a pull task that runs for a recording that goes on', async () => {
  const live = cloud({ DescribeLivePullStreamTaskStatus: { TaskStatusInfo: { RunStatus: 'active' } } });
  const subject = { type: 'pull', id: 't1' } as const;
  const asked: Check = { account: 'main', condition: 'record.failed', why: 'acted', subject };
  expect(await answerCheck(CONDITIONS, live, asked, AT)).toBeUndefined();
});

describe('what a message without signature says of a monitor', () => {
  const asked: Check = {
    account: 'main',
    condition: 'monitor.broken',
    why: 'hint',
    subject: { type: 'monitor', id: 'wall' },
  };
  it.each([
    ['runs', [{ OutputInfo: { OutputStreamName: 'wall' }, Status: 1 }], 'fires'],
    ['rests', [{ OutputInfo: { OutputStreamName: 'wall' }, Status: 0 }], undefined],
    ['is another', [{ OutputInfo: { OutputStreamName: 'other' }, Status: 1 }], undefined],
    ['is none', [], undefined],
  ])('that %s', async (_what, monitors, effect) => {
    const live = cloud({
      DescribeLiveStreamMonitorList: { LiveStreamMonitors: monitors, TotalNum: monitors.length },
    });
    expect((await answerCheck(CONDITIONS, live, asked, AT))?.effect).toBe(effect);
  });
});
