import { describe, expect, it } from 'vitest';
import type { Knocked } from '../../../src/callback/knock/knock.ts';
import { createAsker, createFakeLive, textOf, type Answers } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const ENDPOINTS = [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }];
const ORIGIN = 'https://airdesk.example.com';
const OUR = `${ORIGIN}/callbacks/live/token-of-main`;
const PLACE = 'push.example.com/live';
const PATHS = [
  ...['StreamBeginNotifyUrl', 'StreamEndNotifyUrl', 'RecordNotifyUrl', 'RecordExceptionNotifyUrl'],
  ...['SnapshotNotifyUrl', 'PornCensorshipNotifyUrl', 'AudioAuditNotifyUrl', 'PushExceptionNotifyUrl'],
];

type Info = Readonly<Record<string, unknown>> & { TemplateId: number };
const whole = (TemplateId: number, address = OUR): Info => ({
  ...{ TemplateId, TemplateName: `t${TemplateId}`, CallbackKey: 'key-of-main' },
  ...Object.fromEntries(PATHS.map((path) => [path, address])),
});
const partner: Info = {
  ...{ TemplateId: 60, TemplateName: 'partner', CallbackKey: 'key-of-partner' },
  ...{ StreamBeginNotifyUrl: 'https://p.example.net/hush', StreamEndNotifyUrl: 'https://p.example.net/hush' },
};

/** A cloud with these templates, the first rule bound to `bound` where it is given, and another rule to `wide`. */
function cloud(templates: Info[], bound?: number, wide?: number) {
  let next = 100;
  const rules = [
    ...(bound === undefined ? [] : [{ TemplateId: bound, DomainName: 'push.example.com', AppName: 'live' }]),
    ...(wide === undefined ? [] : [{ TemplateId: wide, DomainName: 'push.example.com', AppName: '' }]),
  ];
  const answers: Answers = {
    ...streamAnswers([onAir('push.example.com/live/main')]),
    DescribeLiveDomain: ({ DomainName }) => ({ DomainInfo: { Name: DomainName, Type: 0, Status: 1 } }),
    DescribeLiveCallbackTemplates: () => ({ Templates: templates }),
    DescribeLiveCallbackTemplate: ({ TemplateId }) => ({
      Template: templates.find((each) => BigInt(each.TemplateId) === BigInt(TemplateId)) ?? {},
    }),
    DescribeLiveCallbackRules: () => ({ Rules: [...rules] }),
    CreateLiveCallbackTemplate(params) {
      templates.push({ ...(params as object), TemplateId: (next += 1) });
      return { TemplateId: next };
    },
    ModifyLiveCallbackTemplate(params) {
      const at = templates.findIndex((each) => BigInt(each.TemplateId) === BigInt(params.TemplateId));
      templates[at] = { ...templates[at], ...(params as object), TemplateId: Number(params.TemplateId) };
      return {};
    },
    DeleteLiveCallbackRule({ DomainName, AppName }) {
      const at = rules.findIndex((rule) => rule.DomainName === DomainName && rule.AppName === AppName);
      rules.splice(at, 1);
      return {};
    },
    CreateLiveCallbackRule({ DomainName, AppName, TemplateId }) {
      rules.push({ DomainName, AppName, TemplateId: Number(TemplateId) });
      return {};
    },
  };
  return { live: createFakeLive(answers), templates, rules };
}

const ask = (of: ReturnType<typeof cloud>, settings: Parameters<typeof createAsker>[1] = {}) =>
  createAsker(of.live, { endpoints: ENDPOINTS, callbackOrigin: ORIGIN, ...settings });

