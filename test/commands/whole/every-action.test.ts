import { describe, expect, it } from 'vitest';
import { discordCommands } from '../../../adapters/discord/commands/commands.ts';
import { limitProblems } from '../../../adapters/discord/commands/command-limits.ts';
import { commands } from '../../../commands/index.ts';
import { MODELLED } from '../../../sandbox/modelled.ts';
import { RETIRED_ACTIONS } from '../../../src/line/other-names/retired-actions.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { riskOf } from '../../../src/live/catalogue/action-risks.ts';
import { actions } from '../../../src/live/catalogue/catalogue.ts';
import { createAsker, createFakeLive } from '../asking.ts';

const HAN = /\p{Script=Han}/u;
const asker = {
  en: createAsker(createFakeLive({}), { language: 'en' }),
  zh: createAsker(createFakeLive({}), { language: 'zh-CN' }),
};

describe.each(Object.entries(actions))('%s', (action, info) => {
  const command = commands.find(({ name }) => name === `api ${action}`);

  it('has a command with the risk that the data says', () => {
    expect(riskOf(action)).toBeDefined();
    expect(command?.risk).toBe(riskOf(action));
    expect(matchCommand(commands, `api ${action}`)).toMatchObject({ kind: 'command' });
  });

  it('has help in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      const help = await asker[language].look(`help api ${action}`);
      expect(help.lines?.length).toBeGreaterThan(0);
      const read = [...(help.lines ?? []), ...(help.table?.columns ?? [])].join(' ');
      expect(HAN.test(read)).toBe(language === 'zh');
      expect(help.table?.rows.map(([name]) => name) ?? []).toEqual(
        (info.input ?? []).map(({ name }) => name),
      );
    }
  });

  it('is answered by the stand-in cloud, or is retired and leads on', () => {
    expect(MODELLED.includes(action)).toBe(info.retired !== true);
    if (info.retired) expect(RETIRED_ACTIONS.map(({ name }) => name)).toContain(action);
  });
});

describe.each([1, 2, 25])('with %i accounts', (count) => {
  const accounts = Array.from({ length: count }, (_, index) => `account-with-a-name-${index}`);

  it('Discord takes every command', () => {
    expect(limitProblems(discordCommands(commands, accounts))).toEqual([]);
  });
});
