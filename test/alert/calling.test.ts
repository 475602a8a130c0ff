import { describe, expect, it } from 'vitest';
import { createAlertState } from '../../src/alert/alert-state.ts';
import { createCallContents } from '../../src/alert/calling/call-contents.ts';
import { callId } from '../../src/alert/calling/call-id.ts';
import type { Alert, Call } from '../../src/alert/model/alert.ts';
import { anAlert, AT } from './alerts.ts';
import { aConfig } from './card/cards.ts';

const MINUTE = 60_000;
const BY = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };

const told: Call = { n: 1, at: AT, why: 'told', level: 1, whom: ['ada'] };
const second: Call = { n: 2, at: AT + 5 * MINUTE, why: 'escalated', level: 2, whom: ['bo'] };

/** What the outbox shows of the calls of one alert. */
function shown(
  more: Partial<Alert>,
  config: object = {},
  platforms: readonly string[] = ['slack', 'webhook'],
) {
  const alertState = createAlertState();
  const alert = anAlert({ channels: ['slack:C1'], ...more });
  alertState.putAlert(alert);
  const contents = createCallContents({
    alertState,
    config: aConfig(config),
    now: () => AT + 10 * MINUTE,
    platforms: () => platforms,
    shownOn: () => undefined,
    view: {},
  });
  return { alert, contents, isOver: (n: number) => contents.get(callId(alert.id, n))?.over };
}

describe('a call is over', () => {
  it('while somebody is on it, whatever the clock said when it was made', () => {
    const acknowledged = { by: BY, at: AT - 60 * MINUTE, until: AT + 60 * MINUTE };
    const { isOver } = shown({ calls: [told, second], acknowledged });
    expect([isOver(1), isOver(2)]).toEqual([true, true]);
  });

  it('once the first level is called anew, also where nobody saw it: it is not posted late', () => {
    const anew: Call = { n: 3, at: AT + 9 * MINUTE, why: 'ack-expired', level: 1, whom: ['ada'] };
    const { isOver } = shown({ calls: [told, second, anew] });
    expect([isOver(1), isOver(2), isOver(3)]).toEqual([true, true, false]);
  });

  it('once it is part of an incident, and its message says so', () => {
    const { contents, alert, isOver } = shown({ calls: [told], parent: 'p4r3ntxx', announced: false });
    expect(isOver(1)).toBe(true);
    expect(JSON.stringify(contents.card(callId(alert.id, 1), 'slack:C1'))).toContain('part of p4r3ntxx');
  });

  it('not by a fire that the clock puts after it', () => {
    const { isOver } = shown({ calls: [told], firedAt: AT + 60 * MINUTE });
    expect(isOver(1)).toBe(false);
  });
});

describe('where nobody has the duty', () => {
  const nobody: Call = { n: 1, at: AT, why: 'told', level: 1, whom: [], empty: ['video'] };

  it('the channel of its card is told, since an edit of the card tells nobody', () => {
    const { contents, alert } = shown({ calls: [nobody] });
    expect(contents.get(callId(alert.id, 1))?.channels).toEqual(['slack:C1']);
    expect(JSON.stringify(contents.card(callId(alert.id, 1), 'slack:C1'))).toContain(
      'Nobody is on call in video',
    );
  });

  it('and somebody was called on the next level, that is one message', () => {
    const { contents, alert } = shown({ calls: [nobody, { ...second, at: AT }] });
    expect(contents.get(callId(alert.id, 1))?.channels).toEqual([]);
  });
});

describe('a channel of another platform that stands in', () => {
  it('calls the same people there', () => {
    const people = { ada: { slack: 'U0ADA', discord: '123456789012345678', roles: ['engineer'] } };
    const { contents, alert } = shown({ calls: [told] }, { people }, ['slack', 'discord']);
    expect(contents.card(callId(alert.id, 1), 'discord:987654321098765432').mentions).toEqual([
      { kind: 'user', id: '123456789012345678' },
    ]);
  });
});

