import { describe, expect, it } from 'vitest';
import { createAsker, textOf } from '../asking.ts';
import { ARCHIVE, fakeCloud } from './fake-cloud.ts';

const DOORS = [{ account: 'main', token: 'unguessable-token-1', key: 'callback-key-1' }];
const OURS = 'https://desk.example.com/callbacks/live/unguessable-token-1';
const RULE = { TemplateId: 7, DomainName: 'push.example.com', AppName: 'live', StreamName: '' };

/** Everything that a command leaves on disk or on cards. */
function kept(acted: {
  readonly preview: unknown;
  readonly verified: unknown;
  readonly undo: unknown;
}): string {
  return JSON.stringify(acted);
}

describe('template set', () => {
  it('changes what is given, sends the whole, and is undone by the former values', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }], recordRules: [RULE] });
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('record template set archive cut=10m keep=forever');
    expect(textOf(preview)).toContain('MP4 cut every: 30 min → 10 min');
    expect(textOf(preview)).toContain('MP4 kept for: 30 d → forever');
    expect(textOf(preview)).toContain('Rules that use it: push.example.com/live');
    expect(textOf(preview)).toContain(
      'On air there now: push.example.com/live/main\npush.example.com/live/news',
    );
    expect(preview.lines[1]).toMatch(/^Works for pushes that begin 5 to 10 minutes later/);
    expect(live.calls.find(({ action }) => action === 'ModifyLiveRecordTemplate')?.params).toEqual({
      ...{ TemplateId: 7n, TemplateName: 'archive', Description: 'Evenings', HlsParam: { Enable: 0 } },
      Mp4Param: { ...ARCHIVE.Mp4Param, RecordInterval: 600, StorageTime: 0 },
    });
    expect(verified.seen).toBe(true);
    expect(undo).toMatchObject({
      command: 'record template set',
      options: { template: 'id:7', fields: 'mp4.cut=30m mp4.keep=30d' },
    });
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.state.record?.[0]).toMatchObject({ Mp4Param: ARCHIVE.Mp4Param });
  });

  it.each([
    ['record template set archive', 'airdesk.bad-option', /^What of archive \(7\) should change\?$/],
    ['record template set archive keep=30d', 'airdesk.nothing-to-do', /is so already$/],
    ['record template set archive cut=10s', 'airdesk.bad-option', /^cut cannot be "10s"$/],
    ['record template set archive slow=on', 'airdesk.bad-option', /^slow cannot be changed afterwards$/],
    ['record template set archive colour=red', 'airdesk.bad-option', /colour|name cannot be/],
    ['record template set nothing keep=1d', 'airdesk.not-found', /^No record template "nothing"$/],
  ])('%s is refused', async (line, code, title) => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }] });
    const refusal = await createAsker(live).refusal(line);
    expect(refusal.code).toBe(code);
    expect(refusal.title.en).toMatch(title);
    expect(live.writes()).toEqual([]);
  });
});

describe('template add and copy', () => {
  it('makes the formats that are given with one length for all, HLS not cut', async () => {
    const live = fakeCloud({ record: [] });
    const { verified, undo } = await createAsker(live).act(
      'record template add short hls,mp4 forever 10m mp4.keep=7d',
    );
    expect(live.calls.find(({ action }) => action === 'CreateLiveRecordTemplate')?.params).toMatchObject({
      TemplateName: 'short',
      HlsParam: { Enable: 1, StorageTime: 0 },
      Mp4Param: { Enable: 1, StorageTime: 604_800, RecordInterval: 600 },
      FlvParam: { Enable: 0 },
    });
    expect(verified).toMatchObject({ seen: true, left: { id: '99' } });
    expect(undo).toMatchObject({ command: 'record template remove', options: { template: 'id:99' } });
  });

  it('copies from another account that the asker may look at, and says what differs', async () => {
    const live = fakeCloud({ record: [] });
    const other = fakeCloud({ record: [{ ...ARCHIVE }] });
    const asker = createAsker(live, { others: { other } });
    const { preview, verified } = await asker.act('record template copy other/archive here keep=60d');
    expect(textOf(preview)).toContain('Copied from: other/archive (7)');
    expect(textOf(preview)).toContain('MP4 kept for: 30 d → 60 d');
    expect(verified.seen).toBe(true);
    expect(other.writes()).toEqual([]);
    expect(live.state.record?.[0]).toMatchObject({
      TemplateName: 'here',
      Mp4Param: { ...ARCHIVE.Mp4Param, StorageTime: 5_184_000 },
    });
    const table = (await asker.look('record template diff other/archive here')).table;
    expect(table?.rows).toEqual([['MP4 kept for', '30 d', '60 d']]);
    expect((await asker.refusal('record template diff elsewhere/archive here')).code).toBe(
      'airdesk.not-found',
    );
  });
});

