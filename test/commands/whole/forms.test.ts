/** The form of every command, in both languages, on every platform: within its limits, and saying what is to be filled in. */
import { describe, expect, it } from 'vitest';
import { renderForm as renderOnDesk } from '../../../adapters/desk/render.ts';
import { renderForm as renderInDiscord } from '../../../adapters/discord/render-form.ts';
import { renderForm as renderInSlack } from '../../../adapters/slack/render-form.ts';
import { commands } from '../../../commands/index.ts';
import { createDrafts, type Draft } from '../../../src/chat/form/drafts.ts';
import { draftForm, type FormCore } from '../../../src/chat/form/kept-draft.ts';
import { decodePress, PRESS_ID } from '../../../src/card/press-id.ts';
import { isListed, isTyped, type Command } from '../../../src/command.ts';
import { noAdapter } from '../../fakes/no-adapter.ts';
import { ModalSchema as DiscordModal } from '../../fakes/discord/message-schema.ts';
import { openApiSchema } from '../../fakes/discord/openapi.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { ModalSchema as SlackModal } from '../../fakes/slack/block-kit.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const ROOM = { slack: 98, discord: 5, desk: 25 } as const;
type On = keyof typeof ROOM;
/** The longest name that an account can have. */
const ACCOUNT = 'a'.repeat(64);

const core: FormCore = {
  config: { ...ConfigFileSchema.parse({ accounts: { [ACCOUNT]: {} } }), defaultAccount: ACCOUNT },
  adapters: new Map(
    Object.entries(ROOM).map(([platform, formFields]) => [
      platform,
      noAdapter(platform, { formFields, formsAgain: 'never' }),
    ]),
  ),
  drafts: createDrafts(createTestClock(), 'salt'),
};

type Filled = Pick<Draft, 'values' | 'problems'>;

/** How a form can be filled in: not at all, with examples, with what is too long and wrong everywhere. */
const FILLINGS: readonly (readonly [string, (command: Command) => Filled])[] = [
  ['empty', () => ({ values: {}, problems: {} })],
  [
    'with examples',
    ({ options }) => ({
      values: Object.fromEntries(Object.entries(options).map(([name, { example }]) => [name, example])),
      problems: {},
    }),
  ],
  [
    'wrong everywhere',
    ({ options }) => ({
      values: Object.fromEntries(
        Object.keys(options).map((name) => [name, `<!channel>\n${'x'.repeat(4_000)}`]),
      ),
      problems: Object.fromEntries(
        Object.keys(options).map((name) => [name, { en: 'wrong '.repeat(200), zh: '不对'.repeat(200) }]),
      ),
    }),
  ],
];

const withOptions = commands.filter((command) => isTyped(command) && Object.keys(command.options).length > 0);

function formOf(platform: On, command: Command, language: Draft['language'], filled: Filled) {
  const draft = { account: ACCOUNT, command: command.name, language, ...filled };
  return draftForm(core, platform, { id: 'd'.repeat(16), draft }, command);
}

describe.each(['en', 'zh-CN'] as const)('the form of every command in %s', (language) => {
  it.each(FILLINGS)('%s is taken by every platform', (_what, fill) => {
    for (const command of withOptions) {
      const filled = fill(command);
      const slack = SlackModal.safeParse(renderInSlack(formOf('slack', command, language, filled), '{}'));
      expect(slack.error?.issues, command.name).toBeUndefined();
      const discord = DiscordModal.safeParse(renderInDiscord(formOf('discord', command, language, filled)));
      expect(discord.error?.issues, command.name).toBeUndefined();
      const desk = renderOnDesk(formOf('desk', command, language, filled));
      expect(desk.fields).toHaveLength(Object.keys(command.options).length);
    }
  });

  it('is taken by Discord as it is published', () => {
    const schema = openApiSchema('ModalInteractionCallbackRequest');
    for (const command of withOptions)
      for (const [, fill] of FILLINGS) {
        const data = renderInDiscord(formOf('discord', command, language, fill(command)));
        expect(schema.safeParse({ type: 9, data }).error, command.name).toBeUndefined();
      }
  });

  it('has an id that every platform takes and that comes back', () => {
    for (const command of withOptions)
      for (const platform of ['slack', 'discord', 'desk'] as const) {
        const { id } = formOf(platform, command, language, { values: {}, problems: {} });
        expect(id.length, command.name).toBeLessThanOrEqual(PRESS_ID - 4);
        expect(decodePress(id)).toMatchObject({ kind: 'filled', command: command.name });
      }
  });

  it('on a platform with little room has all that is needed, nothing of it cut', () => {
    for (const command of withOptions.filter(isListed)) {
      const { title, components } = renderInDiscord(
        formOf('discord', command, language, { values: {}, problems: {} }),
      );
      const fields = components.flatMap((one) => (one.type === 18 ? [one] : []));
      const needed = Object.entries(command.options).filter(([, { required }]) => required);
      expect(fields.map(({ component }) => component.custom_id)).toEqual(
        expect.arrayContaining(needed.map(([name]) => name)),
      );
      for (const text of [title, ...fields.map(({ label }) => label)])
        expect(text, command.name).not.toContain('…');
      for (const { component, description = '' } of fields) {
        const { summary } = command.options[component.custom_id]!;
        const said = language === 'en' ? summary.en : summary.zh;
        expect(description, command.name).toContain(said);
      }
    }
  });

  it('says of each field what it takes, and has an example or a menu', () => {
    for (const command of withOptions) {
      const { fields } = formOf('desk', command, language, { values: {}, problems: {} });
      for (const { name, hint = '', example, choices } of fields) {
        const { example: shown } = command.options[name]!;
        expect(hint.length, `${command.name} ${name}`).toBeGreaterThan(1);
        if (choices) expect(choices.length).toBeGreaterThan(0);
        else {
          expect(hint).toContain(shown);
          expect(example).toBe(language === 'en' ? `Example: ${shown}` : `示例：${shown}`);
        }
      }
    }
  });
});
