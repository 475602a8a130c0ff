import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromPage, page, pages, read, ROOT } from './pages.ts';

/** Names of files and folders of this project, as they stand in backquotes. */
const OURS = /^\.?(?:src|adapters|commands|docs|test|scripts|bench|schema|\.ci)\/[\w./*-]*$/;
const TOP = /^(?:[\w-]+\.(?:md|ya?ml|json|ts)|LICENSE|\.ci\/run)$/;
/** Files that people make, or that are made. */
const THEIRS = new Set(['airdesk.yaml', 'me.yaml', 'airdesk.json']);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(pages)('$name', ({ name, links, spans, text, blocks }) => {
  it('links only to what is there', () => {
    for (const link of links) {
      if (/^https?:/.test(link)) continue;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? name : fromPage(name, path);
      expect(existsSync(new URL(target, ROOT)), link).toBe(true);
      if (anchor !== undefined) expect(page(target).anchors, link).toContain(decodeURIComponent(anchor));
    }
  });

  it('names only files that are there', () => {
    const named = spans.filter((span) => (OURS.test(span) || TOP.test(span)) && !THEIRS.has(span));
    for (const path of named) {
      const folder = path.replace(/\*.*$/, '');
      expect(existsSync(new URL(folder, ROOT)), path).toBe(true);
    }
  });

  it('names only npm scripts that are there', () => {
    for (const [, script = ''] of text.matchAll(/npm run (?:--silent )?([a-z]+(?:[:-][a-z]+)*)/g)) {
      expect(Object.keys(scripts), script).toContain(script);
    }
  });

  it('tells nothing about the machine it was written on', () => {
    expect(text).not.toMatch(/\/work\/|\/root\/|\/home\/|\/tmp\/|\/Users\/|\bregistry\.|\bmirrors?\.\w+\.\w/);
    expect(text).not.toMatch(/TODO|FIXME|TBD|lorem/i);
  });

  it('closes every block', () => {
    expect(text.match(/^ *```/gm) ?? []).toHaveLength(blocks.length * 2);
  });
});

describe('README.md', () => {
  it.each(['README.md', 'docs/architecture.md'])('%s tells of every folder that holds code', (name) => {
    const { spans } = page(name);
    const folders = ['src/', 'adapters/', 'commands/', 'sandbox/', 'cli/', 'bin/'];
    for (const folder of [...folders, 'scripts/', 'test/', 'bench/', 'schema/']) {
      expect(
        spans.some((span) => span.startsWith(folder)),
        folder,
      ).toBe(true);
    }
  });

  it('leads to every page, to those in Chinese by the one in Chinese', () => {
    const { links } = page('README.md');
    const chinese = page('docs/zh/README.md');
    const inChinese = chinese.links.map((link) => fromPage(chinese.name, link));
    for (const { name } of pages) {
      if (name === 'README.md') continue;
      expect(name === chinese.name || !name.startsWith('docs/zh/') ? links : inChinese).toContain(name);
    }
  });

  it.each(['README.md', 'docs/zh/README.md'])('%s stays what a newcomer reads in five minutes', (name) => {
    const { text } = page(name);
    expect(text.split('\n').length).toBeLessThanOrEqual(121);
    expect(text.match(/^\| `/gm)?.length).toBeLessThanOrEqual(10);
  });
});

describe('docs/architecture.md', () => {
  it('tells of every folder of src', () => {
    const { spans } = page('docs/architecture.md');
    const folders = readdirSync(new URL('src/', ROOT), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of folders) expect(spans).toContain(`src/${name}/`);
  });
});

describe('pictures', () => {
  const pictures = readdirSync(new URL('docs/pictures/', ROOT));

  it.each(pictures)('%s is small, and shown somewhere', (name) => {
    expect(statSync(new URL(`docs/pictures/${name}`, ROOT)).size).toBeLessThan(300 * 1024);
    expect(pages.some(({ links }) => links.some((link) => link.endsWith(`pictures/${name}`)))).toBe(true);
  });
});
