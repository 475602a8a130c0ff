import { isListed } from '../../src/command.ts';
import { describe, expect, it } from 'vitest';
import { renderCard as renderDiscord } from '../../adapters/discord/render.ts';
import { renderCard as renderSlack } from '../../adapters/slack/render.ts';
import { commands } from '../../commands/index.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import type { Card } from '../../src/reply.ts';
import type { Language } from '../../src/text/language.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';

const live = createFakeLive({});
const visible = commands.filter(isListed);

describe('help', () => {
  it('shows every command once, by noun, with what the marks mean', async () => {
    const card = await createAsker(live).look('help all');
    expect(card.visibility).toBe('asker');
    const nouns = new Set(visible.map(({ name }) => name.split(' ')[0]));
    expect(card.facts?.map((fact) => fact.label)).toEqual([...nouns]);
    expect(textOf(card)).toContain('stream: list, show, drop\u00a0▲, forbid\u00a0▲, resume\u00a0▲');
    expect(textOf(card)).toContain(
      'monitor: list, show, add\u00a0△, set\u00a0△, start\u00a0△, stop\u00a0△, remove\u00a0■\u00a0×, report',
    );
    expect(textOf(card)).toContain('▲ viewers notice it');
    expect(textOf(card)).not.toMatch(/restore|return/);
  });

  it('has a mark of its own for what changes something without a question', async () => {
    const card = await createAsker(live).look('help caster');
    expect(textOf(card)).toContain('▷ changes something viewers do not notice; at once');
    expect(textOf(card)).toContain('caster pvw\u00a0▷');
    expect(textOf(card)).toContain('caster add\u00a0△');
    const own = textOf(await createAsker(live).look('help mute'));
    expect(own).not.toMatch(/[△▷]/u);
    expect(textOf(await createAsker(live).look('help mute add'))).toContain('Effect: changes only Airdesk');
    expect(textOf(await createAsker(live).look('help caster pvw'))).toContain('Effect: ▷ changes');
  });

  it.each(['help', 'help failover'])(
    '%s: begins with what people want, and says right below what its marks mean',
    async (line) => {
      for (const language of ['en', 'zh-CN'] as const) {
        const { lines, facts = [] } = await createAsker(live, { language }).look(line);
        expect(lines ?? []).toEqual([]);
        const isMark = facts.map(({ label }) => /^[▷△▲■◆×]$/u.test(label));
        expect(isMark[0]).toBe(false);
        expect(isMark.at(-1)).toBe(true);
        expect(isMark.slice(isMark.indexOf(true)).every(Boolean)).toBe(true);
      }
    },
  );

  it.each(['help all', 'help caster', 'help record', 'help how do I stop the recording'])(
    '%s: says it in its small print, which no platform cuts off a long list',
    async (line) => {
      for (const language of ['en', 'zh-CN'] as const) {
        const card = await createAsker(live, { language }).look(line);
        const told = (card.facts ?? []).map(({ label, value }) => `${label} ${value}`).join();
        const marks = [...new Set(told.match(/[▷△▲■◆]/gu))];
        expect(marks.length).toBeGreaterThan(0);
        for (const mark of marks) {
          const [begins = ''] = new RegExp(`${mark} [^；;\n]+`, 'u').exec(card.footer ?? '') ?? [];
          expect(begins).not.toBe('');
          for (const sent of [renderSlack(card).blocks, renderDiscord(card).components])
            expect(JSON.stringify(sent)).toContain(begins);
        }
        expect(card.lines ?? []).toEqual([]);
      }
    },
  );

  it('has no mark that says of a state how it is, as ● for on air', async () => {
    for (const { name } of visible)
      expect(textOf(await createAsker(live).look(`help ${name}`))).not.toMatch(/(?:Effect: |\u00a0)[●○⊘]/u);
  });

  it('does so in Chinese', async () => {
    const card = await createAsker(live, { language: 'zh-CN' }).look('帮助 全部');
    expect(textOf(card)).toContain('流: 列表、查看、断开\u00a0▲、禁推\u00a0▲、恢复\u00a0▲');
    expect(textOf(card)).toContain('▲ 观众会感知到');
  });

  it.each(visible.map((command) => [command.name, command] as const))(
    'explains %s in both languages',
    async (_name, command) => {
      for (const language of ['en', 'zh-CN'] as const satisfies Language[]) {
        const zh = language === 'zh-CN';
        const card = await createAsker(live, { language }).look(
          zh ? `帮助 ${command.zh}` : `help ${command.name}`,
        );
        expect(card.title).toBe(zh ? command.zh : command.name);
        expect(textOf(card)).toContain(zh ? command.summary.zh : command.summary.en);
        for (const [name, option] of Object.entries(command.options)) {
          expect(card.facts?.map((fact) => fact.label)).toContain(zh ? option.zh : name);
          expect(textOf(card)).toContain(zh ? option.summary.zh : option.summary.en);
        }
        expect(card.facts?.some((fact) => fact.label === (zh ? '撤销' : 'Undo'))).toBe('preview' in command);
      }
    },
  );

  it('says who may, and what there is no undo for', async () => {
    const card = await createAsker(live).look('help stream drop');
    expect(textOf(card)).toContain('Undo: none');
    expect(textOf(card)).toContain('Who may: engineer');
    expect(textOf(await createAsker(live).look('help stream show'))).toContain('Who may: engineer, viewer');
    expect(textOf(await createAsker(live).look('help help'))).toContain('Who may: everybody');
  });

  it('leads to a command in three taps: what one wants, the command, and a button that starts it', async () => {
    const ada = createAsker(live, { language: 'zh-CN' });
    const lineOf = (card: Card, label: string) =>
      card.buttons?.find((button) => button.label === label)?.id.replace('run:', '') ?? 'none';
    const noun = await ada.look(lineOf(await ada.look('帮助'), '切到备流'));
    const command = await ada.look(lineOf(noun, '主备 切换'));
    expect(command.buttons).toEqual([
      { id: 'run:主备 切换', label: '主备 切换' },
      { id: 'run:帮助', label: '返回帮助' },
    ]);
    expect((await ada.look('帮助 帮助')).buttons).toEqual([{ id: 'run:帮助', label: '返回帮助' }]);
  });

  it('lists a noun, and offers near commands', async () => {
    const card = await createAsker(live).look('help caster');
    expect(card.facts?.map((fact) => fact.label)).toContain('caster take\u00a0▲');
    const near = await createAsker(live).look('help strem drop');
    expect(near.buttons?.[0]?.id).toBe('run:help stream drop');
    // What is not typed by people is not offered to them.
    const hidden = await createAsker(live).look('help caster restore');
    expect(hidden.buttons?.map(({ id }) => id)).not.toContain('run:help caster restore');
    expect((await createAsker(live).refusal('help zzzzzzzzzzzz')).choices).toEqual(['help']);
  });
});

