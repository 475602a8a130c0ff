/** What the page of the desk looks up: which acts and alerts fit, page by page. */
import { describe, expect, it } from 'vitest';
import { toldActs } from '../../commands/audit/told-acts.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import type { ActsAsked, AlertsAsked } from '../../src/platform/records.ts';
import { actPage } from '../../src/records/act-page.ts';
import { alertPage, type Standing } from '../../src/records/alert-page.ts';
import { askedForOf } from '../../src/records/asked-for.ts';
import type { Proposal } from '../../src/proposal/proposal.ts';
import type { Config } from '../../src/config/schema.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const config = { people: {}, accounts: { main: {} } } as unknown as Config;

const entry = (command: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ at: NOW, intent: command, phase: 'answered', platform: 'desk', userId: 'x', channelId: 'desk' },
  ...{ command, person: 'ada', ...more },
});

const ENTRIES = [
  entry('stream list', { at: NOW }),
  entry('stream drop main', {
    at: NOW - HOUR,
    phase: 'done',
    proposal: 'p1',
    target: 'a.example.com/live/main',
  }),
  entry('stream drop main', { at: NOW - HOUR, phase: 'proposed', proposal: 'p1', person: 'bo' }),
  entry('backup switch gala', { at: NOW - 2 * HOUR, phase: 'failed', person: 'bo', reason: 'x' }),
  entry('alert ack k3m9x2ab', { at: NOW - 3 * HOUR, phase: 'refused', person: 'vic' }),
];

function acts(asked: Partial<ActsAsked> = {}, entries: readonly AuditEntry[] = ENTRIES) {
  return actPage(
    toldActs(config, entries),
    { language: 'en', skip: 0, ...asked },
    [
      { name: 'stream list', zh: '流 列表' },
      { name: 'backup switch', zh: '主备 切换' },
      { name: 'alert ack', zh: '告警 认领' },
      { name: 'caster take', zh: '导播 切出' },
    ],
    { now: NOW + HOUR },
  );
}

describe('acts', () => {
  const what = (asked: Partial<ActsAsked>) => acts(asked).rows.map((row) => row.what);

  it('are one row each, in the words of the audit, newest first', () => {
    expect(what({})).toEqual([
      'ada ran "stream list".',
      'bo asked for "stream drop main" and ada confirmed it: done.',
      'bo ran "backup switch gala": it failed (x).',
      'vic was refused "alert ack k3m9x2ab".',
    ]);
    expect(acts({ language: 'zh-CN' }).rows[0]?.what).toBe('ada 执行了“stream list”。');
  });

  it('are found by person, noun, outcome, target and time', () => {
    expect(what({ person: 'bo' })).toHaveLength(2);
    expect(what({ noun: 'backup' })).toHaveLength(1);
    expect(what({ outcome: 'refused' })).toEqual(['vic was refused "alert ack k3m9x2ab".']);
    expect(what({ sought: 'EXAMPLE.com/live/MAIN' })).toHaveLength(1);
    expect(what({ within: 2 * HOUR })).toHaveLength(2);
    expect(what({ until: NOW - HOUR, person: 'ada' })).toHaveLength(1);
    expect(what({ person: 'ada', outcome: 'refused' })).toEqual([]);
  });

  it('offer the people and nouns that are there, in the reader’s language', () => {
    const { people, nouns } = acts({ person: 'ada', language: 'zh-CN' });
    expect(people).toEqual(['ada', 'bo', 'vic']);
    expect(nouns).toEqual([
      { value: 'alert', label: '告警' },
      { value: 'backup', label: '主备' },
      { value: 'stream', label: '流' },
    ]);
  });

  it('come page by page, and none is left out or told twice', () => {
    const many = Array.from({ length: 65 }, (_, at) => entry(`stream show s${at}`, { at: NOW - at }));
    const pages = [0, 30, 60].map((skip) =>
      acts({ skip, until: NOW }, [entry('new', { at: NOW + 1 }), ...many]),
    );
    expect(pages.map(({ rows, more }) => [rows.length, more])).toEqual([
      [30, true],
      [30, true],
      [5, false],
    ]);
    const seen = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(seen).size).toBe(65);
  });
});

