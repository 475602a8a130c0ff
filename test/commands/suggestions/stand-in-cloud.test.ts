import { afterEach, describe, expect, it } from 'vitest';
import { createLiveClient, type LiveClient } from '../../../src/live/client.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { desk } from './suggestion-desk.ts';

describe('against the stand-in cloud, over real HTTP', () => {
  let open: { sandbox: Sandbox; client: LiveClient } | undefined;
  afterEach(async () => {
    await open?.client.close();
    await open?.sandbox.close();
    open = undefined;
  });

  async function start() {
    const clock = createTestClock();
    const keys = { secretId: 'AKIDexample', secretKey: 'example-key' };
    const sandbox = createSandbox({ clock, seed: 3, ...keys, scene: demoScene });
    const { origin } = await sandbox.listen({ port: 0 });
    const client = createLiveClient({
      endpoint: origin,
      region: 'ap-guangzhou',
      credentials: async () => keys,
      clock,
      random: () => 0.5,
    });
    open = { sandbox, client };
    return { ask: desk(client, clock), sandbox };
  }

  it('streams: short names first, with what they are doing', async () => {
    const { ask } = await start();
    const found = await ask('stream drop stream:');
    expect(found.slice(0, 3)).toEqual([
      { value: 'prime', name: 'prime · push.example.com/live/main · on air 3 h' },
      { value: 'night', name: 'night · push.example.com/live/late · not pushed' },
      expect.objectContaining({ value: expect.stringMatching(/^push\./) }),
    ]);
    expect(found.filter(({ name }) => name.includes('/live/main'))).toHaveLength(1);
    expect(await ask('stream drop stream:news', {}, '2')).toEqual([
      { value: 'push.example.com/live/news', name: 'push.example.com/live/news · 已推流 40 分钟' },
    ]);
    expect((await ask('stream drop stream:push.example.com/live/ma')).map(({ value }) => value)[0]).toBe(
      'prime',
    );
  });

  it('streams of one name are told apart', async () => {
    const { ask } = await start();
    const galas = await ask('stream show stream:gala');
    expect(galas).toHaveLength(2);
    expect(new Set(galas.map(({ value }) => value)).size).toBe(2);
    expect(new Set(galas.map(({ name }) => name)).size).toBe(2);
  });

  it('backups of the given stream, by sequence', async () => {
    const { ask } = await start();
    const [only, ...others] = await ask('backup switch to:', { stream: 'push.example.com/live/sports' });
    expect(others).toEqual([]);
    expect(only?.value).toMatch(/^\d{4,}$/);
    expect(only?.name).toBe('2 · pull task task-sports-backup · push.example.com/live · 1 h 59 min (backup)');
    expect(await ask('backup switch to:', { stream: 'push.example.com/live/sports' }, '2')).toEqual([
      {
        value: only?.value,
        name: '2 · 拉流转推任务 task-sports-backup · push.example.com/live · 1 小时 59 分钟（备流）',
      },
    ]);
    expect(await ask('backup switch to:2', { stream: 'sports' })).toHaveLength(1);
    expect(await ask('backup switch to:', { stream: 'prime' })).toEqual([]);
    expect(await ask('backup switch to:', { stream: 'no-such' })).toEqual([]);
    expect(await ask('backup switch to:', { stream: 'rtmp://x/y' })).toEqual([]);
    expect(await ask('backup switch to:', {})).toEqual([]);
  });

  it('pull tasks, with what they feed', async () => {
    const { ask } = await start();
    const found = [{ value: 'task-sports-backup', name: 'stadium-feed · push.example.com/live/sports' }];
    expect(await ask('pull restart task:')).toEqual(found);
    expect(await ask('pull show task:stad', {}, '2')).toEqual(found);
  });

  it('casters, and what the given one can show', async () => {
    const { ask } = await start();
    const casters = await ask('caster take caster:');
    expect(casters.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^evening-studio \(\d+\) · PGM and PVW$/),
      expect.stringMatching(/^spare-studio \(\d+\) · off$/),
    ]);
    const caster = casters[0]!.value;
    expect(await ask('caster pvw index:', { caster, kind: 'layout' })).toEqual([
      { value: '1', name: 'layout 1 (inputs 1) · PGM' },
      { value: '2', name: 'layout 2 (inputs 1, 2) · PVW' },
      { value: '3', name: 'layout 3 (inputs 2, 1)' },
    ]);
    expect(await ask('caster pvw index:', { caster: 'evening-studio', kind: 'input' }, '2')).toEqual([
      { value: '1', name: '输入 1（Main camera）' },
      { value: '2', name: '输入 2（Stadium）' },
      { value: '3', name: '输入 3（Opener）' },
      { value: '4', name: '输入 4（Back soon）' },
    ]);
    expect(await ask('caster pgm index:stad', { caster, kind: 'input' })).toHaveLength(1);
    expect(await ask('caster pgm index:', { caster })).toEqual([]);
    expect(await ask('caster pgm index:', { caster: 'no-such', kind: 'input' })).toEqual([]);
  });

  it('several streams with commas: the last one is completed, and none is offered twice', async () => {
    const { ask } = await start();
    const before = 'push.example.com/live/news,';
    const found = await ask(`monitor add inputs:${before}sports`);
    expect(found.map(({ value }) => value)).toEqual([`${before}push.example.com/live/sports`]);
    expect(found[0]?.name).toMatch(/^push\.example\.com\/live\/news,push\.example\.com\/live\/sports/);
    const all = await ask(`monitor add inputs:${before}`);
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ value }) => value)).not.toContain(`${before}push.example.com/live/news`);
  });

  it('play domains for the output of a monitor, push domains for callbacks', async () => {
    const { ask } = await start();
    const values = async (line: string) => (await ask(line)).map(({ value }) => value);
    expect(await values('monitor add output:')).toEqual(['play.example.com']);
    expect(await values('callback setup domain:')).toEqual(['push.example.com', 'push.example.net']);
  });

  it('monitors, and nothing is written', async () => {
    const { ask, sandbox } = await start();
    const monitors = await ask('monitor start monitor:');
    expect(monitors).toHaveLength(2);
    expect(monitors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([expect.stringMatching(/ · (idle|running)/)]),
    );
    expect(sandbox.calls().filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
  });
});
