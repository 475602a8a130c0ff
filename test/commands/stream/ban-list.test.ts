import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/observability/audit.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';
import { inBeijing, onAir, streamAnswers } from '../fake-streams.ts';

const MAIN = 'push.example.com/live/main';
const NEWS = 'push.example.com/live/news';
const HOUR = 3_600_000;

function entry(command: string, target: string, at: number): AuditEntry {
  return {
    ...{ at, intent: 'i-1', phase: 'done', platform: 'slack', userId: 'U0ADA', person: 'ada' },
    ...{ channelId: 'C1', command, account: 'main', target },
  } as const;
}
const banOf = (StreamName: string, until: number) => ({
  ...{ StreamName, AppName: 'live', DomainName: 'push.example.com' },
  ...{ CreateTime: inBeijing(NOW - HOUR), ExpireTime: inBeijing(until) },
});
const FORBIDDEN = entry(`stream forbid ${MAIN} 2h rights claim by the league`, MAIN, NOW - HOUR);

describe('ban list', () => {
  it('has what the cloud lists, the next end first, with who and why; what lapsed is left out', async () => {
    const bans = [banOf('main', NOW + HOUR), banOf('news', NOW + HOUR / 2), banOf('old', NOW - 1000)];
    const live = createFakeLive(streamAnswers([], { bans }));
    const card = await createAsker(live, { audit: [FORBIDDEN] }).look('ban list');
    expect(card.title).toBe('Forbidden streams');
    expect(card.table?.rows).toEqual([
      [NEWS, '2026-03-02 04:30:00', '', '', '2026-03-02 03:00:00'],
      [MAIN, '2026-03-02 05:00:00', 'ada', 'rights claim by the league', '2026-03-02 03:00:00'],
    ]);
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Resume news…', 'Resume main…']);
  });

  it('asks for each known stream where the key may not read the list, and says so where none is found', async () => {
    const main = { ...onAir(MAIN), state: 'forbid' as const, publishes: [] };
    const live = createFakeLive(streamAnswers([main]));
    const card = await createAsker(live, { language: 'zh-CN', audit: [FORBIDDEN] }).look('禁推 列表');
    expect(card.table?.rows[0]?.slice(0, 1)).toEqual([MAIN]);
    expect(textOf(card)).toContain('rights claim by the league');
    const none = await createAsker(createFakeLive(streamAnswers([onAir(MAIN)]))).look('ban list');
    expect(none.title).toBe('No stream is known to be forbidden');
    expect(textOf(none)).toContain('only streams with a short name');
  });

  it('does not name who forbade it before it was lifted and forbidden elsewhere', async () => {
    const live = createFakeLive(streamAnswers([], { bans: [banOf('main', NOW + HOUR)] }));
    const audit = [entry(`stream resume ${MAIN}`, MAIN, NOW - 1000), FORBIDDEN];
    expect(textOf(await createAsker(live, { audit }).look('ban list'))).not.toContain('ada');
  });
});
