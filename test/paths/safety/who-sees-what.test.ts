/** Every outlet × person × account: what is about an account is seen by those who may see that account, and by nobody else. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrawnCard } from '../../../adapters/desk/render.ts';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { openEvents } from '../stage/desk-events.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const ACCOUNTS = ['home', 'abroad'] as const;
type Account = (typeof ACCOUNTS)[number];
/** Who may see which. The viewer has a role that allows nothing. */
const MAY_SEE: Readonly<Record<string, readonly Account[]>> = {
  engineer: ['home', 'abroad'],
  producer: ['home'],
  lead: ['abroad'],
  viewer: [],
  stranger: [],
};
const PEOPLE = Object.keys(MAY_SEE);
const TOKENS = { home: 'callback-path-of-home', abroad: 'callback-path-of-abroad' };
const KEY = 'callback-key-of-both';
const CONFIG = `
accounts:
  home: { endpoint: CLOUD, callbacks: { tokenEnv: TOKEN_HOME, keyEnv: BOTH_KEY } }
  abroad: { endpoint: CLOUD, callbacks: { tokenEnv: TOKEN_ABROAD, keyEnv: BOTH_KEY } }
defaultAccount: home
roles:
  engineer: { risks: [read, change, air] }
  producer: { risks: [read], accounts: [home] }
  lead: { risks: [read], accounts: [abroad] }
  viewer: {}
alerts:
  channels: [desk:desk]
  graceSeconds: 0
  watched: [{ streams: ["*"] }]
`;
/** In the name of whatever is about an account, and in no line that is typed by others than the engineer. */
const domain = (account: Account) => `${account}mark.example.com`;

let stage: Stage;
const got = new Map(
  PEOPLE.map((person): [string, Map<string, string>] => [person, new Map<string, string>()]),
);
const stop = new AbortController();

/** Listens as somebody; what they are shown by message. */
function listen(person: string, into: Map<string, string>) {
  const keep = ({ id, card }: { readonly id: string; readonly card: DrawnCard }) =>
    void into.set(id, JSON.stringify(card));
  return openEvents(`${stage.origin()}/desk/events?as=${person}`, stop.signal, ({ event, data }) => {
    if (event === 'message') keep(JSON.parse(data) as { id: string; card: DrawnCard });
    if (event === 'sync')
      for (const one of (JSON.parse(data) as { messages: { id: string; card: DrawnCard }[] }).messages)
        keep(one);
  });
}

/** The accounts of which somebody was shown something like this. */
function seenBy(texts: ReadonlyMap<string, string>, mark: (account: Account) => RegExp): Account[] {
  return ACCOUNTS.filter((account) => [...texts.values()].some((text) => mark(account).test(text)));
}

function everybody(mark: (account: Account) => RegExp) {
  return Object.fromEntries(PEOPLE.map((person) => [person, seenBy(got.get(person) ?? new Map(), mark)]));
}

async function pushEnded(account: Account, stream: string): Promise<void> {
  const t = Math.floor(stage.clock.now() / 1000) + 600;
  const sign = createHash('md5').update(`${KEY}${t}`).digest('hex');
  const answer = await fetch(`${stage.origin()}/callbacks/live/${TOKENS[account]}`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ event_type: 0, app: domain(account), appname: 'live', stream_id: stream, channel_id: stream },
      ...{ event_time: t - 600, sequence: '1', node: '10.0.0.1', user_ip: '203.0.113.7', errcode: 8 },
      ...{ errmsg: 'x', stream_param: '', set_id: 1, push_duration: '1000', t, sign },
    }),
  });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  const streams = ACCOUNTS.map((account) => liveStream(`${domain(account)}/live/panel`));
  const env = { TOKEN_HOME: TOKENS.home, TOKEN_ABROAD: TOKENS.abroad, BOTH_KEY: KEY };
  stage = await createStage('desk', sceneWith({ streams }), CONFIG, undefined, false, {}, { env });
  await Promise.all(
    PEOPLE.map((person) => listen(person, got.get(person) ?? new Map<string, string>()).ready),
  );
});
afterAll(async () => {
  stop.abort();
  await stage.stop();
});

