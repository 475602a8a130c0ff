import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = new URL('../../', import.meta.url);

/** A block between fences. */
export interface Block {
  /** What follows the opening fence, as `sh runnable`. */
  readonly tag: string;
  readonly text: string;
}

/** One page of documentation, taken apart. */
export interface Page {
  /** Path from the project's folder. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Text in backquotes, outside blocks. */
  readonly spans: readonly string[];
  /** Targets of links and pictures. */
  readonly links: readonly string[];
  /** The anchors that its headings make, as GitHub does. */
  readonly anchors: readonly string[];
}

/** Every page: README, changelog, docs and below. */
export const pages: readonly Page[] = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(new URL('docs/', ROOT), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'))
    .sort(),
].map(readPage);

/** The page of that name. @throws Error where there is none */
export function page(name: string): Page {
  const found = pages.find((each) => each.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

/** The text of a file of the project. */
export function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** A path of the project from its folder, seen from a page. */
export function fromPage(name: string, link: string): string {
  return relative(fileURLToPath(ROOT), fileURLToPath(new URL(link, new URL(name, ROOT))));
}

function readPage(name: string): Page {
  const text = read(name);
  const blocks = [...text.matchAll(/^( *)```(.*)\n([^]*?)^\1```$/gm)].map(
    ([, indent = '', tag = '', body = '']) => ({
      tag: tag.trim(),
      text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
  const prose = text.replaceAll(/^( *)```.*\n[^]*?^\1```$/gm, '');
  return {
    name,
    text,
    blocks,
    spans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link),
    anchors: [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  };
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/gu, '-');
}