it('acts of one millisecond are each there once, page by page (codecentric/spring-boot-admin#1870)', () => {
  const many = Array.from({ length: 65 }, (_, at) => entry(`stream show s${at}`, { at: NOW }));
  const seen = [0, 30, 60].flatMap((skip) =>
    acts({ skip, until: NOW }, many).rows.map(({ what: said }) => said),
  );
  expect(new Set(seen).size).toBe(65);
});

describe('alerts', () => {
  const line = (id: string, more: Partial<Standing> = {}): Standing => ({
    ...{ id, account: 'main', severity: 'critical', state: 'closed', waits: false, version: 1 },
    ...{ since: NOW, ...more },
  });
  const whatOf = ({ id }: Standing) => ({ en: `${id}: off air`, 'zh-CN': `${id}：断流` });
  const all = [
    line('old', { since: NOW - 30 * HOUR, endedAt: NOW - 29 * HOUR }),
    line('long', { since: NOW - 30 * HOUR, endedAt: NOW - HOUR, severity: 'warning' }),
    line('firing', { state: 'firing', stream: 'push.example.com/live/gala' }),
  ];
  const ids = (asked: Partial<AlertsAsked>) =>
    alertPage(all, whatOf, { skip: 0, ...asked }, NOW).rows.map(({ id }) => id);

  it('are found by state, severity, words and time; one that lasted into a time is part of it', () => {
    expect(ids({})).toEqual(['firing', 'long', 'old']);
    expect(ids({ state: 'closed' })).toEqual(['long', 'old']);
    expect(ids({ severity: 'warning' })).toEqual(['long']);
    expect(ids({ sought: 'LIVE/GALA' })).toEqual(['firing']);
    expect(ids({ sought: '断流' })).toHaveLength(3);
    expect(ids({ within: 12 * HOUR })).toEqual(['firing', 'long']);
    expect(ids({ until: NOW - 12 * HOUR })).toEqual(['long', 'old']);
  });

  it('come page by page, with how many there are', () => {
    const many = Array.from({ length: 70 }, (_, at) => line(`a${at}`, { since: NOW - at }));
    const page = alertPage(many, whatOf, { skip: 60 }, NOW);
    expect([page.rows.length, page.total, page.rows[0]?.id]).toEqual([10, 70, 'a60']);
  });

  it('of a hundred thousand the words of a page are made, and of a search those of the newest; id and stream of all', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => line(`a${at}`, { since: NOW - at }));
    let made = 0;
    const counted = (alert: Standing) => {
      made += 1;
      return whatOf(alert);
    };
    expect(alertPage(many, counted, { skip: 0 }, NOW).rows).toHaveLength(30);
    expect(made).toBe(30);
    expect(alertPage(many, counted, { skip: 0, sought: 'a99999' }, NOW).total).toBe(1);
    expect(alertPage(many, counted, { skip: 0, sought: '断流' }, NOW).total).toBe(2_000);
    expect(made).toBeLessThan(5_000);
  });
});

describe('what became of a preview', () => {
  const proposal = (status: Proposal['status'], confirmedBy?: string) =>
    ({ title: 'Drop main', status, ...(confirmedBy && { confirmedBy: { name: confirmedBy } }) }) as Proposal;

  it('is a sentence in both languages', () => {
    expect(askedForOf(proposal('waiting'), false)).toEqual({
      waits: true,
      words: { en: 'Drop main: it waits to be confirmed.', zh: 'Drop main：等待确认。' },
    });
    expect(askedForOf(proposal('waiting'), true).words.en).toMatch(/nobody confirmed it in time/);
    expect(askedForOf(proposal('waiting'), true).waits).toBe(false);
    expect(askedForOf(proposal('done', 'Ada'), true).words).toEqual({
      en: 'Drop main: done (by Ada).',
      zh: 'Drop main：已完成（Ada）。',
    });
  });
});
