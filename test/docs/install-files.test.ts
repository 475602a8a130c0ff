/** What deploy/ names is there: commands, variables, ports, paths. No container engine runs here. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SUBCOMMANDS } from '../../cli/subcommands.ts';
import { knownVariables, readEnvironment, secretVariables } from '../../src/config/environment.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { read, ROOT } from './pages.ts';

const known = new Set([
  ...knownVariables(DESCRIPTIONS),
  ...secretVariables(DESCRIPTIONS).map((name) => `${name}_FILE`),
  'NODE_ENV',
]);
const names = new Set(SUBCOMMANDS.map(({ name }) => name));
const { environment } = readEnvironment({}, () => '', DESCRIPTIONS);
const isThere = (path: string): boolean => existsSync(new URL(path, ROOT));
const Compose = z.object({
  services: z.object({
    airdesk: z.object({
      build: z.object({ context: z.literal('..'), dockerfile: z.string() }),
      stop_grace_period: z.literal('40s'),
      environment: z.record(z.string(), z.string()),
      secrets: z.array(z.string()),
      volumes: z.array(z.string()),
      ports: z.array(z.string()),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

describe('deploy/Containerfile', () => {
  const text = read('deploy/Containerfile');
  const settings = Object.fromEntries(
    [...text.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );

  it('copies what is there, and leaves nothing out that is built or run', () => {
    const first = text.split('\nFROM ')[1] ?? '';
    const copied = [...first.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, what = '']) => what.split(' '));
    expect(copied.filter((path) => !isThere(path))).toEqual([]);
    expect(copied).toEqual(expect.arrayContaining(['bin', 'cli', 'src', 'adapters', 'commands', 'sandbox']));
    const kept = [...text.matchAll(/^COPY --from=build \/opt\/airdesk\/(\S+) /gm)].map(
      ([, path = '']) => path,
    );
    const built = ['dist', 'node_modules'];
    expect(kept.filter((path) => !built.includes(path) && !isThere(path))).toEqual([]);
    expect(kept).toEqual(expect.arrayContaining([...built, 'package.json', 'bin', 'src/chart/worker']));
  });

  it('runs what there is, with variables that there are, on the port that it opens', () => {
    expect(text).toContain('ENTRYPOINT ["node", "bin/airdesk.cjs"]');
    expect(isThere('bin/airdesk.cjs')).toBe(true);
    const [, command = ''] = /^CMD \["(\w+)"\]/m.exec(text) ?? [];
    expect([...names]).toContain(command);
    const [, env = ''] = /^ENV (.+)$/m.exec(text) ?? [];
    for (const setting of env.split(' ')) expect([...known]).toContain(setting.split('=')[0]);
    expect(text).toContain(`EXPOSE ${settings['PORT'] ?? ''}\n`);
    expect(settings['PORT']).toBe(String(environment?.port));
    expect(text).toContain(`VOLUME ${settings['AIRDESK_DATA'] ?? ''}\n`);
    expect(text).toContain('/healthz');
  });
});

describe('deploy/compose.yaml', () => {
  const { services, volumes, secrets } = Compose.parse(parse(read('deploy/compose.yaml')));
  const { airdesk } = services;

  it('names files, variables, secrets and volumes that there are', () => {
    expect(isThere(airdesk.build.dockerfile)).toBe(true);
    for (const name of Object.keys(airdesk.environment)) expect([...known]).toContain(name);
    const given = Object.values(airdesk.environment).filter((path) => path.startsWith('/run/secrets/'));
    expect(given.map((path) => path.slice('/run/secrets/'.length)).sort()).toEqual(
      [...airdesk.secrets].sort(),
    );
    expect(Object.keys(secrets).sort()).toEqual([...airdesk.secrets].sort());
    expect(airdesk.volumes).toContain(`./airdesk.yaml:${airdesk.environment['AIRDESK_CONFIG'] ?? ''}:ro`);
    const [, data = ''] = /AIRDESK_DATA=(\S+)/.exec(read('deploy/Containerfile')) ?? [];
    expect(airdesk.volumes).toContain(`${Object.keys(volumes)[0] ?? ''}:${data}`);
    expect(airdesk.ports).toEqual([`127.0.0.1:${environment?.port ?? 0}:${environment?.port ?? 0}`]);
  });
});

describe('deploy/airdesk.service and deploy/airdesk.logrotate', () => {
  const unit = read('deploy/airdesk.service');

  it('starts what there is, with variables and credentials that there are', () => {
    const [, program = '', command = ''] = /^ExecStart=\/usr\/bin\/node (\S+) (\w+)$/m.exec(unit) ?? [];
    expect(isThere(program)).toBe(true);
    expect([...names]).toContain(command);
    const variables = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, all = '']) => all.split(' '));
    for (const variable of variables) expect([...known]).toContain(variable.split('=')[0]);
    const credentials = [...unit.matchAll(/^LoadCredential=([\w-]+):/gm)].map(([, name = '']) => name);
    const used = [...unit.matchAll(/%d\/([\w-]+)/g)].map(([, name = '']) => name);
    expect(used.sort()).toEqual(credentials.sort());
    expect(unit).toContain('StateDirectory=airdesk\n');
    expect(unit).toContain('AIRDESK_DATA=/var/lib/airdesk');
    expect(unit).toContain('ExecReload=/bin/kill -HUP $MAINPID');
    expect(unit).toContain('TimeoutStopSec=40');
  });

  it('the log that is rotated is the one that is written', () => {
    const [, written = ''] = /StandardOutput=append:(\S+)/.exec(unit) ?? [];
    expect(read('deploy/airdesk.logrotate')).toContain(`\n${written} {\n`);
  });
});

it('commands of airdesk that the pages show are there', () => {
  for (const name of [
    'README.md',
    'docs/install.md',
    'docs/operations.md',
    'deploy/compose.yaml',
    'deploy/airdesk.service',
  ])
    for (const [, asked = ''] of read(name).matchAll(
      /\bairdesk(?:\.cjs)? (start|check|backup|password|register|rules|audit|sandbox)\b/g,
    ))
      expect([...names].map((one) => one.split(' ')[0])).toContain(asked);
});
