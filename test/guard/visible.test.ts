import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { auditCommands } from '../../commands/audit/index.ts';
import { isAct, isListed, type CommandContext } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { createSuggest, type SuggestDeps } from '../../src/chat/suggest/suggest.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import { completions } from '../../src/line/completions.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { mayRead, maySee, visibleEntries } from '../../src/guard/visible.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { sayIn } from '../../src/text/language.ts';
import { card, openPage, startDesk } from '../adapters/desk/desk-server.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { silentLog } from '../fakes/logs.ts';

const ACCOUNT = { credentials: { secretIdEnv: 'A_ID', secretKeyEnv: 'A_KEY' } };
const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { home: ACCOUNT, abroad: ACCOUNT },
    roles: {
      engineer: { risks: ['read', 'change', 'air'] },
      athome: { risks: ['read'], accounts: ['home'] },
      away: { commands: ['stream list'], accounts: ['abroad'] },
      nothing: {},
    },
    people: {
      eve: { desk: 'eve', roles: ['engineer'] },
      hal: { desk: 'hal', roles: ['athome'] },
      amy: { desk: 'amy', roles: ['away'] },
      nil: { desk: 'nil', roles: ['nothing'] },
    },
  }),
  defaultAccount: 'home',
};

const WHO = ['eve', 'hal', 'amy', 'nil', 'stranger'] as const;
/** Who sees what is about these accounts. */
const TABLE: [accounts: string[], seenBy: (typeof WHO)[number][]][] = [
  [['home'], ['eve', 'hal']],
  [['abroad'], ['eve', 'amy']],
  [['home', 'abroad'], ['eve']],
  [[], ['eve', 'hal', 'amy', 'nil']],
];

describe('who sees what', () => {
  it.each(TABLE)('what is about %j, as it is decided', (accounts, seenBy) => {
    const actor = (userId: string) => ({ platform: 'desk', userId, name: userId });
    expect(WHO.filter((who) => mayRead(config, actor(who), accounts))).toEqual(seenBy);
  });

  it('nobody sees an account by a role that is not there', () => {
    expect(maySee(config, { id: 'p', ids: {}, roles: ['gone', 'constructor'] }, 'home')).toBe(false);
  });

  it.each(['posted', 'announced', 'caught up with'] as const)('on the desk, %s', async (how) => {
    const server = await startDesk({
      login: { kind: 'open', people: WHO.map((name) => ({ userId: name, name })) },
      mayRead: (userId, accounts) => mayRead(config, { platform: 'desk', userId, name: userId }, accounts),
    });
    const place = { platform: 'desk', channelId: 'desk' };
    const eve = { platform: 'desk', userId: 'eve', name: 'eve' };
    const tell = async () => {
      for (const [accounts] of TABLE) {
        const told = card(`about ${accounts.join('+')}`, { accounts });
        await (how === 'announced'
          ? server.desk.announce('desk', told, `k${accounts.join('')}`)
          : server.desk.post(place, eve, told));
      }
      for (const who of WHO)
        await server.desk.post(place, { ...eve, userId: who }, card('the end', { visibility: 'asker' }));
    };
    if (how === 'caught up with') await tell();
    const pages = await Promise.all(WHO.map((who) => openPage(server.origin, `as=${who}`)));
    if (how !== 'caught up with') {
      await tell();
      await Promise.all(
        pages.map((page) => page.next('message', (data) => JSON.stringify(data).includes('the end'))),
      );
    }
    const text = pages.map((page) => page.events.map(({ data }) => data).join('\n'));
    await Promise.all(pages.map((page) => page.close()));
    await server.stop();
    for (const [accounts, seenBy] of TABLE) {
      const title = `"about ${accounts.join('+')}"`;
      const saw = WHO.filter((_who, at) => text[at]?.includes(title));
      expect(saw, title).toEqual(seenBy);
    }
  });

  it.each<[who: string, seen: string[]]>([
    ['eve', ['by-hal', 'nowhere', 'abroad', 'home']],
    ['hal', ['by-hal', 'home']],
    ['amy', ['abroad']],
    ['nil', []],
  ])('in the audit, %s', async (who, seen) => {
    const entry = (command: string, more: Partial<AuditEntry>): AuditEntry => ({
      ...{ at: 0, intent: command, phase: 'answered', platform: 'desk', userId: 'x', channelId: 'desk' },
      ...{ command, ...more },
    });
    const entries = [
      entry('by-hal', { userId: 'hal', person: 'hal' }),
      entry('nowhere', {}),
      entry('abroad', { account: 'abroad' }),
      entry('home', { account: 'home' }),
    ];
    const [audit] = auditCommands;
    if (!audit || isAct(audit)) throw new Error('no audit');
    const answer = await audit.run(
      {
        config,
        person: { ...config.people[who]!, id: who },
        say: sayIn('en'),
        language: 'en',
        now: () => 0,
        recentAudit: async () => visibleEntries(config, { ...config.people[who]!, id: who }, entries),
      } as unknown as CommandContext,
      {},
    );
    const shown = (answer.table?.rows ?? []).map((row) => /"(.*)"/u.exec(row[1] ?? '')?.[1]);
    expect(shown).toEqual(seen);
    // What is posted is read along by those only who see all that stands on it.
    if (who === 'eve') expect(answer.accounts).toEqual(['home', 'abroad']);
  });

  it.each<[who: string, accounts: string[]]>([
    ['eve', ['home', 'abroad']],
    ['hal', ['home']],
    ['amy', ['abroad']],
    ['nil', []],
    ['stranger', []],
  ])('while it is typed, to %s', async (who, accounts) => {
    const source = {
      within: [],
      load: async ({ account }: { account: string }) => [
        { value: `of-${account}`, label: () => ({ name: account }) },
      ],
    };
    const suggest = createSuggest({
      ...{ config, commands, guards: GUARDS, clock: createTestClock() },
      live: () => ({}),
      log: silentLog,
      sources: { stream: source },
    } as unknown as SuggestDeps);
    const ask = async (option: string, given: Record<string, string>) =>
      (
        await suggest({
          actor: { platform: 'desk', userId: who, name: who },
          place: { platform: 'desk', channelId: 'desk' },
          ...{ command: option === 'account' ? 'stream list' : 'stream show', option, typed: '', given },
        })
      ).map(({ value }) => value);
    expect(await ask('account', {})).toEqual(accounts);
    // Amy's role lists streams and shows none.
    const shown = who === 'amy' ? [] : accounts;
    for (const account of ['home', 'abroad'])
      expect(await ask('stream', { account }), account).toEqual(
        shown.includes(account) ? [`of-${account}`] : [],
      );
    // Completions are the commands that there are, and nothing of any account.
    expect(completions(commands, 'en')).toHaveLength(commands.filter(isListed).length);
  });
});
