import { describe, expect, it, vi } from 'vitest';
import { readPageFiles } from '../../../adapters/desk/page-files.ts';

const files = readPageFiles();
const scripts = [...files].filter(([name]) => name.endsWith('.js'));
const html = files.get('page.html')?.text ?? '';

/** A script of the page, as a browser loads it. */
function page(name: string): Promise<unknown> {
  return import(new URL(`../../../adapters/desk/page/${name}`, import.meta.url).href);
}

describe('the page', () => {
  it('loads only what the desk serves', () => {
    const paths = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(files.has(path.replace('/desk/page/', ''))).toBe(true);
    for (const [name, { text }] of scripts) {
      for (const [, path] of text.matchAll(/^import .* from '(.*)';$/gm)) {
        expect(files.has(path!.replace('./', '')), `${name} imports ${path}`).toBe(true);
      }
    }
  });

  it('reaches for nothing outside', () => {
    for (const [name, { text }] of files) {
      expect(text.replaceAll(/http:\/\/www\.w3\.org\/2000\/svg/g, ''), name).not.toMatch(
        /https?:\/\/|@import|url\(/,
      );
    }
  });

  it('has nothing inline that the policy would stop', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  });

  it.each(scripts)('%s puts text in only as text', (_name, { text }) => {
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|Function\(/,
    );
  });
});

interface Completion {
  readonly line: string;
  readonly summary: string;
}

describe('completion', async () => {
  const { matching } = (await page('completion.js')) as {
    matching: (all: Completion[], text: string) => Completion[];
  };
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

describe('a form that comes while one was sent', async () => {
  const { answersWhatWasSent, problemsIn } = (await page('sent-form.js')) as {
    answersWhatWasSent: (open: object, form: object) => boolean;
    problemsIn: (form: object) => Map<string, string>;
  };
  const fields = [{ name: 'stream' }, { name: 'for', problem: '"soon" does not work here.' }];
  const open = { form: { id: 'f1', fields: [{ name: 'stream' }, { name: 'for' }] }, sent: 'ask-1' };

  it.each<[string, object, boolean]>([
    ['says what is wrong in that one', { id: 'f2', ask: 'ask-1', fields }, true],
    ['answers something else', { id: 'f2', ask: 'ask-2', fields }, false],
    ['answers nothing', { id: 'f2', fields }, false],
    ['is another form', { id: 'f2', ask: 'ask-1', fields: [{ name: 'task' }] }, false],
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

describe('what lasts', async () => {
  const { lasting } = (await page('elapsed.js')) as { lasting: (ms: number, language: string) => string };
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

describe('where the page stands after a change', async () => {
  const { placeAfter } = (await page('follow.js')) as { placeAfter: (change: object) => string };
  const comes = { atEnd: true, isTall: false, headWasInView: false };
  const grows = { atEnd: true, isTall: true, headWasInView: true, age: 300 };

  it.each<[string, object, string]>([
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

describe('the words of the page', async () => {
  const { words, speak } = (await page('words.js')) as {
    words: () => Readonly<Record<string, string>>;
    speak: (language: string) => void;
  };

  const tones = () => [words()['failure'], words()['progress'], words()['success']];

  it('say how something stands, not how a command went: an alert did not fail, a look is not done', () => {
    expect(tones()).toEqual(['Problem', 'In progress', 'OK']);
    vi.stubGlobal('document', { documentElement: {}, querySelectorAll: () => [] });
    speak('zh-CN');
    expect(tones()).toEqual(['异常', '处理中', '正常']);
    speak('en');
    vi.unstubAllGlobals();
  });
});