describe('a webhook that is not in airdesk.yaml any more', () => {
  const webhooks = { other: { form: 'pagerduty', keyEnv: 'KEY' } };
  const paging: Call = { n: 1, at: AT, why: 'told', level: 1, whom: ['webhook:pager'] };

  it('is told nothing, and people read that it was not called', () => {
    const hooks = ['webhook:pager', 'webhook:other'];
    const pager = { hooks, state: 'trigger' as const, n: 1, call: 1 };
    const { contents, alert } = shown({ calls: [paging], pager }, { webhooks });
    expect(contents.get(callId(alert.id, 0))?.channels).toEqual(['webhook:other']);
    expect(contents.get(callId(alert.id, 1))?.channels).toEqual(['slack:C1']);
    expect(JSON.stringify(contents.card(callId(alert.id, 1), 'slack:C1'))).toContain(
      'pager cannot be reached',
    );
  });
});

it('a call is there in every language where readers choose theirs', () => {
  const { contents, alert } = shown({ calls: [told] }, {}, ['slack', 'desk']);
  const card = contents.card(callId(alert.id, 1), 'desk:channel');
  expect(card.inLanguages?.['zh-CN']?.title).toMatch(/\p{Script=Han}/u);
  expect(contents.digest([callId(alert.id, 1)], 'desk:channel').inLanguages?.['zh-CN']).toBeDefined();
  expect(contents.card(callId(alert.id, 1), 'slack:C1').inLanguages).toBeUndefined();
});

describe('a direct message to somebody who may not see the account', () => {
  const accounts = { main: {}, other: {} };
  const roles = {
    abroad: { risks: ['read', 'change'], accounts: ['other'] },
    home: { risks: ['read', 'change'], accounts: ['main'] },
  };
  const people = {
    ada: { slack: 'U0ADA', roles: ['abroad'] },
    bo: { slack: 'U0BO', roles: ['home'] },
  };
  const levels = [{ call: ['ada', 'bo'], direct: true }];
  const alerts = { escalation: { night: { levels } } };
  const both: Call = { ...told, whom: ['ada', 'bo'] };
  const escalation = { policy: 'night', level: 1, round: 1 };
  const at = (more: Partial<Alert> = {}) =>
    shown({ account: 'main', calls: [both], escalation, ...more }, { accounts, roles, people, alerts });

  it('goes out, says that something is wrong there and who can see more, and no more than that', () => {
    const { contents, alert } = at();
    const id = callId(alert.id, 1);
    expect(contents.get(id)?.channels).toEqual(['slack:C1', 'slack:dm:U0ADA', 'slack:dm:U0BO']);
    const card = contents.card(id, 'slack:dm:U0ADA');
    expect(card.title).toBe('Call: something is wrong on account main');
    expect(card.lines).toEqual([
      'No role of yours reaches main, so this says no more.',
      'Its card is in the channel for its alerts; who may see it: bo.',
    ]);
    const own = contents.card(id, 'slack:dm:U0BO');
    const [subject = ''] = /live[^:]*/u.exec(own.title) ?? [];
    expect(subject).not.toBe('');
    expect(JSON.stringify(card)).not.toContain(subject);
    expect(card.buttons ?? []).toEqual([]);
    expect(own.buttons?.length).toBeGreaterThan(0);
  });

  it('says no more once it is answered, by whatever', () => {
    const acknowledged = { by: { ...BY, name: 'Hidden Name' }, at: AT, until: AT + 60 * MINUTE };
    const { contents, alert } = at({ acknowledged });
    for (const card of [
      contents.card(callId(alert.id, 1), 'slack:dm:U0ADA'),
      contents.digest([callId(alert.id, 1)], 'slack:dm:U0ADA'),
    ]) {
      expect(card.title).toBe('Call answered · account main');
      expect(card.lines).toEqual(['Somebody is on it, or it is over.']);
    }
  });

  it('says it in Chinese', () => {
    const { contents, alert } = shown(
      { account: 'main', calls: [both], escalation },
      { accounts, roles, people, alerts, language: 'zh-CN' },
    );
    const card = contents.card(callId(alert.id, 1), 'slack:dm:U0ADA');
    expect([card.title, ...(card.lines ?? [])]).toEqual([
      '呼叫：账号 main 出现异常',
      '您的角色均不涉及账号 main，因此不显示详情。',
      '卡片在该账号的告警频道中；有权查看的同事：bo。',
    ]);
  });
});
