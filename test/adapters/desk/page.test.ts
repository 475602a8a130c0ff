import { describe, expect, it } from 'vitest';
import { readPageFiles } from '../../../adapters/desk/page-files.ts';

const files = readPageFiles();
const scripts = [...files].filter(([name]) => name.endsWith('.js'));
const html = files.get('page.html')?.text ?? '';

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
  const file = new URL('../../../adapters/desk/page/completion.js', import.meta.url).href;
  const { matching } = (await import(file)) as {
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
