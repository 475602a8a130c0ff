import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answersWhatWasSent, problemsIn } from '../../../adapters/desk/page/form/sent-form.ts';
import { matching } from '../../../adapters/desk/page/conversation/completion.ts';
import { placeAfter, type Change } from '../../../adapters/desk/page/conversation/follow.ts';
import { lasting } from '../../../adapters/desk/page/words/elapsed.ts';
import { en } from '../../../adapters/desk/page/words/en.ts';
import { zh } from '../../../adapters/desk/page/words/zh.ts';
import type { DrawnForm } from '../../../adapters/desk/render.ts';
import { readPageFiles } from '../../../adapters/desk/page-files.ts';

/** The page as it is built and served, and what it is made of. */
const files = readPageFiles();
const html = files.get('page.html')?.text ?? '';
const FOLDER = fileURLToPath(new URL('../../../adapters/desk/page/', import.meta.url));
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path): [string, string] => [path, readFileSync(FOLDER + path, 'utf8')]);

/** Width of a PNG. */
const sizeOf = (png: Uint8Array): number => new DataView(png.buffer, png.byteOffset).getUint32(16);

describe('the page', () => {
  it('loads only what the desk serves', () => {
    const paths = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(files.has(path.replace('/desk/page/', '')), path).toBe(true);
    // Everything is in one file: nothing is loaded later that an upgrade could have taken away.
    expect([...files.keys()].filter((name) => name.endsWith('.js'))).toEqual(['main.js']);
    expect(files.get('main.js')?.text).not.toMatch(/\bimport\s*\(|^import /m);
  });

  it('reaches for nothing outside', () => {
    for (const [name, { text }] of files) {
      expect(text.replaceAll(/http:\/\/www\.w3\.org\/[\w/]+/g, ''), name).not.toMatch(
        /https?:\/\/|@import|url\(/,
      );
    }
  });

  it('has nothing inline that the policy would stop', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  });

  it('can be installed', () => {
    const manifest = JSON.parse(files.get('manifest.webmanifest')?.text ?? '{}') as {
      start_url: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    expect(manifest.start_url).toBe('/desk');
    const sizes = manifest.icons.map(({ src, sizes, purpose }) => {
      const file = files.get(src.replace('/desk/page/', ''));
      if (file?.type === 'image/png') expect(`${sizeOf(file.bytes)}x${sizeOf(file.bytes)}`).toBe(sizes);
      return `${file?.type ?? 'missing'} ${sizes} ${purpose}`;
    });
    expect(sizes).toEqual([
      'image/svg+xml any any',
      'image/png 192x192 any',
      'image/png 512x512 any',
      'image/png 512x512 maskable',
    ]);
    // What iOS takes for its home screen: it reads no manifest for that, and no SVG.
    const apple = /rel="apple-touch-icon" href="\/desk\/page\/([^"]+)"/.exec(html)?.[1] ?? '';
    expect(sizeOf(files.get(apple)?.bytes ?? new Uint8Array(24))).toBe(180);
  });

  it('is made of files', () => expect(sources.length).toBeGreaterThan(30));

  it.each(sources)('%s puts text in only as text', (_name, text) => {
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|Function\(/i,
    );
  });
});

describe('completion', () => {
  const all = [
    { line: 'stream list', summary: 'Streams that are on air' },
    { line: 'stream drop <stream>', summary: 'Cut an encoder off' },
    { line: 'backup switch <stream> [sequence]', summary: 'Put the backup stream on air' },
    { line: '流 断开 <stream>', summary: '断开推流' },
  ];

  it.each<[string, string[]]>([
    ['', []],
    ['str', ['stream list', 'stream drop <stream>', 'backup switch <stream> [sequence]', '流 断开 <stream>']],
    ['Stream D', ['stream drop <stream>']],
    ['/live stream l', ['stream list']],
    ['on air', ['stream list', 'backup switch <stream> [sequence]']],
    ['stream drop', []],
    ['stream drop main', []],
    ['流 断', ['流 断开 <stream>']],
    ['nothing like it', []],
  ])('%j offers %j', (typed, lines) => {
    expect(matching(all, typed).map(({ line }) => line)).toEqual(lines);
  });
});

