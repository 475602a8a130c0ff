import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRelations, sourceName, streamOf } from '../../../src/live/read/relations.ts';
import type { Live } from '../../../src/live/live.ts';

const task = (id: number, more: object = {}) => ({
  TaskId: String(id),
  SourceUrls: ['https://cdn.example.com/live/feed.flv?auth_key=secret'],
  DomainName: 'push.example.com',
  AppName: 'live',
  StreamName: `s${id}`,
  ...more,
});

/** Pull tasks in pages, and casters with their inputs and outputs; `fails` names actions that do. */
function cloud(
  tasks: readonly object[],
  inputs: Readonly<Record<number, readonly string[]>>,
  fails = '',
  outputs: Readonly<Record<number, readonly object[]>> = {},
): Live {
  const answer = (action: string, params: object): object => {
    if (fails.includes(action)) throw new Error(action);
    const { PageNum = 1, CasterId = 0 } = params as { PageNum?: number; CasterId?: number };
    if (action === 'DescribeCasterList')
      return { CasterList: Object.keys(inputs).map((id) => ({ CasterId: Number(id) })) };
    if (action === 'DescribeCasterInputInfos')
      return { InputInfos: (inputs[CasterId] ?? []).map((InputUrl) => ({ InputUrl })) };
    if (action === 'DescribeCasterOutputInfos') return { OutputInfos: outputs[CasterId] ?? [] };
    return {
      TaskInfos: tasks.slice((PageNum - 1) * 20, PageNum * 20),
      TotalPage: Math.ceil(tasks.length / 20),
    };
  };
  return { call: async (action, params) => answer(action, params) as never };
}

describe('what streams depend on', () => {
  it('is their pull source and the casters that they feed', async () => {
    const relations = await readRelations(
      cloud([task(1), task(2), task(3, { DomainName: '', AppName: '', StreamName: '' })], {
        7: ['rtmp://push.example.com/live/s1?txSecret=1', 'https://cdn.example.com/live/s9.flv'],
      }),
    );
    const source = 'source:https://cdn.example.com/live/feed.flv';
    expect(Object.fromEntries(relations.groups)).toEqual({
      'push.example.com/live/s1': [source, 'caster:7'],
      'push.example.com/live/s2': [source],
      'cdn.example.com/live/s9': ['caster:7'],
    });
  });

  it('is read page by page', async () => {
    const relations = await readRelations(
      cloud(
        Array.from({ length: 45 }, (_, id) => task(id)),
        {},
      ),
    );
    expect(relations.groups.size).toBe(45);
  });

  it.each([
    ['DescribeLivePullStreamTasks', ['caster:7']],
    ['DescribeCasterList', ['source:https://cdn.example.com/live/feed.flv']],
  ])('is what can be read where %s fails', async (fails, groups) => {
    const live = cloud([task(1)], { 7: ['rtmp://push.example.com/live/s1'] }, fails);
    expect((await readRelations(live)).groups.get('push.example.com/live/s1')).toEqual(groups);
  });

  it('is the pull task that feeds them, and of a program the inputs of its caster', async () => {
    const { feeds } = await readRelations(
      cloud([task(1)], { 7: ['rtmp://push.example.com/live/s1', 'rtmp://push.example.com/live/s2'] }, '', {
        7: [{ OutputDomainName: 'push.example.com', OutputAppName: 'live', OutputStreamId: 'caster_7' }, {}],
      }),
    );
    expect(Object.fromEntries(feeds)).toEqual({
      'push.example.com/live/s1': [{ type: 'pull', id: '1' }],
      'push.example.com/live/caster_7': [
        { type: 'stream', id: 'push.example.com/live/s1' },
        { type: 'stream', id: 'push.example.com/live/s2' },
      ],
    });
  });

  it('never names a query, where keys are', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (address) => {
        expect(sourceName(address) ?? '').not.toContain('?');
        expect(streamOf(address) ?? '').not.toContain('?');
      }),
    );
    expect(sourceName('not an address')).toBeUndefined();
  });
});
