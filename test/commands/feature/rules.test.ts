import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../commands/feature/features.ts';
import { readScope, scopeText } from '../../../commands/feature/scope.ts';
import { commands } from '../../../commands/index.ts';
import { isAct } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { createAsker, textOf } from '../asking.ts';
import { ARCHIVE, fakeCloud, type FakeRule } from './fake-cloud.ts';

const feature = (name: string) => FEATURES.find((each) => each.name === name)!;
const DOMAIN = 'push.example.com';
const rule = (app: string, stream: string, id = 7): FakeRule => ({
  ...{ TemplateId: id, DomainName: DOMAIN, AppName: app, StreamName: stream },
});
const LONG = { ...ARCHIVE, TemplateId: 8, TemplateName: 'long' };

describe('where a rule holds', () => {
  it.each([
    ['record', 'Push.Example.com', '', ''],
    ['record', 'push.example.com/live', 'live', ''],
    ['record', 'push.example.com/live/main', 'live', 'main'],
    ['record', 'push.example.com/live/436/main', 'live/436', 'main'],
    ['record', 'push.example.com/live/436/', 'live/436', ''],
    ['record', 'rtmp://push.example.com/live/main?txSecret=abc', 'live', 'main'],
    ['timeshift', 'push.example.com/*/*', '', ''],
    ['transcode', 'play.example.com/live/436', 'live/436', ''],
    ['callback', 'push.example.com', 'live', ''],
  ])('%s: %s', (name, typed, app, stream) => {
    const scope = readScope(feature(name), typed);
    expect(scope).toMatchObject({ app, stream });
    expect(readScope(feature(name), scopeText(scope))).toEqual(scope);
  });

  it.each(['live', 'push.example.com//main', '/live/main', `push.example.com/${'x'.repeat(300)}`])(
    '"%s" is refused',
    (typed) => {
      expect(() => readScope(feature('record'), typed)).toThrow(Refusal);
    },
  );
});

describe('rule add', () => {
  it('binds, says what it takes the place of, and which streams have to be pushed again', async () => {
    const live = fakeCloud({
      record: [{ ...ARCHIVE }, LONG],
      recordRules: [rule('', '', 8), rule('live', 'news', 8)],
    });
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('record rule add push.example.com/live archive');
    expect(textOf(preview)).toContain('Instead of: long (8) (push.example.com)');
    // News has a rule of its own.
    expect(textOf(preview)).toContain('On air there now: push.example.com/live/main\n');
    expect(textOf(preview)).not.toContain('push.example.com/live/news\n');
    expect(live.calls.find(({ action }) => action === 'CreateLiveRecordRule')?.params).toEqual({
      ...{ DomainName: DOMAIN, AppName: 'live', StreamName: '', TemplateId: 7n },
    });
    expect(verified.seen).toBe(true);
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.state.recordRules).toEqual([rule('', '', 8), rule('live', 'news', 8)]);
  });

  it('is refused where there is a rule, with the line that removes it', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }, LONG], recordRules: [rule('live', '')] });
    const asker = createAsker(live);
    expect((await asker.refusal('record rule add push.example.com/live archive')).code).toBe(
      'airdesk.nothing-to-do',
    );
    const refusal = await asker.refusal('record rule add push.example.com/live long');
    expect(refusal.choices).toEqual(['record rule remove push.example.com/live "id:7"']);
  });
});

describe('a rule on a domain that it would hold nothing on', () => {
  const playDomain = {
    DescribeLiveDomain: () => ({ DomainInfo: { Name: 'play.example.com', Type: 1 } as never }),
  };
  it('is refused where the domain is of the other kind', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }] }, playDomain);
    const refusal = await createAsker(live).refusal('record rule add play.example.com/live archive');
    expect(refusal.title).toEqual({
      en: 'play.example.com is a play domain',
      zh: 'play.example.com 是播放域名',
    });
    expect(refusal.hint.en).toMatch(/^A record rule takes a push domain/);
    expect(live.writes()).toEqual([]);
  });
});

describe('rule remove', () => {
  it('names exactly the rule, empty app and stream too, and can be undone', async () => {
    const rules = [rule('', ''), rule('live', ''), rule('live', 'main')];
    const live = fakeCloud({ record: [{ ...ARCHIVE }], recordRules: rules });
    const asker = createAsker(live);
    const { preview, undo } = await asker.act('record rule remove push.example.com');
    expect(preview.lines[0]).toMatch(/^🔴 Pushes that begin later are not recorded/);
    expect(live.calls.find(({ action }) => action === 'DeleteLiveRecordRule')?.params).toEqual({
      ...{ DomainName: DOMAIN, AppName: '', StreamName: '' },
    });
    expect(live.state.recordRules).toEqual(rules.slice(1));
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
  });

  it('offers the rules that are there where the place has none', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }], recordRules: [rule('live', '')] });
    const refusal = await createAsker(live).refusal('record rule remove push.example.com/live/main');
    expect(refusal.code).toBe('airdesk.not-found');
    expect(refusal.choices).toEqual(['record rule remove push.example.com/live "id:7"']);
  });

  it('of a rule whose template is gone names it by its id, and has no undo in its words', async () => {
    const live = fakeCloud({ record: [], recordRules: [rule('live', '')] });
    const preview = await createAsker(live).preview('record rule remove push.example.com/live 7');
    expect(preview.lines.at(-1)).toMatch(/^No undo/);
  });
});

describe('rule set', () => {
  it('removes, adds, and is undone the same way', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }, LONG], recordRules: [rule('live', '')] });
    const asker = createAsker(live);
    const { verified, undo } = await asker.act('录制 规则 修改 push.example.com/live long');
    expect(live.writes()).toEqual(['DeleteLiveRecordRule', 'CreateLiveRecordRule']);
    expect(live.state.recordRules).toEqual([rule('live', '', 8)]);
    expect(verified.seen).toBe(true);
    await asker.undo(undo!);
    expect(live.state.recordRules).toEqual([rule('live', '')]);
  });

  it('has a way back for its first step, and says what there is where only that was carried out', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }, LONG], recordRules: [rule('live', '')] });
    const asker = createAsker(live);
    const { context } = asker;
    const command = commands.find(({ name }) => name === 'record rule set')!;
    if (!isAct(command) || !command.steps) throw new Error('record rule set has no steps');
    const { plan } = await asker.preview('record rule set push.example.com/live long');
    const [first] = command.steps;
    await first.run(context, plan);
    expect(await first.verify(context, plan)).toMatchObject({ seen: true });
    expect(live.state.recordRules).toEqual([]);
    const half = command.halfDone(context, plan, 1);
    expect(half.line.en).toMatch(
      /^🔴 No record rule exists for push.example.com\/live now\. Pushes that begin later are not recorded/,
    );
    expect(half.fixes).toEqual([
      'record rule add push.example.com/live "id:7"',
      'record rule add push.example.com/live "id:8"',
    ]);
    await first.back?.run(context, plan);
    expect(await first.back?.verify(context, plan)).toMatchObject({ seen: true });
    expect(live.state.recordRules).toEqual([rule('live', '')]);
  });
});