/** An answer of everybody who may see it is there, so that what is not there by then was not sent. */
async function settled(mark: (account: Account) => RegExp): Promise<void> {
  await stage.until(`the answers: ${mark('home').source}`, () =>
    PEOPLE.every(
      (person) => seenBy(got.get(person) ?? new Map(), mark).length >= (MAY_SEE[person]?.length ?? 0),
    ),
  );
  await stage.moment();
}

const about = (text: string) => (account: Account) => new RegExp(`${text}[^]*${account}mark`);

it('alerts and their incident, as they are announced', async () => {
  for (const account of ACCOUNTS) {
    for (const each of Array.from({ length: 8 }, (_, at) => `s${at}`)) await pushEnded(account, each);
  }
  await settled(about('(?:many failures at once|off air)'));
  expect(everybody(about(''))).toEqual(MAY_SEE);
});

it('a panel', async () => {
  for (const account of ACCOUNTS) {
    await stage.driver.say('engineer', `panel post ${domain(account)}/live/panel account:${account}`);
    await panelThere(account);
  }
  expect(everybody(about('Panel: '))).toEqual(MAY_SEE);
});

async function panelThere(account: Account): Promise<void> {
  await stage.until(`the panel of ${account}`, () =>
    [...(got.get('engineer')?.values() ?? [])].some((text) => about('Panel: ')(account).test(text)),
  );
  await stage.moment();
}

const OUTLETS: readonly (readonly [line: string, mark: (account: Account) => RegExp])[] = [
  ['alert list', about('Alerts: ')],
  ['incident list', about('Incidents, newest first')],
  ['mute list', about('Mutes: ')],
  // What others did: one's own lines are one's own, also where they were refused.
  ['audit', (account) => new RegExp(`Latest actions[^]*ada (?:ran|asked for) [^,]*on account ${account}\\b`)],
  ['panel list', (account) => new RegExp(`Control panels[^]*account ${account}`)],
];

it.each(OUTLETS)('%s, asked by everybody of each account', async (line, mark) => {
  for (const account of ACCOUNTS) {
    if (line === 'mute list')
      await stage.driver.say('engineer', `mute add ${domain(account)}/live/s1 2h why:x account:${account}`);
  }
  await stage.moment();
  for (const person of PEOPLE)
    for (const account of ACCOUNTS) await stage.driver.say(person, `${line} account:${account}`);
  await settled(mark);
  expect(everybody(mark)).toEqual(MAY_SEE);
});

it('the report of an incident, and an alert by its id, of either account', async () => {
  const announced = [...(got.get('engineer')?.values() ?? [])];
  const ids = ACCOUNTS.flatMap((account) => {
    const texts = announced.filter((text) => about('(?:many failures at once|off air)')(account).test(text));
    return (
      texts.map((text) => /"footer":"([a-z0-9]{8})\b/.exec(text)?.[1]).find((id) => id !== undefined) ?? []
    );
  });
  expect(ids).toHaveLength(2);
  for (const person of PEOPLE)
    for (const id of ids)
      for (const account of ACCOUNTS) {
        await stage.driver.say(person, `incident report ${id} account:${account}`);
        await stage.driver.say(person, `alert show ${id} account:${account}`);
      }
  await settled(about('Report: '));
  expect(everybody(about('Report: '))).toEqual(MAY_SEE);
});

it('what is on air and what is wrong, on a page that stays open', async () => {
  const live = new Map(PEOPLE.map((person): [string, string[]] => [person, []]));
  await Promise.all(
    PEOPLE.map(
      (person) =>
        openEvents(`${stage.origin()}/desk/events?as=${person}&live=yes`, stop.signal, ({ event, data }) => {
          if (event === 'onair' || event === 'alerts') live.get(person)?.push(`${event} ${data}`);
        }).ready,
    ),
  );
  const marks = {
    onair: (account: Account) => `"account":"${account}"`,
    alerts: (account: Account) => `${account}mark`,
  };
  const seen = (event: keyof typeof marks) =>
    Object.fromEntries(
      PEOPLE.map((person) => [
        person,
        ACCOUNTS.filter((account) =>
          // Both accounts are of one cloud here: what is on air is in both lists, and only alerts bear the mark.
          live.get(person)?.some((text) => text.startsWith(event) && text.includes(marks[event](account))),
        ),
      ]),
    );
  await stage.until('what is on air', () =>
    PEOPLE.every((person) => (seen('onair')[person]?.length ?? 0) >= (MAY_SEE[person]?.length ?? 0)),
  );
  await stage.moment();
  expect(seen('onair')).toEqual(MAY_SEE);
  expect(seen('alerts')).toEqual(MAY_SEE);
});

/** What each is answered who looks something up on the page, by person. */
async function lookedUp(path: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const person of PEOPLE) {
    const response = await fetch(
      `${stage.origin()}/desk/${path}${path.includes('?') ? '&' : '?'}as=${person}`,
    );
    answers[person] = `${response.status} ${await response.text()}`;
  }
  return answers;
}

