import { describe, expect, it } from 'vitest';
import { answerCheck } from '../../../src/alert/look/answer-check.ts';
import type { Check } from '../../../src/alert/situation.ts';
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

function check(why: Check['why'], condition = 'stream.down'): Check {
  return { account: 'main', condition, why, subject: { type: 'stream', id: 'push.example.com/live/main' } };
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
    ['no answer to either', 'grace', 'stream.down', undefined, undefined, undefined],
    [
      'offline, by a list that could not be read and one that is empty',
      'late',
      'stream.down',
      NOBODY,
      undefined,
      undefined,
    ],
    ['still off air when looked at again', 'schedule', 'stream.down', NOBODY, OFFLINE, undefined],
    ['still one push of two', 'schedule', 'stream.push-lost', pushed(push('7', true)), OFFLINE, undefined],
    [
      'two pushes again',
      'schedule',
      'stream.push-lost',
      pushed(push('7', true), push('8', false)),
      OFFLINE,
      'clears',
    ],
    ['one push, chosen by a person', 'acted', 'stream.push-lost', pushed(push('7', true)), OFFLINE, 'clears'],
  ] as const)('%s (%s, %s)', async (_what, why, condition, backups, onlineList, effect) => {
    const live = cloud({
      ...(backups && { DescribeBackupStreamList: backups }),
      ...(onlineList && { DescribeLiveStreamOnlineList: onlineList }),
    });
    const seen = await answerCheck(live, check(why, condition), AT);
    expect(seen?.effect).toBe(effect);
  });

  it('names the push that is on air, and since when', async () => {
    const live = cloud({
      DescribeBackupStreamList: pushed(push('8', false), push('7', true)),
      DescribeLiveStreamOnlineList: OFFLINE,
    });
    expect(await answerCheck(live, check('grace'), AT)).toMatchObject({
      effect: 'clears',
      sequence: '7',
      values: { since: Date.UTC(2026, 2, 1, 19), source: '直推流', pushes: 2 },
    });
  });
});

describe('what was seen of a pull task', () => {
  it.each([
    ['active', 'clears'],
    ['inactive', 'fires'],
    ['', undefined],
  ])('%s', async (status, effect) => {
    const live = cloud({ DescribeLivePullStreamTaskStatus: { TaskStatusInfo: { RunStatus: status } } });
    const asked: Check = {
      account: 'main',
      condition: 'pull.failing',
      why: 'hint',
      subject: { type: 'pull', id: 't1' },
    };
    expect((await answerCheck(live, asked, AT))?.effect).toBe(effect);
  });
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
    expect((await answerCheck(live, asked, AT))?.effect).toBe(effect);
  });
});
