import { describe, expect, it } from 'vitest';
import { actCommand } from '../../../commands/shape/act.ts';
import { addCommand } from '../../../commands/shape/add.ts';
import {
  changesOf,
  factsOf,
  fieldsOption,
  paramsOf,
  readFields,
  spellFields,
  valuesOf,
  type FieldRow,
} from '../../../commands/shape/fields.ts';
import { listCommand } from '../../../commands/shape/list.ts';
import type { Noun } from '../../../commands/shape/noun.ts';
import { rowButton } from '../../../commands/shape/row-button.ts';
import { showCommand } from '../../../commands/shape/show.ts';
import { lengthOf, oneOf, switchOf, textOf as anyText, wholeOf } from '../../../commands/shape/values.ts';
import { worded } from '../../../commands/pick.ts';
import { Refusal } from '../../../src/errors.ts';
import { z } from 'zod';
import { createAsker, createFakeLive, textOf } from '../asking.ts';

interface Domain {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
}

const domains: Noun<Domain> = {
  kind: 'domain',
  words: { en: 'domain', zh: '域名' },
  list: 'domain list',
  show: 'domain show',
  async read({ live }) {
    const { DomainList } = await live.call('DescribeLiveDomains', {});
    const items = DomainList.map(({ Name = '', Status }) => ({ id: Name, name: Name, isOn: Status === 1 }));
    return { items, total: items.length, complete: true };
  },
  facts: ({ say }, domain) => [
    { label: say('State', '状态'), value: domain.isOn ? say('on', '启用') : say('off', '停用') },
  ],
  state: ({ isOn }) => ({ isOn }),
};
const subject = {
  ...{ name: 'domain', zh: '域名', example: 'push.example.com' },
  summary: { en: 'domain', zh: '域名' },
};

/** Commands that a row makes each: none of this is in `commands/`. */
const commands = [
  listCommand({
    ...{ name: 'domain list', zh: '域名 列表', summary: { en: 'List', zh: '列出' } },
    read: async (context) => {
      const { items, total } = await domains.read(context);
      return { items: worded(items), total };
    },
    searched: (_, domain) => [domain.name],
    title: { en: 'Domains', zh: '域名' },
    none: { en: 'There are no domains', zh: '还没有域名' },
    noMatch: { en: 'No such domain', zh: '没有符合条件的域名' },
    columns: [
      [{ en: 'Name', zh: '名称' }, (_, domain) => domain.name],
      [{ en: 'State', zh: '状态' }, ({ say }, { isOn }) => (isOn ? say('on', '启用') : say('off', '停用'))],
    ],
    button: (_, domain, rows) => rowButton('domain show', domain, rows, ({ name }) => name),
  }),
  showCommand({
    ...{ name: 'domain show', zh: '域名 查看', summary: { en: 'Show', zh: '查看' } },
    ...{ noun: domains, subject },
  }),
  actCommand({
    ...{ name: 'domain disable', zh: '域名 禁用', summary: { en: 'Disable', zh: '停用' }, risk: 'air' },
    ...{ noun: domains, subject, options: {}, action: 'ForbidLiveDomain' },
    params: ({ name }) => ({ DomainName: name }),
    title: (label) => ({ en: `Disable ${label}`, zh: `停用 ${label}` }),
    warn: () => [{ en: 'Its streams go off air.', zh: '其下的流会断开。' }],
    isDone: (domain) => domain?.isOn === false,
    undo: () => ({ command: 'domain enable', label: { en: 'Undo: enable it', zh: '撤销：启用' } }),
    undoText: { en: 'Undo: enable it.', zh: '可撤销：重新启用。' },
  }),
  addCommand({
    ...{ name: 'domain add', zh: '域名 添加', summary: { en: 'Add', zh: '添加' }, risk: 'change' },
    noun: domains,
    options: {
      name: {
        schema: z.string(),
        summary: { en: 'name', zh: '名称' },
        ...{ zh: '名称', required: true, example: 'push.example.com' },
      },
    },
    action: 'AddLiveDomain',
    named: ({ name }) => name,
    params: ({ name }) => ({ DomainName: name, DomainType: 0 }),
    facts: () => [],
    removedBy: { command: 'domain remove', option: 'domain' },
  }),
];