const roles = { viewer: { risks: ['read'] } };

describe('whoami', () => {
  it('shows who, roles, and what may be used here', async () => {
    const card = await createAsker(live, { person: 'vic' }).look('whoami');
    expect(card).toMatchObject({ title: 'You are vic', visibility: 'asker' });
    expect(textOf(card)).toContain('Roles: viewer');
    expect(textOf(card)).toMatch(/You may: .*stream list/);
    expect(textOf(card)).toMatch(/You may not: stream drop/);
    const engineer = await createAsker(live).look('whoami');
    expect(textOf(engineer)).toMatch(/You may not: [^*]*pull remove, .*\nYou may: everything else/);
    const config = {
      roles: { ...roles, engineer: { risks: ['read', 'change', 'air', 'destroy', 'secret'] } },
    };
    const all = await createAsker(live, { language: 'zh-CN', config }).look('我是谁');
    expect(textOf(all)).toContain('可以使用: 全部命令');
    expect(textOf(all)).not.toContain('不能使用');
  });
});

describe('audit', () => {
  const entry = (parts: Partial<AuditEntry>): AuditEntry => ({
    at: NOW - 60_000,
    intent: 'i',
    phase: 'done',
    platform: 'slack',
    userId: 'U0ADA',
    channelId: 'C1',
    command: 'stream drop',
    account: 'main',
    ...parts,
  });

  it('shows who did what and how it ended', async () => {
    const audit = [
      entry({ person: 'ada', command: 'stream drop stream:rtmp://a/b?txSecret=5e1f' }),
      entry({ phase: 'refused', reason: 'airdesk.not-permitted', userId: 'U0EVE' }),
    ];
    const card = await createAsker(live, { audit }).look('audit');
    expect(card.table?.rows).toEqual([
      ['1 min ago', 'ada ran "stream drop stream:rtmp://a/b?…" on account main: done.', 'slack:C1'],
      [
        '1 min ago',
        'Unknown person (slack:U0EVE) was refused "stream drop" on account main: none of their roles allows it.',
        'slack:C1',
      ],
    ]);
    expect((await createAsker(live, { audit }).look('audit 1')).table?.rows).toHaveLength(1);
    expect((await createAsker(live, { language: 'zh-CN' }).look('审计')).title).toBe('还没有操作记录');
  });

  it('has one row an act, from the ask to its end, whoever took part in it', async () => {
    const of = (phase: AuditEntry['phase'], person: string) => entry({ phase, person, proposal: 'p1' });
    const audit = [
      of('done', 'lin'),
      of('before', 'lin'),
      entry({ phase: 'refused', person: 'vic', proposal: 'p1', reason: 'airdesk.not-permitted' }),
      of('proposed', 'ada'),
      entry({ phase: 'proposed', person: 'ada', proposal: 'p2', command: 'stream drop b' }),
    ];
    const told = async (language: 'en' | 'zh-CN') =>
      (await createAsker(live, { audit, language }).look('audit')).table?.rows.map(([, what]) => what);
    expect(await told('en')).toEqual([
      'ada asked for "stream drop" on account main and lin confirmed it: done.',
      'vic was refused "stream drop" on account main: none of their roles allows it.',
      'ada asked for "stream drop b" on account main; waiting for confirmation.',
    ]);
    expect(await told('zh-CN')).toEqual([
      'ada 发起“stream drop”（账号 main），由 lin 确认：已完成。',
      'vic 的“stream drop”（账号 main）被拒绝：没有角色允许。',
      'ada 发起了“stream drop b”（账号 main），等待确认。',
    ]);
  });

  it.each(['audit 0', 'audit 21', 'audit many'])('does not take "%s"', async (line) => {
    await expect(createAsker(live).look(line)).rejects.toThrow('bad options');
  });
});
