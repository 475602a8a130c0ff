import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineLook, type Command } from '../../src/command.ts';
import * as parsing from '../../src/line/parse-line.ts';
import { MAX_LINE } from '../../src/line/parse-line.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { CONFIG, createLampDesk } from './chat-fakes.ts';

vi.mock(import('../../src/line/parse-line.ts'), async (original) => {
  const real = await original();
  return { ...real, parseLine: vi.fn(real.parseLine) };
});

/** How often each value was read. */
const values: string[] = [];

const dim: Command = defineLook({
  name: 'lamp dim',
  zh: '灯 调光',
  summary: { en: 'dim', zh: '调光' },
  risk: 'read',
  options: {
    level: {
      schema: z
        .string()
        .optional()
        .transform((value) => {
          values.push(value ?? '');
          return Number(value);
        }),
      summary: { en: 'level', zh: '亮度' },
      zh: '亮度',
      required: true,
      example: '5',
    },
  },
  run: async (_context, { level }) => ({
    kind: 'card',
    tone: 'info',
    title: `at ${level}`,
    visibility: 'channel',
  }),
});

async function desk() {
  const { core, ...rest } = await createLampDesk(memoryStore(), createTestClock(), {
    ...CONFIG,
    accounts: { ...CONFIG.accounts, other: CONFIG.accounts['main'] ?? {} } as typeof CONFIG.accounts,
  });
  Object.assign(core, { commands: [...core.commands, dim] });
  return { core, ...rest };
}

describe('a typed line is parsed once, whatever comes of it', () => {
  beforeEach(() => {
    vi.mocked(parsing.parseLine).mockClear();
    values.length = 0;
  });

  it.each<[what: string, user: string, line: string, title: string]>([
    ['shown', 'U001', 'lamp dim 5', 'at 5'],
    ['shown, of a named account', 'U001', 'lamp dim 5 account:other', 'at 5'],
    ['shown, the account in front', 'U001', 'account:other lamp dim level:5', 'at 5'],
    ['in Chinese', 'U001', '灯 查看', '关'],
    ['acting', 'U001', 'lamp on', 'Switch the lamp on?'],
    ['of nobody who is known', 'U999', '灯 查看', '您尚未登记'],
    ['not permitted', 'U003', 'lamp on', 'You may not use "lamp on"'],
    ['of no account', 'U001', 'lamp show account:gone', 'There is no account "gone"'],
    ['of no command', 'U001', '灯 炸', '没有“灯 炸”这个命令'],
    ['with an unknown option', 'U001', 'lamp dim 5 --brigth 3', '"lamp dim" was not understood'],
    ['without what it needs', 'U001', 'lamp dim', '"lamp dim" was not understood'],
    ['too long', 'U001', 'x'.repeat(5000), 'That is too long'],
  ])('%s', async (_, user, line, title) => {
    const stage = await desk();
    await stage.say(user, line);
    expect(stage.newest().card.title).toBe(title);
    expect(vi.mocked(parsing.parseLine).mock.calls).toEqual([[line.slice(0, MAX_LINE + 1)]]);
    expect(values.length).toBeLessThanOrEqual(1);
  });

  it('a button’s line as well', async () => {
    const stage = await desk();
    await stage.say('U001', 'lamp on');
    vi.mocked(parsing.parseLine).mockClear();
    await stage.pressId('U001', stage.newest(), 'run:lamp dim 5 account:main');
    expect(stage.newest().card.title).toBe('at 5');
    expect(vi.mocked(parsing.parseLine).mock.calls).toEqual([['lamp dim 5']]);
    expect(values).toEqual(['5']);
  });
});