describe('a form that comes while one was sent', () => {
  const fields = [
    { name: 'stream', label: 'Stream' },
    { name: 'for', label: 'For', problem: '"soon" does not work here.' },
  ];
  const open = { form: { fields: fields.map(({ name, label }) => ({ name, label })) }, sent: 'ask-1' };

  it.each<[string, Pick<DrawnForm, 'fields' | 'ask'>, boolean]>([
    ['says what is wrong in that one', { ask: 'ask-1', fields }, true],
    ['answers something else', { ask: 'ask-2', fields }, false],
    ['answers nothing', { fields }, false],
    ['is another form', { ask: 'ask-1', fields: [{ name: 'task', label: 'Task' }] }, false],
  ])('%s', (_what, form, is) => {
    expect(answersWhatWasSent(open, form)).toBe(is);
    expect(answersWhatWasSent({ ...open, sent: undefined }, form)).toBe(false);
  });

  it('marks what is wrong, and takes the mark from what is not', () => {
    expect([...problemsIn({ fields })]).toEqual([
      ['stream', ''],
      ['for', '"soon" does not work here.'],
    ]);
  });
});

describe('what lasts', () => {
  const MINUTE = 60_000;

  it.each<[number, string, string]>([
    [-5000, 'for 1 s', '已持续 1 秒'],
    [400, 'for 1 s', '已持续 1 秒'],
    [59_900, 'for 59 s', '已持续 59 秒'],
    [MINUTE, 'for 1 min', '已持续 1 分钟'],
    [59 * MINUTE + 59_000, 'for 59 min', '已持续 59 分钟'],
    [60 * MINUTE, 'for 1 h', '已持续 1 小时'],
    [135 * MINUTE, 'for 2 h 15 min', '已持续 2 小时 15 分钟'],
    [49 * 60 * MINUTE, 'for 2 d 1 h', '已持续 2 天 1 小时'],
  ])('for %d ms is %s', (ms, en, zh) => {
    expect([lasting(ms, 'en'), lasting(ms, 'zh-CN')]).toEqual([en, zh]);
  });
});

describe('where the page stands after a change', () => {
  const comes = { atEnd: true, isTall: false, headWasInView: false };
  const grows = { atEnd: true, isTall: true, headWasInView: true, age: 300 };

  it.each<[string, Change, string]>([
    ['a card comes and one was at the end', comes, 'end'],
    ['a card comes that is taller than the screen', { ...comes, isTall: true }, 'head'],
    ['a card comes while one reads further up', { ...comes, atEnd: false, isTall: true }, 'stay'],
    ['a card grows taller than the screen', { ...grows, age: 60_000 }, 'head'],
    ['a card at whose head one is has just come, and grows', { ...grows, atEnd: false }, 'head'],
    ['a card at whose head one is grows later', { ...grows, atEnd: false, age: 60_000 }, 'stay'],
    ['a tall card changes whose buttons one is at', { ...grows, headWasInView: false }, 'end'],
    ['a card changes that fits', { ...grows, isTall: false }, 'end'],
  ])('%s', (_what, change, place) => {
    expect(placeAfter(change)).toBe(place);
  });
});

describe('the words of the page', () => {
  it('say how something stands, not how a command went: an alert did not fail, a look is not done', () => {
    expect([en.failure, en.progress, en.success]).toEqual(['Problem', 'In progress', 'OK']);
    expect([zh.failure, zh.progress, zh.success]).toEqual(['异常', '处理中', '正常']);
  });

  it('call an alert by words of its own', () => {
    expect(Object.values(en.alertState)).toEqual([
      ...['firing', 'acknowledged', 'muted', 'recovered', 'closed'],
    ]);
    expect(Object.values(zh.alertState)).toEqual(['告警中', '已认领', '已屏蔽', '已恢复', '已关闭']);
  });
});