describe('template remove', () => {
  it('is refused while a rule uses it, with the line that frees it', async () => {
    const live = fakeCloud({ record: [{ ...ARCHIVE }], recordRules: [RULE] });
    const refusal = await createAsker(live).refusal('录制 模板 删除 archive');
    expect(refusal.code).toBe('airdesk.in-use');
    expect(refusal.choices).toEqual(['record rule remove push.example.com/live "id:7"']);
  });
});

describe('callback templates', () => {
  it('lead to Airdesk by an address and a key that stand on no card and in no plan', async () => {
    const live = fakeCloud({});
    const asker = createAsker(live, { endpoints: DOORS });
    const acted = await asker.act('callback template add desk airdesk address:https://desk.example.com');
    expect(live.calls.find(({ action }) => action === 'CreateLiveCallbackTemplate')?.params).toMatchObject({
      ...{ StreamBeginNotifyUrl: OURS, RecordStatusNotifyUrl: OURS, CallbackKey: 'callback-key-1' },
    });
    expect(textOf(acted.preview)).toContain('Push begins: Airdesk');
    expect(textOf(acted.preview)).toContain("Key: Airdesk's");
    const shown = textOf(await asker.look('callback template show desk'));
    for (const text of [kept(acted), shown]) expect(text).not.toMatch(/unguessable|callback-key-1/);
  });

  it('know their host from another template of the account, and say what is missing where there is none', async () => {
    const asker = createAsker(fakeCloud({}), { endpoints: DOORS });
    expect((await asker.refusal('callback template add desk airdesk')).code).toBe('airdesk.no-address');
    const live = fakeCloud({
      callback: [{ TemplateId: 5, TemplateName: 'old', StreamBeginNotifyUrl: OURS, CallbackKey: 'x' }],
    });
    await createAsker(live, { endpoints: DOORS }).act('callback template add desk airdesk events:begin');
    expect(live.state.callback?.[1]).toMatchObject({ TemplateName: 'desk', StreamBeginNotifyUrl: OURS });
  });

  it('say first, in red, that Airdesk hears no more', async () => {
    const template = {
      TemplateId: 5,
      TemplateName: 'desk',
      StreamBeginNotifyUrl: OURS,
      StreamEndNotifyUrl: OURS,
    };
    const live = fakeCloud({
      callback: [template],
      callbackRules: [{ TemplateId: 5, DomainName: 'push.example.com', AppName: 'live' }],
    });
    const asker = createAsker(live, { endpoints: DOORS });
    const { preview, undo } = await asker.act('callback template set desk events=begin');
    expect(preview.lines[0]).toBe(
      '🔴 Airdesk goes deaf: it no longer hears about end. Streams break unseen, and no alert is raised.',
    );
    expect(live.state.callback?.[0]).toMatchObject({ StreamBeginNotifyUrl: OURS, StreamEndNotifyUrl: '' });
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(live.state.callback?.[0]).toMatchObject({ StreamEndNotifyUrl: OURS });
    const removed = await asker.preview('callback rule remove push.example.com');
    expect(removed.lines[0]).toMatch(/^🔴 Airdesk goes deaf: it no longer hears about begin, end\./);
  });

  it("keep somebody else's address, and what is secret in it, to themselves", async () => {
    const secret = 'https://other.example.com/hook/s3cr3tpath?key=abc';
    const live = fakeCloud({
      callback: [
        { TemplateId: 5, TemplateName: 'theirs', StreamBeginNotifyUrl: secret, CallbackKey: 'their-key' },
      ],
      callbackRules: [{ TemplateId: 5, DomainName: 'push.example.com', AppName: 'live' }],
    });
    const asker = createAsker(live, { endpoints: DOORS });
    const acted = await asker.act('callback template set theirs to:airdesk address:https://desk.example.com');
    expect(acted.undo).toBeUndefined();
    expect(acted.preview.lines.at(-1)).toMatch(/^No undo/);
    const shown = textOf(await asker.look('callback template list'));
    for (const text of [kept(acted), shown]) expect(text).not.toMatch(/s3cr3t|their-key|unguessable/);
    expect(live.state.callback?.[0]).toMatchObject({
      StreamBeginNotifyUrl: OURS,
      CallbackKey: 'callback-key-1',
    });
  });
});
