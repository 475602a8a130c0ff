/** What is installed is what was looked at: every package by its hash, none of their scripts run. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LOCKS = ['', 'test/peers/', 'bench/peers/'];

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

function entries(folder: string): [path: string, entry: LockEntry][] {
  const lock = JSON.parse(read(`${folder}package-lock.json`)) as { packages: Record<string, LockEntry> };
  return Object.entries(lock.packages).filter(([path]) => path !== '');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

describe.each(LOCKS)('%spackage-lock.json', (folder) => {
  it('has a hash for every package', () => {
    const without = entries(folder).filter(
      ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('names no address: any registry may serve what the hash says', () => {
    expect(entries(folder).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('is installed without running anything of a package', () => {
    const lines = read(`${folder}.npmrc`).split('\n');
    expect(lines).toContain('ignore-scripts=true');
    expect(lines).toContain('omit-lockfile-registry-resolved=true');
  });
});

/** Packages that would run something when they are installed, and why they need not. */
const WITH_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild: 'looks whether its binary fits; the binary is a package of its own, and is found without',
  fsevents: 'macOS only: its binary is in the package',
};

describe('scripts of packages', () => {
  it('are known, and none is allowed', () => {
    const found = LOCKS.flatMap(entries)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
    expect(found.filter((name) => !(name in WITH_SCRIPTS) || allowScripts[name] !== false)).toEqual([]);
    expect(Object.values(allowScripts)).not.toContain(true);
  });

  it('are not what our own scripts wait for, since those named pre… and post… do not run either', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const names = Object.keys(scripts);
    const around = names.filter((name) =>
      names.some((other) => name === `pre${other}` || name === `post${other}`),
    );
    expect(around).toEqual([]);
  });
});

interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: { readonly purl: string; readonly type: string } };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    readonly properties: readonly { readonly name: string }[];
    readonly licenses?: readonly unknown[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

describe('the list of parts (npm run sbom)', () => {
  let sbom: Sbom;
  beforeAll(() => {
    const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 } as const;
    sbom = JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], options)) as Sbom;
  });

  it('is CycloneDX, of Airdesk', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.\d$/),
      serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      metadata: { component: { type: 'application', purl: expect.stringMatching(/^pkg:npm\/airdesk@/) } },
    });
  });

  it('names every package with the version and the hash of the lock, and says which only development needs', () => {
    const locked = entries('').map(([path, { version = '', integrity = '', dev = false }]) => {
      const hash = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
      return `${nameOf(path)}@${version} ${hash} ${dev ? 'development' : 'runs'}`;
    });
    const listed = sbom.components.map(({ name, version, hashes, properties }) => {
      const isDev = properties.some((property) => property.name === 'cdx:npm:package:development');
      return `${name}@${version} ${hashes[0]?.content ?? ''} ${isDev ? 'development' : 'runs'}`;
    });
    expect([...new Set(listed)].sort()).toEqual([...new Set(locked)].sort());
  });

  it('says where each comes from, under which licence, and what it needs', () => {
    const refs = new Set(sbom.components.map((component) => component['bom-ref']));
    for (const { name, version, purl, licenses } of sbom.components) {
      expect(decodeURIComponent(purl)).toBe(`pkg:npm/${name}@${version}`);
      expect(licenses, name).not.toEqual([]);
    }
    const missing = sbom.dependencies.flatMap(({ dependsOn = [] }) =>
      dependsOn.filter((ref) => !refs.has(ref)),
    );
    expect(missing).toEqual([]);
  });
});