function whoSaw(answers: Record<string, string>, mark: (account: Account) => RegExp) {
  return Object.fromEntries(
    PEOPLE.map((person) => [person, ACCOUNTS.filter((account) => mark(account).test(answers[person] ?? ''))]),
  );
}

it('the audit, looked up on the page', async () => {
  const answers = await lookedUp('audit?language=en&person=ada');
  const mark = (account: Account) => new RegExp(`ada (?:ran|asked for) [^,]*on account ${account}\\b`);
  expect(whoSaw(answers, mark)).toEqual(MAY_SEE);
  // Who may not use the command sees nothing at all, not even what they themselves did.
  for (const nobody of ['viewer', 'stranger']) expect(answers[nobody]).toMatch(/^403 /);
  const own = await lookedUp('audit?language=en');
  expect(own['viewer']).not.toContain('rows');
});

it('alerts of long ago, looked up on the page, and each by its id', async () => {
  const list = await lookedUp('alerts');
  expect(whoSaw(list, (account) => new RegExp(`${account}mark`))).toEqual(MAY_SEE);
  const { rows } = JSON.parse((list['engineer'] ?? '').slice(4)) as {
    rows: { id: string; account: Account }[];
  };
  for (const account of ACCOUNTS) {
    const id = rows.find((row) => row.account === account)?.id ?? '';
    const card = await lookedUp(`alerts/${id}`);
    for (const person of PEOPLE)
      expect(card[person]?.startsWith('200 '), `${person} ${account}`).toBe(
        MAY_SEE[person]?.includes(account),
      );
  }
});

it('what became of a preview, by its link', async () => {
  for (const account of ACCOUNTS) {
    await stage.driver.say('engineer', `stream drop ${domain(account)}/live/panel account:${account}`);
    const idOf = () =>
      [...(got.get('engineer')?.values() ?? [])]
        .filter((text) => text.includes(`Drop ${domain(account)}`))
        .map((text) => /"id":"confirm:([^"]+)"/.exec(text)?.[1])
        .find((found) => found !== undefined);
    await stage.until(`the preview on ${account}`, () => idOf() !== undefined);
    const id = idOf();
    const told = await lookedUp(`asked/${id ?? ''}`);
    for (const person of PEOPLE)
      expect(told[person]?.startsWith('200 '), `${person} ${account}`).toBe(
        MAY_SEE[person]?.includes(account),
      );
    expect(told['engineer']).toMatch(/"waits":true.*"messageId"/);
  }
});

it('all of it, caught up with by a page that opens late', async () => {
  const late = new Map(
    PEOPLE.map((person): [string, Map<string, string>] => [person, new Map<string, string>()]),
  );
  await Promise.all(
    PEOPLE.map((person) => listen(person, late.get(person) ?? new Map<string, string>()).ready),
  );
  await stage.moment();
  const marks = [about('Panel: '), about('Mutes: '), about('Report: ')];
  for (const mark of marks)
    expect(
      Object.fromEntries(PEOPLE.map((person) => [person, seenBy(late.get(person) ?? new Map(), mark)])),
    ).toEqual(MAY_SEE);
});
