import { beforeEach, describe, expect, it } from 'vitest';
import { whoamiCommands } from '../../commands/whoami/index.ts';
import { createSuggest } from '../../src/chat/suggest/suggest.ts';
import type { SuggestionSources } from '../../src/chat/suggest/source.ts';
import { Refusal } from '../../src/errors.ts';
import type { Coming, Guard, Guards, Use } from '../../src/guard/guard.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import { createRouter } from '../../src/chat/router.ts';
import { CONFIG, createLampDesk, type LampDesk } from '../chat/chat-fakes.ts';
import { anAlert } from '../alert/alerts.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { noAlerts } from '../fakes/no-alerts.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

/** Nobody does anything during the anthem; of one person, where `only` is given. */
const anthem =
  (only?: string): Guard<Coming> =>
  (_config, { actor }) =>
    only !== undefined && actor.userId !== only
      ? undefined
      : new Refusal(
          'airdesk.anthem',
          { en: 'The anthem is playing', zh: '正在奏国歌' },
          { en: 'Nothing was done. Wait for its end.', zh: '未执行任何操作。请等待结束。' },
        );

const STAGES = ['actor', 'account', 'command'] as const;
const withGuard = (stage: (typeof STAGES)[number], guard: Guard<Coming>): Guards => ({
  ...GUARDS,
  [stage]: [...GUARDS[stage], guard],
});

let clock: TestClock;
let desk: LampDesk;
beforeEach(async () => {
  clock = createTestClock();
  desk = await createLampDesk(memoryStore(), clock);
});
const use = (guards: Guards) => Object.assign(desk.core, { guards });
const answer = () => desk.newest().card.title;
const from = { platform: 'slack', userId: 'U001', name: 'x' };
const place = { platform: 'slack', channelId: 'C1' };

describe.each(STAGES)('a guard that was added, asked once the %s is known', (stage) => {
  const guards = withGuard(stage, anthem());

  it('stops a typed line', async () => {
    use(guards);
    await desk.say('U001', 'lamp show');
    expect(answer()).toBe('The anthem is playing');
  });

  it('stops a form', async () => {
    use(guards);
    const intent = { id: 'f', at: 0, actor: from, place, values: {} };
    await createRouter(desk.core).handle({ kind: 'submit', form: 'command:main:lamp show', ...intent });
    expect(answer()).toBe('The anthem is playing');
  });

  it('stops a button that runs a line', async () => {
    await desk.say('U001', 'lamp on');
    use(guards);
    await desk.pressId('U001', desk.newest(), 'run:lamp show account:main');
    expect(answer()).toBe('The anthem is playing');
  });

  it.each(['Confirm', 'Cancel'])('stops %s', async (label) => {
    await desk.say('U001', 'lamp on');
    const asked = desk.newest();
    use(guards);
    await desk.press('U001', asked, label);
    expect(answer()).toBe('The anthem is playing');
    expect([asked.card.tone, desk.lamp.switched]).toEqual(['ask', 0]);
  });

  it('ends what was asked by somebody whom it stops by now', async () => {
    Object.assign(desk.core, { config: { ...CONFIG, policy: { ...CONFIG.policy, confirmBy: 'permitted' } } });
    await desk.say('U001', 'lamp on');
    const asked = desk.newest();
    use(withGuard(stage, anthem('U001')));
    await desk.press('U002', asked, 'Confirm');
    expect(asked.card.lines?.join(' ')).toContain(
      'name of U001, who asked for it, may not use it now: The anthem is playing.',
    );
    expect(desk.lamp.switched).toBe(0);
  });

  it('stops a press on an alert', async () => {
    const open = anAlert({ account: 'main' });
    Object.assign(desk.core, {
      alerts: { ...noAlerts, known: () => open },
      commands: [...desk.core.commands, { ...desk.core.commands[0], name: 'alert ack', risk: 'read' }],
    });
    await desk.say('U001', 'lamp on');
    use(guards);
    await desk.pressId('U001', desk.newest(), `alert:ack:${open.id}`);
    expect(answer()).toBe('The anthem is playing');
  });

  it('is offered no values', async () => {
    const [lampOn] = desk.core.commands;
    if (!lampOn) throw new Error('no command');
    const { why } = lampOn.options;
    if (!why) throw new Error('no option');
    const commands = [{ ...lampOn, options: { why: { ...why, suggests: 'stream' as const } } }];
    const source = {
      within: [],
      load: async () => [{ value: 'rain', label: () => ({ name: 'rain' }) }],
    };
    const sources = { stream: source } as unknown as SuggestionSources;
    const query = { actor: from, place, command: 'lamp on', option: 'why', typed: '', given: {} };
    const offered = (given: Guards) =>
      createSuggest({ ...desk.core, commands, guards: given, sources })(query);
    expect(await offered(GUARDS)).toEqual([{ value: 'rain', name: 'rain' }]);
    expect(await offered(guards)).toEqual([]);
  });
});

it('whoami lists what the guards of a command allow', async () => {
  Object.assign(desk.core, { commands: [...desk.core.commands, ...whoamiCommands] });
  const onlyWhoami: Guard<Use> = (config, facts) =>
    facts.command.name === 'whoami' ? undefined : anthem()(config, facts);
  use({ ...GUARDS, command: [...GUARDS.command, onlyWhoami] });
  await desk.say('U001', 'whoami');
  const may = desk.newest().card.facts?.find(({ label }) => label === 'You may');
  expect(may?.value).toBe('whoami');
});
