import { describe, expect, it } from 'vitest';
import type { Mute } from '../../src/alert/model/mute.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';
import { onAir, streamAnswers } from './fake-streams.ts';

const BY = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };
const MUTE: Mute = {
  id: 'm2n3p4',
  account: 'main',
  pattern: 'push.example.com/live/*',
  condition: 'push.abnormal',
  by: BY,
  at: NOW,
  until: NOW + 7_200_000,
  why: 'encoder swap',
};

function asking(mutes: readonly Mute[] = [MUTE], language: 'en' | 'zh-CN' = 'en', online: string[] = []) {
  const alerts = createFakeAlerts([], mutes);
  const live = createFakeLive(streamAnswers(online.map(onAir)));
  return { alerts, ada: createAsker(live, { alerts, language }) };
}

describe('mute add', () => {
  it.each<readonly [string, Partial<Mute>]>([
    [
      'mute add push.example.com/live/main 2h',
      { pattern: 'push.example.com/live/main', until: NOW + 7_200_000 },
    ],
    ['mute add prime 15m', { pattern: 'push.example.com/live/main', until: NOW + 900_000 }],
    [
      'mute add push.example.com/live/* "until 05:00"',
      { pattern: 'push.example.com/live/*', until: NOW + 3_600_000 },
    ],
    ['mute add main 2h', { pattern: 'main', until: NOW + 7_200_000 }],
    ['mute add pull:637921 2h', { pattern: 'pull:637921', until: NOW + 7_200_000 }],
    [
      'mute add *news* 2h push.abnormal encoder swap',
      { pattern: '*news*', until: NOW + 7_200_000, condition: 'push.abnormal', why: 'encoder swap' },
    ],
    [
      'mute add prime 2h why:encoder swap',
      { pattern: 'push.example.com/live/main', until: NOW + 7_200_000, why: 'encoder swap' },
    ],
    [
      '屏蔽 添加 prime 2小时 异常:stream.down 说明:换编码器',
      {
        pattern: 'push.example.com/live/main',
        until: NOW + 7_200_000,
        condition: 'stream.down',
        why: '换编码器',
      },
    ],
  ])('%s', async (line, mute) => {
    const { ada, alerts } = asking();
    const card = await ada.look(line);
    expect(alerts.asked).toEqual([['addMute', { account: 'main', ...mute }]]);
    expect(card.visibility).toBe('channel');
    expect(card.buttons).toEqual([{ id: 'run:mute end m2n3p4', label: 'End it' }]);
  });

  it.each([
    ['mute add * 2h', /every alert of the account/],
    ['mute add ** 2h', /every alert of the account/],
    ['mute add main 2h', /every stream named main/],
  ])('%s warns how much that is', async (line, warning) => {
    const card = await asking().ada.look(line);
    expect(card.tone).toBe('warning');
    expect(textOf(card)).toMatch(warning);
  });

  it('does not warn of one condition of one stream', async () => {
    expect((await asking().ada.look('mute add prime 2h stream.down')).tone).toBe('success');
  });

  it.each([
    ['mute add prime 8d', 'airdesk.bad-option', /"until" is more than 7 days away/],
    ['mute add elsewhere 2h', 'airdesk.other-account', /other/],
    ['mute add rtmp://push.example.com/live/main 2h', 'airdesk.bad-option', /That is an address/],
    ['mute add live/main 2h', 'airdesk.bad-stream', /not the name of a stream/],
  ])('%s is refused', async (line, code, title) => {
    const { ada, alerts } = asking();
    const refusal = await ada.refusal(line);
    expect(refusal.code).toBe(code);
    expect(refusal.title.en).toMatch(title);
    expect(alerts.asked).toEqual([]);
  });

  it('takes no reason for a condition', async () => {
    await expect(asking().ada.look('mute add prime 2h encoder swap')).rejects.toThrow(/condition/);
  });
});

describe('mute list', () => {
  it('says what is muted, until when, by whom and why', async () => {
    const card = await asking().ada.look('mute list');
    expect(card.title).toBe('Mutes: 1');
    expect(card.table?.rows).toEqual([
      [
        'push.example.com/live/*',
        'push.abnormal (push is unhealthy)',
        '2026-03-02 06:00:00 Asia/Shanghai (03-01 22:00 UTC), in 2 h',
        'Ada',
        'encoder swap',
        'm2n3p4',
      ],
    ]);
    expect(card.buttons).toEqual([{ id: 'run:mute end m2n3p4', label: 'End m2n3p4' }]);
  });

  it('is in Chinese, with its commas, and may be empty', async () => {
    expect((await asking([MUTE], 'zh-CN').ada.look('屏蔽 列表')).table?.rows[0]?.[2]).toMatch(
      / UTC\)，2 小时后$/,
    );
    expect((await asking([MUTE], 'zh-CN').ada.look('屏蔽 列表')).title).toBe('生效中的屏蔽：1 条');
    expect((await asking([], 'zh-CN').ada.look('屏蔽 列表')).title).toBe('没有生效中的屏蔽');
    expect((await asking([]).ada.look('mute list')).title).toBe('Nothing is muted');
  });
});

describe('mute end', () => {
  it.each(['m2n3p4', '#M2N3P4', 'm2n'])('%s', async (id) => {
    const { ada, alerts } = asking();
    expect((await ada.look(`mute end ${id}`)).title).toBe('No longer muted: push.example.com/live/*');
    expect(alerts.asked).toEqual([['endMute', 'main', 'm2n3p4']]);
  });

  it('offers the nearest where there is none, and never guesses', async () => {
    const { ada, alerts } = asking();
    expect((await ada.refusal('mute end m2n3p5')).choices).toEqual(['mute end m2n3p4']);
    expect((await ada.refusal('mute end zzzzzz')).choices).toEqual(['mute list']);
    const two = asking([MUTE, { ...MUTE, id: 'm2nzzz' }]);
    expect((await two.ada.refusal('mute end m2n')).choices).toEqual(['mute end m2n3p4', 'mute end m2nzzz']);
    expect([...alerts.asked, ...two.alerts.asked]).toEqual([]);
  });
});
