import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { isAct, isListed } from '../../../src/command.ts';
import { readLineOn } from '../../../src/line/read-line.ts';
import { riskOf } from '../../../src/live/catalogue/action-risks.ts';
import { actions, structures, type Field } from '../../../src/live/catalogue/catalogue.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';

const callable = Object.entries(actions).filter(([, info]) => !info.retired && !info.undocumented);

/** A value that fits, as it is typed. */
function fitting(field: Field, depth = 0): string {
  const one = single(field, depth);
  return field.array ? `[${one}]` : one;
}

function single(field: Field, depth: number): string {
  switch (field.type) {
    case 'String':
    case 'Timestamp':
      return field.array || depth > 0 ? '"x"' : 'x';
    case 'Integer':
    case 'Float':
      return String(field.min ?? Math.min(1, field.max ?? 1));
    case 'Boolean':
      return 'true';
    default: {
      const inner = (structures[field.type] ?? []).filter(({ required }) => required);
      return `{${inner.map((each) => `"${each.name}":${fitting(each, depth + 1)}`).join(',')}}`;
    }
  }
}

/** The parameter as it is typed: what has spaces or quotes in it stands in quotes. */
function param(field: Field, value = fitting(field)): string {
  return `${field.name}=${/["\s]/u.test(value) ? `'${value}'` : value}`;
}

function required(action: string): readonly Field[] {
  return (actions[action]?.input ?? []).filter((field) => field.required);
}

function line(action: string, ...more: readonly string[]): string {
  return ['api', action, ...required(action).map((field) => param(field)), ...more].join(' ');
}

const live = createFakeLive({});
const asker = createAsker(live);

/** What somebody reads who types this; nothing may be sent. */
async function said(typed: string): Promise<string> {
  const { title, hint, choices } = await asker.refusal(typed);
  expect(live.calls).toEqual([]);
  expect(hint.zh).not.toBe('');
  expect(choices.length).toBeGreaterThan(0);
  return `${title.en} | ${hint.en}`;
}

describe('every action of the API', () => {
  it('has a risk and a command, and stands in no list', () => {
    for (const action of Object.keys(actions)) {
      expect([action, riskOf(action)]).not.toEqual([action, undefined]);
      const command = commands.find(({ name }) => name === `api ${action}`);
      expect(command).toMatchObject({ risk: riskOf(action), unlisted: true });
      expect(command && isListed(command)).toBe(false);
    }
  });

  it.each(callable)(
    '%s: what cannot be meant is refused by name before anything is sent',
    async (action, info) => {
      const input = info.input ?? [];
      expect(await said(line(action, 'Nonsense=1'))).toContain('"Nonsense"');
      for (const missing of required(action)) {
        const rest = required(action).filter((field) => field !== missing);
        expect(await said(['api', action, ...rest.map((field) => param(field))].join(' '))).toContain(
          `${missing.name} is missing`,
        );
      }
      const others = (field: Field) => required(action).filter((each) => each.name !== field.name);
      const given = (field: Field, value: string) =>
        ['api', action, ...others(field).map((each) => param(each)), `${field.name}=${value}`].join(' ');
      for (const field of input) {
        if (field.type === 'Integer' && !field.array)
          expect(await said(given(field, 'x'))).toMatch(`${field.name} cannot be "x"`);
        if (field.array) continue;
        if (field.max !== undefined)
          expect(await said(given(field, String(field.max + 1)))).toContain(field.name);
        if (field.min !== undefined)
          expect(await said(given(field, String(field.min - 1)))).toContain(field.name);
        const most = field.maxBytes ?? field.maxLength;
        if (most !== undefined && most < 2500)
          expect(await said(given(field, 'y'.repeat(most + 1)))).toContain(field.name);
      }
    },
  );

  it.each(callable)('%s can be called with what it requires', (action) => {
    const read = readLineOn(commands, 'main', line(action));
    expect(read).toMatchObject({ command: { name: `api ${action}` }, options: { ok: true } });
  });
});

describe('api', () => {
  it('leads to the command of the action, whatever its case, so that its risk is asked', () => {
    for (const typed of [
      'api droplivestream StreamName=x',
      'api action:DropLiveStream fields:"StreamName=x"',
    ])
      expect(readLineOn(commands, 'main', typed)).toMatchObject({
        command: { name: 'api DropLiveStream', risk: 'air' },
        raw: { fields: 'StreamName=x' },
      });
  });

  it('says which actions are near', async () => {
    const refusal = await asker.refusal('api DropStream');
    expect(refusal.code).toBe('airdesk.unknown-action');
    expect(refusal.choices).toContain('help api DropLiveStream');
  });

  it('sends retired actions nowhere, and leads to their successor', async () => {
    const refusal = await asker.refusal('api CreateLiveRecord StreamName=x AppName=live DomainName=d');
    expect(refusal.code).toMatch(/airdesk\.(?:retired-action|bad-parameter)/);
    expect((await asker.refusal('api CreateLiveRecord')).choices).toEqual(['record task add', 'record now']);
  });

  it('explains an action: what it takes, what is required', async () => {
    const card = await asker.look('help api DropLiveStream');
    expect(card.table?.rows).toContainEqual(['StreamName', 'text', 'yes']);
    expect(textOf(card)).toMatch(/viewers/i);
  });

  it('keeps 64-bit numbers, lists and structures as they were typed', async () => {
    const calls = createFakeLive({
      ModifyLiveRecordTemplate: () => ({}),
      DescribeLiveRecordTemplate: () => ({ Template: { TemplateId: 9007199254740993n } }),
    });
    const own = createAsker(calls);
    await own.act('api ModifyLiveRecordTemplate TemplateId=9007199254740993 Mp4Param.Enable=1');
    expect(calls.calls[0]?.params).toEqual({ TemplateId: 9007199254740993n, Mp4Param: { Enable: 1 } });
    const card = await own.look('api DescribeLiveRecordTemplate TemplateId=9007199254740993');
    expect(card.code).toContain('9007199254740993');
  });

  it('shows keys to nobody but the asker', () => {
    for (const command of commands)
      if (
        command.name.startsWith('api ') &&
        /Key(?!word)|Log|ClientIp/u.test(command.name) &&
        !isAct(command)
      )
        expect(command.risk).toBe('secret');
  });
});

describe('keys', () => {
  it.each([
    [
      'ModifyLivePushAuthKey DomainName=push.example.com Enable=1 MasterAuthKey=abcdef123456',
      'MasterAuthKey',
    ],
    ['ModifyLivePlayAuthKey DomainName=play.example.com AuthKey=abcdef123456', 'AuthKey'],
    ['CreateLiveCallbackTemplate TemplateName=a CallbackKey=abcdef123456', 'CallbackKey'],
    ['CreateVideoRedrawTask Input={} CosInfo={"TmpSecretKey":"zzzzzzzz"}', 'CosInfo.TmpSecretKey'],
    ['CreateVideoRedrawTask Input={} CosInfo.Token=zzzzzzzz', 'CosInfo.Token'],
    ['StartLiveAvatarRoom RoomId=1 Comment=a ToUrl=b TrtcUserSig=eJyrVgrxCdYr', 'TrtcUserSig'],
  ])('are not typed: %s', async (line, name) => {
    const live = createFakeLive({});
    const refusal = await createAsker(live).refusal(`api ${line}`);
    expect(refusal.code).toBe('airdesk.key-typed');
    expect(refusal.message).toContain(`${name} holds a key`);
    expect(live.calls).toEqual([]);
  });
});
