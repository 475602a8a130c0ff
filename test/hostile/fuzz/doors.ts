import { createHash, sign } from 'node:crypto';
import { slackSignature } from '../../../adapters/slack/receive/signature.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { systemClock } from '../../../src/clock.ts';
import { actions } from '../../../src/live/catalogue/catalogue.ts';
import {
  authorization,
  canonicalRequest,
  credentialScope,
  derivedKeys,
  scopeDate,
  sha256Hex,
  signature,
  stringToSign,
} from '../../../src/live/sign.ts';
import discordCommand from '../../adapters/discord/fixtures/command.json' with { type: 'json' };
import discordPress from '../../adapters/discord/fixtures/press.json' with { type: 'json' };
import discordComplete from '../../adapters/discord/fixtures/autocomplete.json' with { type: 'json' };
import slackPress from '../../adapters/slack/fixtures/press.json' with { type: 'json' };
import slackSlash from '../../adapters/slack/fixtures/slash-command.json' with { type: 'json' };
import slackSubmit from '../../adapters/slack/fixtures/submit.json' with { type: 'json' };
import type { Chance } from './chance.ts';
import { get, postJson, withHeaders, type Door, type Draft } from './request.ts';
import { SECRETS, type Target } from './target.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const LINES = [
  'stream list',
  'stream drop live.example.com/live/main',
  'stream forbid live.example.com/live/main until 2h',
  'alert list',
  'caster list',
  'audit',
  'whoami',
  'panel list',
  'mute list',
  'api DescribeLiveStreamOnlineList PageSize=1',
  'help stream',
  'find main',
  '流 列表',
];
const STREAM = { domain: 'live.example.com', app: 'live', stream: 'main' };

const seconds = () => Math.floor(systemClock.now() / 1000);
const form = (target: string, fields: Readonly<Record<string, string>>): Draft => ({
  method: 'POST',
  target,
  headers: Object.entries(FORM),
  body: Buffer.from(new URLSearchParams(fields).toString()),
});
/** As it can be told again; not the same twice within a run. */
const newId = (chance: Chance) => `fuzz-${chance.below(2 ** 31)}-${chance.below(2 ** 31)}`;

