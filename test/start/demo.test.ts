import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBreaks } from '../../sandbox/breaks.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { asNewcomer } from '../fakes/newcomer.ts';
import { createBench } from '../sandbox/caller.ts';

const OFF_AIR = /CRITICAL push.example.com\/live\/main: off air/;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airdesk-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the demonstration, started three times in one folder', () => {
  it('breaks, alarms and recovers each time, and begins anew each time', async () => {
    for (let time = 1; time <= 3; time += 1)
      await asNewcomer(folder, async ({ driver, shows, breaks, steer }) => {
        expect(driver.messages()).toEqual([]);
        expect(await breaks('cut-main')).toBe(200);
        await shows(OFF_AIR);
        if (time < 3) return;
        expect(await breaks('mend-main')).toBe(200);
        await shows(/RECOVERED/);
        // The callbacks still find their way.
        await steer('/_sandbox/reset', '{}');
        expect(await breaks('cut-main')).toBe(200);
        await shows(OFF_AIR);
      });
  });

  it('goes on with what it had where that is asked for, and breaks and alarms all the same', async () => {
    const kept = { AIRDESK_DEMO: 'kept' };
    await asNewcomer(
      folder,
      async ({ shows, breaks }) => {
        await breaks('cut-main');
        await shows(OFF_AIR);
        await breaks('mend-main');
        await shows(/RECOVERED/);
      },
      kept,
    );
    await asNewcomer(
      folder,
      async ({ driver, shows, breaks }) => {
        await driver.say('engineer', 'alert history');
        await shows(/main/);
        await breaks('cut-main');
        await shows(OFF_AIR);
      },
      { ...kept, at: '2026-03-01T21:00:00Z' },
    );
  });

  it('is not emptied while another one runs in it', () =>
    asNewcomer(folder, async ({ shows, breaks }) => {
      await expect(asNewcomer(folder, async () => undefined)).rejects.toThrow(/is held by process/);
      await breaks('cut-main');
      await shows(OFF_AIR);
    }));

  it('never touches what it did not make', async () => {
    mkdirSync(join(folder, 'demo'));
    writeFileSync(join(folder, 'airdesk.json'), 'real');
    writeFileSync(join(folder, 'demo', 'film.mov'), 'mine');
    await expect(asNewcomer(folder, async () => undefined)).rejects.toThrow(
      /demo holds files that the demonstration did not make/,
    );
    expect(readdirSync(join(folder, 'demo'))).toEqual(['film.mov']);
    rmSync(join(folder, 'demo'), { recursive: true });
    await asNewcomer(folder, async () => undefined);
    expect(existsSync(join(folder, 'airdesk.json'))).toBe(true);
  });
});

describe('what a newcomer may break', () => {
  it('is told to the page, at /desk, to which / leads', () =>
    asNewcomer(folder, async ({ origin, breaks, shows }) => {
      const home = await fetch(origin, { redirect: 'manual' });
      expect([home.status, home.headers.get('location')]).toEqual([302, '/desk']);
      const list = (await (await fetch(`${origin}/desk/breaks`)).json()) as { id: string }[];
      expect(list[0]).toEqual({ id: 'cut-main', label: { en: 'Cut main', zh: '切断 main' } });
      expect(await breaks('cut-main', 'stranger')).toBe(403);
      expect(await breaks('cut-main', 'nobody')).toBe(401);
      expect(await breaks('cut-everything')).toBe(404);
      const foreign = { 'content-type': 'application/json', origin: 'http://evil.example' };
      const body = '{"as":"engineer","id":"cut-main"}';
      expect((await fetch(`${origin}/desk/breaks`, { method: 'POST', headers: foreign, body })).status).toBe(
        403,
      );
      expect(await breaks('lose-callback')).toBe(200);
      // Nobody told: Airdesk looked.
      await shows(/push.example.com\/live\/news/);
    }));

  it('breaks something each time, and is as it was after what mends it', () => {
    const { sandbox, clock } = createBench({ scene: demoScene });
    sandbox.setCallback({ url: 'http://127.0.0.1:9/', key: 'k' });
    const breaks = createBreaks(sandbox);
    const state = () => {
      const { streams, reconnecting, faults, pulls } = sandbox.state() as {
        streams: { upstreams: { path: string; source: string }[] }[];
        reconnecting: string[];
        faults: { kind: string }[];
        pulls: { broken: boolean }[];
      };
      const onAir = streams.flatMap(({ upstreams }) =>
        upstreams.map(({ path, source }) => `${path} ${source}`),
      );
      return {
        onAir: onAir.sort(),
        reconnecting,
        faults: faults.map(({ kind }) => kind),
        pulls: pulls.map(({ broken }) => broken),
      };
    };
    for (const [broken, mended] of [
      ['cut-main', 'mend-main'],
      ['cut-domain', 'mend-domain'],
      ['lose-callback', 'mend-callback'],
      ['slow-cloud', 'mend-cloud'],
      ['refuse-encoder', 'mend-encoder'],
    ] as const) {
      const before = state();
      for (let time = 0; time < 2; time += 1) {
        expect(breaks.cause(broken)).toBe(true);
        expect(state(), broken).not.toEqual(before);
        expect(breaks.cause(mended)).toBe(true);
        clock.advance(15_000);
        if (broken !== 'refuse-encoder') expect(state(), mended).toEqual(before);
      }
    }
    expect(breaks.list.map(({ id }) => id)).toHaveLength(10);
  });
});
