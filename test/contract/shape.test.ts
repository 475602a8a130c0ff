/** The shape of the project, read from its files: what may import what, and what every adapter and command has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RISKS = ['read', 'change', 'air', 'destroy', 'secret'];
/** Names that say nothing about what is in the file. */
const EMPTY_NAMES = /(^|[-.])(utils?|helpers?|common|managers?|misc)([-.]|$)/;

/** What is installed and what is built is nobody's writing. */
const MADE = new Set(['node_modules', 'dist']);

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return MADE.has(entry.name) ? [] : filesUnder(path);
    return [path];
  });
}

function parsed(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** What a file imports: the path from the root for our own files, the package's name otherwise. */
function importsOf(path: string): string[] {
  const found: string[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    if (ts.isCallExpression(node) && node.expression.getText() === 'require') add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(parsed(path));
  return found.map((target) =>
    target.startsWith('.') ? relative(ROOT, normalize(join(ROOT, dirname(path), target))) : target,
  );
}

const code = (folder: string): string[] => filesUnder(folder).filter((path) => /\.(ts|js)$/.test(path));
const adapters = readdirSync(join(ROOT, 'adapters'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Files of a folder that import what is forbidden there, each with what it imports. */
function trespasses(folder: string, forbidden: RegExp, except: readonly string[] = []): string[] {
  return code(folder)
    .filter((path) => !except.includes(path))
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => forbidden.test(target))
        .map((target) => `${path} → ${target}`),
    );
}

describe('the folders', () => {
  it('are read: the walk finds imports of every kind', () => {
    const files = ['src/start/platforms.ts', 'src/start/start-airdesk.ts', 'src/platform/chat-platform.ts'];
    expect(files.flatMap(importsOf)).toEqual(
      expect.arrayContaining(['adapters/slack/platform.ts', 'commands/index.ts', 'hono']),
    );
    expect(code('src').length).toBeGreaterThan(80);
    expect(adapters).toEqual(expect.arrayContaining(['desk', 'slack']));
  });

  it.each(['src', 'cli', 'sandbox', 'adapters', 'commands', 'scripts', 'bench', 'test'])(
    'none in %s has more than 25 files, and at most twelve lie loose in src',
    (folder) => {
      const counts = new Map<string, number>();
      for (const path of filesUnder(folder)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
      expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
      expect(counts.get('src') ?? 0).toBeLessThanOrEqual(12);
    },
  );

  it('adapters are transport only: no commands, no permission, no cloud, no router', () => {
    const forbidden =
      /^(commands|test|bench|sandbox|src\/(guard|live|chat|proposal|store|start|main))(\/|\.ts$)/;
    expect(trespasses('adapters', forbidden)).toEqual([]);
  });

  it('no adapter imports another one', () => {
    for (const name of adapters) {
      const others = adapters.filter((other) => other !== name).join('|');
      expect(trespasses(`adapters/${name}`, new RegExp(`^adapters/(${others})/`))).toEqual([]);
    }
  });

  it('commands know no chat platform', () => {
    const platforms = /^(adapters|test|bench)\/|^(@slack\/|discord\.js|@discordjs\/|hono)/;
    expect(trespasses('commands', platforms)).toEqual([]);
  });

  it('no text in src or commands is the key of a chat platform, alone or in front of a channel', () => {
    const key = new RegExp(`['"\`|](${adapters.join('|')})(['"\`:|)]|$)`);
    // Secrets are taken out by their look, whichever platforms there are.
    const files = [...code('src'), ...code('commands')].filter((path) => !/\/redact[^/]*$/.test(path));
    const named = files.flatMap((path) =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && key.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(named).toEqual([]);
  });

  it('only adapters know the chat platforms’ libraries', () => {
    expect(trespasses('src', /^(@slack\/|discord\.js|@discordjs\/)/)).toEqual([]);
  });

  it('nothing that ships imports what is only installed for tests', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const dev = new Set(Object.keys(devDependencies));
    for (const folder of ['src', 'adapters', 'commands', 'sandbox', 'cli']) {
      // What the page is made of is in its bundle; nothing of it is loaded by Node.
      const loaded = code(folder).filter((path) => !path.startsWith('adapters/desk/page/'));
      const packages = loaded.flatMap((path) =>
        importsOf(path).map((target) => [
          path,
          target
            .split('/')
            .slice(0, target.startsWith('@') ? 2 : 1)
            .join('/'),
        ]),
      );
      expect(packages.filter(([, name]) => dev.has(name!))).toEqual([]);
    }
  });

  it.each(['src', 'cli', 'sandbox', 'adapters', 'commands', 'test'])(
    'every file of %s says in its name what is in it',
    (folder) => {
      const files = filesUnder(folder).map((path) => path.split('/').at(-1) ?? '');
      expect(files.filter((name) => EMPTY_NAMES.test(name))).toEqual([]);
      const ours = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
      expect(ours.filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
    },
  );
});

describe('adapters', () => {
  it.each(adapters)('%s has its three files and its factory', async (name) => {
    for (const file of ['index.ts', 'parse.ts', 'render.ts'])
      expect(existsSync(join(ROOT, 'adapters', name, file)), `adapters/${name}/${file}`).toBe(true);
    const factory = `create${name[0]?.toUpperCase()}${name.slice(1)}Adapter`;
    const module = (await import(`../../adapters/${name}/index.ts`)) as Record<string, unknown>;
    expect(typeof module[factory], factory).toBe('function');
  });

  it.each(adapters)('%s parses and renders without reaching out', (name) => {
    const impure =
      /^(node:(http|https|net|fs|child_process)|undici|node-fetch|ws|hono|discord\.js|@slack\/|src\/clock\.ts)/;
    for (const file of ['parse.ts', 'render.ts'])
      expect(importsOf(`adapters/${name}/${file}`).filter((target) => impure.test(target))).toEqual([]);
  });

  it('have an interface of at most six members', () => {
    let members = 0;
    ts.forEachChild(parsed('src/platform/adapter.ts'), (node) => {
      if (ts.isInterfaceDeclaration(node) && node.name.text === 'Adapter') members = node.members.length;
    });
    expect(members).toBeGreaterThan(3);
    expect(members).toBeLessThanOrEqual(6);
  });
});

describe('commands', () => {
  it.each(commands.map((command) => [command.name, command] as const))('%s has a risk', (_name, command) => {
    expect(RISKS).toContain(command.risk);
    const risks = { looks: ['read', 'secret'], keeps: ['change'], acts: ['change', 'air', 'destroy'] };
    expect(risks[command.kind]).toContain(command.risk);
    expect(command.kind === 'acts').toBe('preview' in command);
    // What viewers could notice goes through preview and confirmation; what only looks never does.
    if (['air', 'destroy'].includes(command.risk)) expect('preview' in command).toBe(true);
    if (['read', 'secret'].includes(command.risk)) expect('preview' in command).toBe(false);
  });
});