function cloud(on: Map<string, boolean>) {
  return createFakeLive({
    DescribeLiveDomains: () => ({
      AllCount: on.size,
      DomainList: [...on].map(([Name, isOn]) => ({ Name, Status: isOn ? 1 : 0 })),
      ...{ CreateLimitCount: 50, PlayTypeCount: [] },
    }),
    ForbidLiveDomain({ DomainName }) {
      on.set(DomainName, false);
      return {};
    },
    AddLiveDomain({ DomainName }) {
      on.set(DomainName, true);
      return {};
    },
  });
}

describe('a command that is a row', () => {
  it('lists, filters, and has a button a row', async () => {
    const asker = createAsker(
      cloud(
        new Map([
          ['a.example.com', true],
          ['b.example.com', false],
        ]),
      ),
      { commands },
    );
    const card = await asker.look('domain list');
    expect(textOf(card)).toContain('a.example.com | on\nb.example.com | off');
    expect(card.buttons?.map(({ label }) => label)).toEqual(['a.example.com', 'b.example.com']);
    expect((await asker.look('domain list b.ex')).table?.rows).toEqual([['b.example.com', 'off']]);
    expect((await asker.look('domain list nothing')).title).toBe('No such domain');
  });

  it('acts by one call, sees the effect, and names its undo', async () => {
    const live = cloud(new Map([['a.example.com', true]]));
    const { preview, verified, undo } = await createAsker(live, { commands }).act(
      'domain disable a.example.com',
    );
    expect(preview).toMatchObject({
      title: 'Disable a.example.com',
      target: { key: 'main/domain/a.example.com', label: 'a.example.com' },
      state: { isOn: true },
      lines: ['Its streams go off air.', 'Undo: enable it.'],
    });
    expect(live.writes()).toEqual(['ForbidLiveDomain']);
    expect(verified).toMatchObject({ seen: true, facts: [{ label: 'State', value: 'off' }] });
    expect(undo).toEqual({
      ...{ command: 'domain enable', label: 'Undo: enable it' },
      options: { domain: 'id:a.example.com' },
    });
  });

  it('refuses what is not there, with what is near', async () => {
    const asker = createAsker(cloud(new Map([['push.example.com', true]])), { commands, language: 'zh-CN' });
    const refusal = await asker.refusal('域名 禁用 pusch.example.com');
    expect(refusal.code).toBe('airdesk.not-found');
    expect(refusal.choices).toEqual(['domain disable push.example.com']);
  });

  it('adds what is not there, and refuses a name that is taken', async () => {
    const live = cloud(new Map([['a.example.com', true]]));
    const asker = createAsker(live, { commands });
    const { verified, undo } = await asker.act('domain add b.example.com');
    expect(verified).toMatchObject({ seen: true, left: { id: 'b.example.com' } });
    expect(undo).toMatchObject({ command: 'domain remove', options: { domain: 'id:b.example.com' } });
    expect((await asker.refusal('domain add b.example.com')).code).toBe('airdesk.name-taken');
    expect(live.writes()).toEqual(['AddLiveDomain']);
  });
});

const ROWS: readonly FieldRow[] = [
  {
    ...{ key: 'cut', zh: '切片', label: { en: 'Cut', zh: '切片时长' }, path: 'Mp4Param.RecordInterval' },
    kind: lengthOf('s', { min: 30, max: 7200 }),
  },
  {
    ...{ key: 'keep', zh: '保存', label: { en: 'Kept', zh: '保存时长' }, path: 'Mp4Param.StorageTime' },
    kind: lengthOf('s', { min: 0 }, { value: 0, word: { en: 'forever', zh: '永久' } }),
  },
  {
    ...{ key: 'mp4', zh: 'mp4', label: { en: 'MP4', zh: 'MP4' }, path: 'Mp4Param.Enable' },
    kind: switchOf(),
  },
  {
    ...{ key: 'bitrate', zh: '码率', label: { en: 'Bitrate', zh: '码率' }, path: 'VideoBitrate' },
    kind: wholeOf('kbit/s', { min: 0, max: 8000 }, { en: 'as the source', zh: '与源一致' }),
  },
  {
    ...{ key: 'codec', zh: '编码', label: { en: 'Codec', zh: '编码' }, path: 'Vcodec' },
    kind: oneOf([
      { word: 'h264', zh: 'h264', value: 'h264' },
      { word: 'origin', zh: '原始', value: 'origin' },
    ]),
  },
  {
    ...{ key: 'about', zh: '描述', label: { en: 'About', zh: '描述' }, path: 'Description' },
    kind: anyText(20),
  },
];