/** Every way in. */
export function doorsOf({ airdesk, demo, apart, cookie, discordKey }: Target): Door[] {
  const desk = (port: number, chance: Chance): Draft => {
    const id = newId(chance);
    const as = chance.pick(['engineer', 'producer', 'viewer', 'stranger']);
    return postJson(
      '/desk/intents',
      chance.pick([
        {
          kind: 'command',
          id,
          tab: 'tab-of-the-fuzz',
          language: 'zh-CN',
          line: chance.pick(LINES),
          as,
        },
        { kind: 'press', id, button: 'p7:confirm', message: 'm1', as },
        { kind: 'submit', id, form: 'form:stream drop', values: { stream: 'main' }, as },
      ]),
      { Origin: `http://127.0.0.1:${port}` },
    );
  };
  return [
    {
      name: 'callback receiver',
      port: () => airdesk.port,
      honest: (chance) => callback(chance),
      sign: signCallback,
    },
    {
      name: 'Slack over HTTP',
      port: () => airdesk.port,
      honest: (chance) =>
        chance.pick([
          () =>
            form('/slack/events', {
              ...slackSlash,
              user_id: chance.pick(['U0LEAD', 'U0ENGINEER', 'U9']),
              text: chance.pick(LINES),
              trigger_id: newId(chance),
            }),
          () =>
            form('/slack/events', { payload: JSON.stringify({ ...slackPress, trigger_id: newId(chance) }) }),
          () =>
            form('/slack/events', { payload: JSON.stringify({ ...slackSubmit, trigger_id: newId(chance) }) }),
          () => postJson('/slack/events', { type: 'url_verification', challenge: 'x' }),
          () =>
            postJson('/slack/events', {
              ...{ type: 'event_callback', team_id: 'T0LIVE', event_id: newId(chance), event_time: 1 },
              event: { type: 'app_mention', user: 'U0LEAD', text: 'x', channel: 'C0ONAIR', ts: '1.1' },
            }),
        ])(),
      sign: (draft) => {
        const at = String(seconds());
        return withHeaders(draft, {
          'X-Slack-Request-Timestamp': at,
          'X-Slack-Signature': slackSignature(SECRETS.SLACK_SIGNING_SECRET, at, draft.body),
        });
      },
    },
    {
      name: 'Discord over HTTP',
      port: () => airdesk.port,
      honest: (chance) => {
        const id = String(1_477_757_317_939_200_000n + BigInt(chance.below(2 ** 31)));
        return postJson('/discord/interactions', {
          ...chance.pick([discordCommand, discordPress, discordComplete, { type: 1 }]),
          id,
        });
      },
      sign: (draft) => {
        const at = String(seconds());
        return withHeaders(draft, {
          'X-Signature-Timestamp': at,
          'X-Signature-Ed25519': sign(
            null,
            Buffer.concat([Buffer.from(at), draft.body]),
            discordKey,
          ).toString('hex'),
        });
      },
    },
    {
      name: 'desk with passwords',
      port: () => airdesk.port,
      honest: (chance) =>
        chance.once(25)
          ? postJson(
              '/desk/login',
              { user: 'ada', password: 'wrong-password' },
              { Origin: `http://127.0.0.1:${airdesk.port}` },
            )
          : chance.pick([
              ...Array.from({ length: 8 }, () => () => desk(airdesk.port, chance)),
              () => get('/desk'),
              () => get('/desk/setup?language=zh-CN'),
              () => get('/desk/page/main.js'),
              () => get('/desk/files/abc?as=ada'),
              () => get('/desk/audit?language=en&sought=main&within=3600000'),
              () => get('/desk/alerts?state=closed&skip=30'),
              () => get('/desk/alerts/k3m9x2ab'),
              () => get('/desk/asked/abc'),
              () => get('/desk/events?tab=tab-of-the-fuzz', { 'Last-Event-ID': '1' }),
              () => get('/healthz'),
              () => get('/readyz'),
              () => get('/metrics'),
            ])(),
      sign: (draft) => withHeaders(draft, { Cookie: cookie }),
      mayFail: (status, text) => status === 503 && /"(checks|error)":/.test(text),
    },
    {
      name: 'open desk',
      port: () => demo.port,
      honest: (chance) =>
        chance.pick([
          () => desk(demo.port, chance),
          () => get('/desk/events?as=engineer&tab=tab-of-the-fuzz'),
          () => get('/desk/audit?as=engineer&language=zh-CN&outcome=refused'),
          () => get('/desk/alerts?as=engineer&severity=critical&until=1'),
        ])(),
      mayFail: (status, text) => status === 503 && /"error":/.test(text),
    },
    { name: '/_sandbox', port: () => demo.port, honest: (chance) => order(chance, true) },
    { name: '/_sandbox of a cloud', port: () => apart.port, honest: (chance) => order(chance, false) },
    {
      name: 'the cloud API',
      port: () => apart.port,
      honest: (chance) => apiCall(chance),
      sign: (draft) => signCall(draft, apart.port),
      never: /"Code":"InternalError"/,
    },
  ];
}

function callback(chance: Chance): Draft {
  const at = seconds();
  return postJson(`/callbacks/live/${SECRETS.LIVE_CALLBACK_TOKEN}`, {
    ...{
      event_type: chance.pick([0, 1, 100, 200, 314, 317, 324, 332, 341, 345, 999]),
      app: 'live.example.com',
    },
    ...{ appname: 'live', stream_id: 'main', stream_param: 'a=1', event_time: at, appid: 1_250_000_000 },
    ...{
      sequence: String(chance.below(2 ** 31)),
      node: '10.0.0.1',
      user_ip: '203.0.113.7',
      errcode: 0,
      errmsg: 'ok',
    },
    ...{ set_id: 2, width: 1920, height: 1080, push_duration: '1000', channel_id: 'main', task_id: 'x' },
    ...{
      report_interval: 5,
      abnormal_event: { type: 1, occurrences: 1, detail: [] },
      extra: { a: [{ b: 1 }] },
    },
  });
}

