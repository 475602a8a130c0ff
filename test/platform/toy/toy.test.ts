import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationPage } from '../../../scripts/docs/configuration-page.ts';
import { configJsonSchema } from '../../../src/config/json-schema.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { problemLine } from '../../../src/config/problem.ts';
import { filesOf } from '../../config/files.ts';
import { DESCRIPTIONS } from '../../fakes/platforms.ts';
import { toyDescription } from './description.ts';
import { createToyStage, textOf, type ToyStage } from './toy-stage.ts';

const YAML = `people:
  ada: { toy: toy-ada, slack: U0ADA, roles: [lead] }
  bo: { toy: toy-bo, roles: [viewer] }
platformRoles:
  toy:crew: [viewer]
channels:
  toy:control: { language: zh-CN }
alerts:
  channels: ['toy:control']
  graceSeconds: 0
  watched: [{ streams: ['*'] }]
  rules:
    - { name: all, mention: [ada, 'toy:crew'] }
`;

describe('a platform that is one folder and one line', () => {
  let stage: ToyStage;
  beforeAll(async () => {
    stage = await createToyStage(YAML);
  });
  afterAll(() => stage.stop());

  it('is asked, and answers in the language of its channel', async () => {
    expect(await stage.say('toy-ada', 'stream list')).toBe(202);
    const card = await stage.seen(/live\/main/);
    expect(card).toMatchObject({ channelId: 'control' });
    expect(textOf(card)).toMatch(/\p{Script=Han}/u);
  });

  it('is named to whoever it knows', async () => {
    await stage.say('toy-ada', 'whoami');
    expect(textOf(await stage.seen(/You are ada|您是 ada/))).toMatch(/Slack[,、] ?(Toy|玩具)/);
  });

  it('has people whom nobody knows, and tells which line to add', async () => {
    await stage.say('toy-eve', 'stream list');
    expect(textOf(await stage.seen(/您尚未登记/))).toContain('您尚未登记');
    const [last] = stage.room.messages.slice(-1);
    expect(JSON.stringify(last?.card)).toContain('toy: toy-eve');
  });

  it('gives the roles that its teams give', async () => {
    await stage.say('toy-joe', 'whoami', { teams: ['crew'] });
    expect(textOf(await stage.seen(/toy:toy-joe/))).toContain('viewer');
  });

  it('confirms what acts, once', async () => {
    await stage.say('toy-ada', 'stream drop push.example.com/live/spare');
    const preview = await stage.seen(/^断开 .*spare？/);
    expect(await stage.press('toy-bo', preview, '确认')).toBe(202);
    await stage.seen(/您无权使用“流 断开”/);
    expect(await stage.press('toy-ada', preview, '确认')).toBe(202);
    await stage.seen(/^断开 .*spare：已完成/);
    expect(stage.sandbox.calls().filter(({ action }) => action === 'DropLiveStream')).toHaveLength(1);
  });

  it('is told of an alert, and calls whom the rule names there', async () => {
    stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main', errcode: 8 });
    const card = await stage.seen(/^.*紧急|^.*严重/);
    expect(card.channelId).toBe('control');
    expect(card.card.mentions).toEqual([
      { kind: 'user', id: 'toy-ada' },
      { kind: 'group', id: 'crew' },
    ]);
    const id = /[2-9a-km-z]{8}/.exec(card.card.buttons?.[0]?.id ?? '')?.[0] ?? '';
    await stage.say('toy-ada', `alert assign ${id} <@toy-bo>`);
    await stage.seen(/指派给 bo/);
  });

  it('is counted, checked and told of what is not from it', async () => {
    const ready = (await (await fetch(`${stage.origin}/readyz`)).json()) as { checks: object };
    expect(ready.checks).toMatchObject({ toy: { ok: true } });
    expect(await stage.say('toy-ada', 'stream list', { key: 'wrong' })).toBe(401);
    await expect.poll(() => stage.audit()).toContain('a request that is not from toy');
  });
});