function refused(typed: string): Refusal {
  try {
    readFields(ROWS, typed);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`"${typed}" was not refused`);
}

describe('settings as key=value', () => {
  it.each([
    ['cut=30s', { 'Mp4Param.RecordInterval': 30 }],
    ['cut=45', { 'Mp4Param.RecordInterval': 45 }],
    ['cut="1h 30m"', { 'Mp4Param.RecordInterval': 5400 }],
    ['切片=半小时', { 'Mp4Param.RecordInterval': 1800 }],
    ['keep=forever', { 'Mp4Param.StorageTime': 0 }],
    ['保存=永久', { 'Mp4Param.StorageTime': 0 }],
    ['keep=30d mp4=on', { 'Mp4Param.StorageTime': 2_592_000, 'Mp4Param.Enable': 1 }],
    ['mp4：关', { 'Mp4Param.Enable': 0 }],
    ['BITRATE=1500kbps codec=H264', { VideoBitrate: 1500, Vcodec: 'h264' }],
    ['bitrate=1500kbit/s', { VideoBitrate: 1500 }],
    ['编码=原始 about="evening news"', { Vcodec: 'origin', Description: 'evening news' }],
  ])('%s', (typed, values) => {
    expect(readFields(ROWS, typed)).toEqual(values);
  });

  it.each([
    ['cut=29s', /^cut cannot be "29s"$/, /from 30s to 2h/],
    ['cut=1.5', /^cut cannot be "1.5"$/, /30s to 2h/],
    ['cut', /^cut has no value$/, /cut=30s/],
    ['bitrate=9000', /^bitrate cannot be/, /from 0 kbit\/s to 8000 kbit\/s/],
    ['codec=vp9', /^codec cannot be "vp9"$/, /h264, origin/],
    ['bitrat=10', /^There is no field "bitrat"$/, /^Near: bitrate\./],
    ['mp4=on mp4=off', /^mp4 is given twice$/, /once/],
    [`about=${'x'.repeat(21)}`, /^about cannot be/, /at most 20 characters/],
    ['VideoBitrate=10', /^There is no field/, /bitrate/],
  ])('%s is refused', (typed, title, hint) => {
    const refusal = refused(typed);
    expect(refusal.code).toBe('airdesk.bad-option');
    expect(refusal.title.en).toMatch(title);
    expect(refusal.hint.en).toMatch(hint);
    expect(refusal.hint.zh).not.toBe('');
  });

  it('become parameters, and are read back out of an answer', () => {
    const values = readFields(ROWS, 'cut=10m mp4=on about=x');
    const params = paramsOf(values);
    expect(params).toEqual({ Mp4Param: { RecordInterval: 600, Enable: 1 }, Description: 'x' });
    expect(valuesOf(ROWS, params)).toEqual(values);
  });

  it('are spelt so that they can be typed again', () => {
    const values = readFields(ROWS, 'cut=10m keep=forever mp4=off bitrate=0 codec=origin about="a b \\"c"');
    expect(readFields(ROWS, spellFields(ROWS, values))).toEqual(values);
  });

  it('are shown with their units, in both languages', () => {
    const values = readFields(ROWS, 'cut=10m keep=forever bitrate=0');
    const texts = (language: 'en' | 'zh-CN') => factsOf(ROWS, values, language).map(({ value }) => value);
    expect(texts('en')).toEqual(['10 min', 'forever', 'as the source']);
    expect(texts('zh-CN')).toEqual(['10 分钟', '永久', '与源一致']);
  });

  it('tells what changes', () => {
    const [before, after] = ['cut=10m mp4=on', 'cut=20m mp4=on'].map((typed) => readFields(ROWS, typed));
    expect(changesOf(ROWS, before ?? {}, after ?? {}).map(({ key }) => key)).toEqual(['cut']);
  });

  it('has an option whose words fit on Discord', () => {
    const { summary } = fieldsOption(ROWS.concat(ROWS, ROWS, ROWS));
    expect(summary.en.length).toBeLessThanOrEqual(100);
    expect(summary.zh.length).toBeLessThanOrEqual(100);
  });
});
