import { describe, expect, it } from 'vitest';
import type { Duty, HandOver } from '../../../src/oncall/hand-over/hand-over.ts';
import { createHandOverContents, handOverIds } from '../../../src/oncall/hand-over/hand-over-contents.ts';
import { configOf } from '../running.ts';

const AT = Date.UTC(2026, 2, 2, 9);
const FILE = {
  accounts: { main: {} },
  people: {
    ada: { slack: 'U0ADA', roles: ['lead'] },
    bo: { slack: 'U0BO', roles: ['lead'] },
    lin: { discord: '123456789012345678', roles: ['lead'] },
    vic: { desk: 'vic', roles: ['lead'] },
  },
  oncall: { rotations: { 'room.1': { layers: [{ people: ['bo'] }], channel: 'slack:C1' } } },
};

function shown(more: Partial<HandOver>, channels: object = {}) {
  const handOver: HandOver = {
    ...{ n: 3, at: AT, seenAt: AT, before: ['ada'], from: ['ada'], to: ['bo'] },
    ...more,
  };
  const duty: Duty = { rotation: 'room.1', people: handOver.to.slice(), handOvers: [handOver] };
  const contents = createHandOverContents({
    config: configOf({ ...FILE, channels }),
    duty: () => duty,
    platforms: () => ['slack', 'discord'],
    situation: () => ({ lines: ['No alert is open.'], accounts: ['main'] }),
  });
  const text = (id: string, channel: string) => JSON.stringify(contents.card(id, channel));
  return { contents, duty, text };
}

const ID = 'hand-over:room.1:3';

describe('a hand-over as it is told', () => {
  it('goes to the channel of the rotation and calls whoever comes', () => {
    const { contents, duty } = shown({});
    expect(handOverIds('room.1', duty)).toEqual([ID]);
    expect([...contents.all()]).toMatchObject([
      { id: ID, channels: ['slack:C1'], version: 1, over: false, owed: 'once' },
    ]);
    expect(contents.card(ID, 'slack:C1').mentions).toEqual([{ kind: 'user', id: 'U0BO' }]);
  });

  it('is there in the language of each reader where readers choose theirs, and in the channel’s elsewhere', () => {
    const { contents } = shown({});
    const card = contents.card(ID, 'desk:channel');
    expect(card.title).toBe('Hand-over · room.1: bo is on call');
    expect(card.inLanguages?.['zh-CN']?.title).toBe('交接班 · room.1：bo 值班');
    expect(card.inLanguages?.['zh-CN']?.facts?.[0]).toMatchObject({ label: '起' });
    expect(card.inLanguages?.['zh-CN']?.accounts).toEqual(card.accounts);
    expect(contents.card(ID, 'slack:C1').inLanguages).toBeUndefined();
  });

  it('reaches who has no account there by a direct message, and says who cannot be reached', () => {
    const { contents, text } = shown({ to: ['lin', 'vic'] });
    expect(contents.get(ID)?.channels).toEqual(['slack:C1', 'discord:dm:123456789012345678']);
    expect(text(ID, 'slack:C1')).toContain('vic cannot be reached');
  });

  it('tells by a direct message only of accounts that whoever gets it may see', () => {
    const roles = { guest: { risks: ['read', 'change'], accounts: ['main'] } };
    const people = { ...FILE.people, lin: { ...FILE.people.lin, roles: ['guest'] } };
    const config = configOf({ ...FILE, roles, people, accounts: { main: {}, other: {} } });
    const asked: unknown[] = [];
    const contents = createHandOverContents({
      config,
      duty: () => ({
        ...{ rotation: 'room.1', people: ['lin'] },
        handOvers: [{ n: 3, at: AT, seenAt: AT, before: ['ada'], from: ['ada'], to: ['lin'] }],
      }),
      platforms: () => ['slack', 'discord'],
      situation: (_language, accounts) => {
        asked.push(accounts);
        return { lines: accounts, accounts };
      },
    });
    contents.card(ID, 'slack:C1');
    contents.card(ID, 'discord:dm:123456789012345678');
    expect(asked).toEqual([['main', 'other'], ['main']]);
  });

  it('is brought up to date once it is taken over, and calls nobody then', () => {
    const { contents, text } = shown({ taken: { by: 'bo', at: AT + 1000 } });
    expect(contents.get(ID)).toMatchObject({ version: 2, over: true, owed: 'where-shown' });
    expect(contents.card(ID, 'slack:C1').mentions).toBeUndefined();
    expect(text(ID, 'slack:C1')).toContain('bo took over at');
    expect(text(ID, 'slack:C1')).not.toContain('No alert is open');
  });

  it('in the moment in which somebody took over by hand is posted all the same', () => {
    expect(shown({ taken: { by: 'bo', at: AT } }).contents.get(ID)).toMatchObject({
      over: false,
      owed: 'once',
    });
  });

  it('that is late calls who had the duty', () => {
    const { contents, duty, text } = shown({ lateAt: AT + 900_000 });
    const late = 'late:room.1:3';
    expect(handOverIds('room.1', duty)).toEqual([ID, late]);
    expect(contents.card(late, 'slack:C1').mentions).toEqual([{ kind: 'user', id: 'U0ADA' }]);
    expect(text(late, 'slack:C1')).toContain('has not taken over for 15 min');
  });

  it('speaks the language of the channel', () => {
    const { text } = shown({}, { 'slack:C1': { language: 'zh-CN' } });
    expect(text(ID, 'slack:C1')).toMatch(/交接班 · room\.1：bo 值班.*从现在起由您值班，请接手/);
  });

  it('to nobody is a warning without a button to take it over', () => {
    const card = shown({ to: [] }).contents.card(ID, 'slack:C1');
    expect(card.tone).toBe('warning');
    expect(JSON.stringify(card)).toContain('nobody is on call');
    expect(JSON.stringify(card.buttons)).not.toContain('oncall accept');
  });
});
