import { describe, expect, it } from 'vitest';
import { runButton } from '../../src/card/run-button.ts';
import { defineLook, type Command } from '../../src/command.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk, type LampDesk } from './chat-fakes.ts';

const ADA = 'U001';
const EVE = 'U003';
const STRANGER = 'U999';

const look = (name: string, zh: string, risk: 'read' | 'secret', visibility: 'asker' | 'channel'): Command =>
  defineLook({
    ...{ name, zh, risk, summary: { en: name, zh }, options: {} },
    run: async () => ({
      ...{ kind: 'card', tone: 'info', title: name, visibility },
      buttons: ['lamp on', 'lamp show', '灯 关'].flatMap((line) => runButton(line, line) ?? []),
    }),
  });

/** Six doors to lock, which a viewer may not, and one to look at. */
const DOORS = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((door) =>
    look(`door${door} lock`, `门${door} 上锁`, 'secret', 'asker'),
  ),
  look('zoo lock', '园 上锁', 'read', 'asker'),
];
const NOUN = ['a', 'b', 'c', 'd', 'e', 'f'].map((verb) =>
  look(`gate ${verb}pen`, `闸 ${verb}开`, 'secret', 'asker'),
);
const commands = [
  ...[look('own', '自己', 'read', 'asker'), look('all', '大家', 'read', 'channel')],
  ...[...DOORS, ...NOUN, look('gate see', '闸 看', 'read', 'asker')],
];

const desk = () => createLampDesk(memoryStore(), createTestClock(), CONFIG, { commands });

/** The card that a line is answered with. */
async function answered(stage: LampDesk, user: string, line: string) {
  await stage.say(user, line);
  const { title, lines, code, buttons = [] } = stage.newest().card;
  return { title, lines, code, buttons: buttons.map(({ label }) => label) };
}

describe('a line that is not understood offers what whoever typed it may use', () => {
  it('a misspelt command', async () => {
    const stage = await desk();
    expect(await answered(stage, ADA, 'lamp onn')).toMatchObject({
      lines: ['Nothing was done. Is this what you mean?'],
      ...{ code: '/live lamp on', buttons: ['lamp on'] },
    });
    expect(await answered(stage, EVE, 'lamp onn')).toEqual({
      title: 'There is no command "lamp onn"',
      lines: ['Nothing was done. You may not use "lamp on". Ask an engineer.'],
      ...{ code: '/live lamp on', buttons: [] },
    });
    expect(await answered(stage, EVE, '灯 丌')).toMatchObject({
      lines: ['未执行任何操作。您无权使用“灯 开”。请联系具有以下角色的同事：engineer。您是否要执行：'],
      ...{ code: '/live 灯 查看', buttons: ['灯 查看'] },
    });
  });

  it('a noun alone: those first that may be used', async () => {
    const stage = await desk();
    expect((await answered(stage, EVE, 'gate')).buttons).toEqual(['gate see']);
    expect((await answered(stage, ADA, 'gate')).buttons).toHaveLength(5);
    expect((await answered(stage, ADA, 'gate')).code?.split('\n')).toHaveLength(5);
  });

  it('a verb that many nouns have', async () => {
    const stage = await desk();
    expect(await answered(stage, EVE, 'lock')).toMatchObject({
      ...{ buttons: ['zoo lock'], code: '/live zoo lock' },
    });
  });

  it('a bad option of a command that may not be used', async () => {
    const stage = await desk();
    expect((await answered(stage, ADA, 'lamp on --wyh x')).buttons).toEqual(['lamp on x']);
    expect(await answered(stage, EVE, 'lamp on --wyh x')).toMatchObject({
      ...{ buttons: [], code: '/live lamp on x' },
      lines: ['Nothing was done. "lamp on" has no option "wyh". You may not use "lamp on". Ask an engineer.'],
    });
  });

  it('nothing to a stranger', async () => {
    const stage = await desk();
    for (const line of ['lamp onn', 'lamp', 'lock', 'lamp on --wyh x', 'help lamp'])
      expect(await answered(stage, STRANGER, line)).toMatchObject({ buttons: [], code: undefined });
  });

  it('an account that somebody may do nothing on', async () => {
    const config = {
      ...ConfigFileSchema.parse({
        accounts: { main: {}, away: {} },
        roles: { engineer: { risks: ['air'], accounts: ['main'] } },
        people: { ada: { slack: ADA, roles: ['engineer'] } },
      }),
      defaultAccount: 'main',
    };
    const stage = await createLampDesk(memoryStore(), createTestClock(), config, { commands });
    expect((await answered(stage, ADA, 'lamp onn')).buttons).toEqual(['lamp on account:main']);
    expect((await answered(stage, ADA, 'lamp onn account:away')).buttons).toEqual([]);
    await stage.router.handle({
      ...{ kind: 'command', ...stage.base(ADA), line: 'lamp on' },
      place: { platform: 'slack', channelId: 'T1', thread: {} },
    });
    expect(stage.newest().card.buttons?.map(({ id }) => id)).toEqual(['run:lamp on account:main']);
  });
});

describe('a card for one person alone has no button that would be refused', () => {
  it.each([
    [ADA, ['lamp on', 'lamp show', '灯 关']],
    [EVE, ['lamp show']],
  ])('%s', async (user, buttons) => {
    const stage = await desk();
    expect((await answered(stage, user, 'own')).buttons).toEqual(buttons);
    // Others may press in a channel.
    expect((await answered(stage, user, 'all')).buttons).toEqual(['lamp on', 'lamp show', '灯 关']);
  });
});