describe('callback setup', () => {
  it('makes a template of everything, with the own key, and binds it', async () => {
    const at = cloud([]);
    const { preview, verified, undo } = await ask(at).act('callback setup push.example.com');
    expect(at.live.writes()).toEqual(['CreateLiveCallbackTemplate', 'CreateLiveCallbackRule']);
    expect(at.templates[0]).toMatchObject({
      ...{ TemplateName: 'airdesk', CallbackKey: 'key-of-main', RecordStatusNotifyUrl: OUR },
      RecordExceptionLevels: ['error', 'warning', 'info'],
    });
    expect(verified.seen).toBe(true);
    expect(undo).toMatchObject({ command: 'callback rule remove', options: { scope: PLACE } });
    expect(JSON.stringify([preview, verified, undo])).not.toMatch(/token-of-main|key-of-main/);
  });

  it('binds a template that is there already, in one write', async () => {
    const at = cloud([whole(50)]);
    const { preview, verified } = await ask(at).act('callback setup push.example.com');
    expect(at.live.writes()).toEqual(['CreateLiveCallbackRule']);
    expect(textOf(preview)).not.toMatch(/steps/);
    expect(verified.seen).toBe(true);
  });

  it('takes no template for its own whose address or key is another', async () => {
    const elsewhere = whole(50, 'https://old.example.com/callbacks/live/token-of-main');
    const otherKey = { ...whole(51), CallbackKey: 'another' };
    const at = cloud([elsewhere, otherKey]);
    await ask(at).act('callback setup push.example.com');
    expect(at.live.writes()).toEqual(['CreateLiveCallbackTemplate', 'CreateLiveCallbackRule']);
    expect(at.rules[0]?.TemplateId).toBe(101);
  });

  it('completes a template by which only Airdesk hears, and touches no rule', async () => {
    const some = { ...whole(50), StreamEndNotifyUrl: '', SnapshotNotifyUrl: '', CallbackKey: 'another' };
    const at = cloud([some], 50);
    const { preview, verified, undo } = await ask(at).act('callback setup push.example.com');
    expect(at.live.writes()).toEqual(['ModifyLiveCallbackTemplate']);
    expect(at.templates[0]).toMatchObject(whole(50));
    expect(textOf(preview)).toMatch(
      /Callbacks received from now on: end, snapshot[\s\S]*Key so far: another than Airdesk's/,
    );
    expect(preview.lines.join()).toMatch(/No undo: the former key is not kept/);
    expect([verified.seen, undo]).toEqual([true, undefined]);
  });

  it('says in red, by host only, who would be told no more, and the undo puts that back', async () => {
    const at = cloud([partner], 60);
    const { preview, undo } = await ask(at).act('callback setup push.example.com');
    expect(preview.lines[0]).toMatch(
      /^🔴 Other receivers will no longer get callbacks of push\.example\.com\/live\. p\.example\.net\/… \(.{4}\): begin, end\.$/u,
    );
    expect(preview.lines[1]).toMatch(
      /^Three steps: a template is made, the former rule goes, the new rule comes\./,
    );
    expect(JSON.stringify(preview)).not.toMatch(/hush/);
    expect(at.live.writes()).toEqual([
      ...['CreateLiveCallbackTemplate', 'DeleteLiveCallbackRule', 'CreateLiveCallbackRule'],
    ]);
    expect(undo).toMatchObject({
      command: 'callback rule set',
      options: { scope: PLACE, template: 'id:60' },
    });
  });

  it('warns of a wider rule of somebody else too: the narrower one goes first', async () => {
    const preview = await ask(cloud([partner, whole(50)], undefined, 60)).preview(
      'callback setup push.example.com',
    );
    expect(preview.lines[0]).toMatch(/^🔴 Other receivers will no longer get callbacks of/u);
    expect(textOf(preview)).toMatch(/Instead of: partner/);
  });

  it('refuses what is so already, a play domain, and whatever is not configured, saying what to set', async () => {
    const refused = async (line: string, at = cloud([whole(50)], 50), settings = {}) => {
      const { title, hint } = await ask(at, settings).refusal(line);
      return `${title.en}: ${hint.en}`;
    };
    const line = 'callback setup push.example.com';
    expect(await refused(line)).toMatch(/tells Airdesk everything about push\.example\.com\/live already/);
    expect(await refused(line, cloud([]), { endpoints: [] })).toMatch(
      /LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY/,
    );
    const noKey = [{ account: 'main', token: 'token-of-main' }];
    expect(await refused(line, cloud([]), { endpoints: noKey })).toMatch(
      /no callback key[\s\S]*LIVE_CALLBACK_KEY/,
    );
    expect(await refused(line, cloud([]), { callbackOrigin: undefined })).toMatch(/Set LIVE_CALLBACK_URL/);
    expect(await refused(line, cloud([]), { callbackOrigin: 'https://airdesk.corp' })).toMatch(
      /cannot reach/,
    );
    expect(await refused(line, cloud([]), { callbackOrigin: 'http://10.0.0.7:8787' })).toMatch(
      /cannot reach/,
    );
  });

  it('tells on its card that the test message did not arrive, in red', async () => {
    const knocked: Knocked = {
      outcome: 'redirected',
      ...{ ms: 12, status: 302, location: 'https://login.example.com/in?secret=1' },
      ...{ origin: ORIGIN, isPublic: true, isSigned: true, at: 0 },
    };
    const answer = async () => ({ kind: 'knocked', knocked }) as const;
    const preview = await ask(cloud([]), { knock: { now: answer, lately: answer } }).preview(
      'callback setup push.example.com',
    );
    const test = preview.facts.find(({ label }) => label === 'Test message')?.value;
    expect(test).toMatch(/^🔴 ✗ Answered 302, a redirect to https:\/\/login\.example\.com\/in/u);
    expect(test).not.toMatch(/secret/);
  });
});