const platforms = [...DESCRIPTIONS, toyDescription];
const load = (yaml: string, env: Readonly<Record<string, string>> = {}) =>
  loadConfig({
    env: { AIRDESK_CONFIG: 'airdesk.yaml', ...env },
    readFile: filesOf({ 'airdesk.yaml': yaml }),
    platforms,
  });
const wrong = (yaml: string, env?: Readonly<Record<string, string>>) => {
  const result = load(yaml, env);
  return (result.ok ? result.loaded.notes : result.problems).map(problemLine);
};

describe('its configuration', () => {
  it.each([
    [
      'people: { ada: { toy: ada, roles: [lead] } }',
      'airdesk.yaml:1: people.ada.toy: "ada" is not a toy id, as toy-ada',
    ],
    [
      'people:\n  a: { toy: toy-a, roles: [lead] }\n  b: { toy: toy-a, roles: [lead] }',
      'airdesk.yaml:3: people.b.toy: "toy-a" is a already; one person has one entry',
    ],
    [
      'channels: { "toys:control": {} }',
      'airdesk.yaml:1: channels.toys:control: "toys:control" is not a channel; write slack:C0123ABCD, discord:123456789012345678, desk:desk or toy:control',
    ],
    [
      'alerts: { channels: ["toy:attic"] }',
      'airdesk.yaml:1: alerts.channels: "toy:attic" is where nobody looks; name another channel',
    ],
    [
      'alerts: { rules: [{ name: a, mention: ["toy:7"] }] }',
      'airdesk.yaml:1: alerts.rules.0.mention: "toy:7" is not a name under people, nor a group as slack:S012AB3CD, discord:123456789012345678 or toy:crew',
    ],
    [
      '# toykey-1234',
      'airdesk.yaml:1: looks like a key of the toy. Secrets never stand in this file: set an environment variable, or NAME_FILE with the path of a file, and take this one out of use',
    ],
  ])('%s', (yaml, line) => {
    expect(wrong(yaml)).toContain(line);
  });

  it.each([
    [{ TOY_KEY: 'key' }, 'environment: TOY_KEY: is no key of the toy; it begins with toykey-'],
    [{ TOY_NAME: 'Bear' }, 'environment: TOY_NAME: is set and TOY_KEY is not; set both or neither'],
    [{ TOY_KEY_FILE: 'none' }, 'environment: TOY_KEY_FILE: the file none cannot be read'],
  ])('%j', (env, line) => {
    expect(wrong('{}', env as unknown as Record<string, string>)).toContain(line);
  });

  it('is noted where cards go to it and it is not set up', () => {
    const yaml = 'alerts: { channels: ["toy:control"] }';
    const env = { LIVE_CALLBACK_TOKEN: 'only-in-this-test', LIVE_CALLBACK_KEY: 'key' };
    const note = 'airdesk.yaml:1: alerts.channels: nothing is sent to toy:control, since Toy is not set up';
    expect(wrong(yaml, env)).toContain(note);
    expect(wrong(yaml, { ...env, TOY_KEY: 'toykey-1' })).not.toContain(note);
  });

  it('keeps its secrets out of logs', () => {
    const result = load('{}', { TOY_KEY: 'toykey-1' });
    expect(result.ok && result.loaded.secrets).toContain('toykey-1');
  });
});

it('is documented by what documents the others', () => {
  const schema = configJsonSchema(platforms);
  const page = configurationPage(schema, platforms);
  expect(page).toContain('### The toy');
  expect(page).toMatch(/`TOY_KEY` `_FILE` +\| not set +\| What asks are checked with/);
  expect(page).toMatch(/`people\.NAME\.toy` .*Toy id, as toy-ada\./);
  expect(page).toContain('desk:desk, toy:control.');
  expect(page).toContain('A toy has no threads.');
  expect(schema).toContain('toy-[a-z]{1,20}');
  expect(schema).toContain('by discord:<role id>, desk:<group of the company>, toy:<team>.');
  // Without it, not a word of it.
  expect(configurationPage(configJsonSchema(DESCRIPTIONS), DESCRIPTIONS)).not.toMatch(/toy/i);
});