/** With a signature by the key, over what it says by then. */
function signCallback(draft: Draft): Draft {
  try {
    const message = JSON.parse(draft.body.toString()) as object;
    const t = seconds() + 600;
    const signed = createHash('md5')
      .update(SECRETS.LIVE_CALLBACK_KEY + String(t))
      .digest('hex');
    return { ...draft, body: Buffer.from(JSON.stringify({ ...message, t, sign: signed })) };
  } catch {
    return draft;
  }
}

function order(chance: Chance, withFaults: boolean): Draft {
  const orders: readonly (() => Draft)[] = [
    () => get('/_sandbox/calls'),
    () => get('/_sandbox/state'),
    () => get('/_sandbox/handshake?nonce=abc'),
    () =>
      postJson('/_sandbox/push', {
        ...STREAM,
        stream: `s${chance.below(20)}`,
        width: 1920,
        repushAfterMs: 1000,
      }),
    () => postJson('/_sandbox/cut', { ...STREAM, errcode: 1, all: true }),
    () => postJson('/_sandbox/event', { kind: 'push-fault', ...STREAM }),
    () => postJson('/_sandbox/callback-url', { url: 'http://127.0.0.1:9/x', key: 'k', keys: { a: 'b' } }),
    () => postJson('/_sandbox/pull', { taskId: 'x', state: 'failed' }),
    () => postJson('/_sandbox/reset', {}),
    ...(withFaults
      ? [() => postJson('/_sandbox/fault', { kind: 'error', code: 'FailedOperation', times: 1 })]
      : []),
  ];
  return chance.pick(orders)();
}

const ACTIONS = Object.keys(actions);

function apiCall(chance: Chance): Draft {
  const action = chance.pick(ACTIONS);
  const input = actions[action]?.input ?? [];
  const params = Object.fromEntries(
    input
      .filter((field) => field.required === true || chance.once(3))
      .map((field) => [field.name, sample(field.type, chance)]),
  );
  return postJson('/', params, {
    'X-TC-Action': action,
    'X-TC-Version': '2018-08-01',
    'X-TC-Region': 'ap-guangzhou',
  });
}

function sample(type: string, chance: Chance): unknown {
  if (/int|float|double/i.test(type)) return chance.pick([0, 1, 7, 100, -1]);
  if (/bool/i.test(type)) return chance.once(2);
  if (/string/i.test(type))
    return chance.pick([
      'live.example.com',
      'live',
      'main',
      '1',
      '2026-11-28 20:00:00',
      '2026-11-28T20:00:00Z',
    ]);
  return { Name: 'x' };
}

/** By the sandbox's own key, over what is sent. */
function signCall(draft: Draft, port: number): Draft {
  const at = seconds();
  const host = `127.0.0.1:${port}`;
  const type = draft.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const signedHeaders = ['content-type', 'host'];
  const canonical = canonicalRequest({
    ...{ method: draft.method, path: '/', query: '', headers: { 'content-type': type, host }, signedHeaders },
    payload: draft.body,
  });
  const date = scopeDate(at);
  const scope = credentialScope(date, 'live');
  const { secretSigning } = derivedKeys(DEFAULT_SECRET_KEY, date, 'live');
  const signed = signature(secretSigning, stringToSign(at, scope, sha256Hex(canonical)));
  return withHeaders(draft, {
    Authorization: authorization(DEFAULT_SECRET_ID, scope, signedHeaders, signed),
    'X-TC-Timestamp': String(at),
  });
}
