import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { generateTypes } from '../../scripts/generate-types.ts';
import {
  actions,
  structures,
  type Field,
  type Input,
  type Output,
} from '../../src/live/catalogue/catalogue.ts';
import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { findProblem, schemaOf, validateParams } from '../../src/live/catalogue/validate.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Live } from '../../src/live/live.ts';

const SCALARS = ['String', 'Integer', 'Float', 'Boolean', 'Timestamp'];

describe('the catalogue', () => {
  it('holds the 195 actions of the document, and 42 that came since', () => {
    expect(Object.values(actions).filter(({ since }) => since === undefined)).toHaveLength(195);
    expect(Object.values(actions).filter(({ since }) => since === '4.1.313')).toHaveLength(42);
    expect(Object.keys(structures)).toHaveLength(98 + 26);
  });

  it('names only types that exist, and limits only what can be limited', () => {
    const fields = [
      ...Object.values(structures).flat(),
      ...Object.values(actions).flatMap(({ input = [], output = [] }) => [...input, ...output]),
    ];
    for (const field of fields) {
      expect([...SCALARS, ...Object.keys(structures)]).toContain(field.type);
      const isNumber = field.type === 'Integer' || field.type === 'Float';
      if (field.min !== undefined || field.max !== undefined) expect(isNumber).toBe(true);
      if (field.maxBytes !== undefined || field.maxLength !== undefined) expect(field.type).toBe('String');
      expect(field.min ?? 0).toBeLessThanOrEqual(field.max ?? Infinity);
    }
  });

  it('requires a region on 28 actions, and has a rate for every action of the document', () => {
    const all = Object.values(actions);
    expect(all.filter(({ regions }) => regions !== undefined)).toHaveLength(28);
    expect(all.every(({ rateLimit, since }) => (rateLimit ?? 0) > 0 || since !== undefined)).toBe(true);
  });

  it('has its types generated', () => {
    const file = new URL('../../src/live/catalogue/types.generated.ts', import.meta.url);
    // Run `npm run generate` when this fails.
    expect(readFileSync(file, 'utf8')).toBe(generateTypes());
  });
});

describe('call is typed by the catalogue', () => {
  it('in and out', () => {
    expectTypeOf<Input<'DropLiveStream'>>().toEqualTypeOf<{
      StreamName: string;
      DomainName: string;
      AppName: string;
    }>();
    expectTypeOf<Output<'DropLiveStream'>>().toHaveProperty('RequestId').toEqualTypeOf<string>();
    expectTypeOf<Output<'DescribeLiveStreamState'>['StreamState']>().toEqualTypeOf<string>();
    expectTypeOf<Input<'StartLiveStreamMonitor'>['AudibleInputIndexList']>().toEqualTypeOf<
      Integer[] | undefined
    >();
    expectTypeOf<
      Output<'DescribeBackupStreamList'>['StreamInfoList'][number]['OptimalEnable']
    >().toEqualTypeOf<Integer | undefined>();
    const typed = (live: Live): Promise<{ readonly StreamState: string; readonly RequestId: string }> =>
      live.call('DescribeLiveStreamState', { StreamName: 's', DomainName: 'd', AppName: 'a' });
    // @ts-expect-error a parameter is missing
    const missing = (live: Live) => live.call('DropLiveStream', { StreamName: 'main', DomainName: 'd' });
    const stream = { DomainName: 'd', AppName: 'a', StreamName: 1 };
    // @ts-expect-error a parameter has another type
    const wrong = (live: Live) => live.call('DropLiveStream', stream);
    // @ts-expect-error no such parameter
    const unknown = (live: Live) => live.call('DescribeBackupStreamList', { Name: 'main' });
    // @ts-expect-error no such action
    const action = (live: Live) => live.call('DropStream', {});
    expect([typed, missing, wrong, unknown, action]).toHaveLength(5);
  });
});

describe('parameters', () => {
  const stream = { DomainName: 'd', AppName: 'a', StreamName: 's' };
  const monitor = {
    OutputInfo: { OutputStreamWidth: 640, OutputStreamHeight: 360 },
    InputList: [] as object[],
  };

  it.each([
    ['DropLiveStream', stream],
    ['DropLiveStream', { ...stream, AppName: '' }],
    ['DescribeBackupStreamList', { StreamName: undefined }],
    ['DescribeLiveForbidStreamList', { StreamName: 's', PageNum: 1, PageSize: 100 }],
    ['AddDelayLiveStream', { ...stream, DelayTime: 600 }],
    ['AddDelayLiveStream', { ...stream, DelayTime: 600n }],
    ['ForbidLiveStream', { ...stream, Reason: 'x'.repeat(2048) }],
    ['CreateLiveStreamMonitor', monitor],
    ['CreateLiveStreamMonitor', { ...monitor, InputList: [{ InputStreamName: 's' }] }],
  ])('%s %o fits', (action, params) => {
    expect(findProblem(action, params)).toBeUndefined();
    expect(() => validateParams(action, params)).not.toThrow();
  });

  it.each([
    ['DropLiveStream', { DomainName: 'd', AppName: 'a' }, 'missing', 'StreamName', 'text'],
    ['DropLiveStream', { ...stream, AppName: null }, 'unfit', 'AppName', 'text'],
    ['DropLiveStream', { ...stream, StreamName: 7 }, 'unfit', 'StreamName', 'text'],
    ['DropLiveStream', { ...stream, Streamname: 's' }, 'unknown', 'Streamname', 'StreamName'],
    ['DropLiveStream', { ...stream, constructor: 's' }, 'unknown', 'constructor', 'DomainName'],
    ['DropLiveStream', null, 'unfit', '', 'an object'],
    ['DropLiveStream', [], 'unfit', '', 'an object'],
    ['DescribeLivePadTemplates', { A: 1 }, 'unknown', 'A', 'no parameters'],
    [
      'AddDelayLiveStream',
      { ...stream, DelayTime: 601 },
      'unfit',
      'DelayTime',
      'a whole number of at most 600',
    ],
    [
      'AddDelayLiveStream',
      { ...stream, DelayTime: 1.5 },
      'unfit',
      'DelayTime',
      'a whole number of at most 600',
    ],
    [
      'AddDelayLiveStream',
      { ...stream, DelayTime: '60' },
      'unfit',
      'DelayTime',
      'a whole number of at most 600',
    ],
    ['StopCasterPvw', { CasterId: 2 ** 60 }, 'unfit', 'CasterId', 'a whole number'],
    ['StopCasterPvw', { CasterId: 2n ** 70n }, 'unfit', 'CasterId', 'a whole number'],
    ['StopCasterPvw', { CasterId: NaN }, 'unfit', 'CasterId', 'a whole number'],
    [
      'ForbidLiveStream',
      { ...stream, Reason: '禁'.repeat(683) },
      'unfit',
      'Reason',
      'text of at most 2048 bytes',
    ],
    [
      'StartLiveStreamMonitor',
      { MonitorId: 'm', AudibleInputIndexList: 1 },
      'unfit',
      'AudibleInputIndexList',
      'a list, each a whole number',
    ],
    [
      'StartLiveStreamMonitor',
      { MonitorId: 'm', AudibleInputIndexList: [1, 'x'] },
      'unfit',
      'AudibleInputIndexList[1]',
      'a whole number',
    ],
    [
      'CreateLiveStreamMonitor',
      { ...monitor, InputList: [{ InputStreamName: 's' }, { InputName: 's' }] },
      'unknown',
      'InputList[1].InputName',
      'InputApp',
    ],
    [
      'CreateLiveStreamMonitor',
      { ...monitor, OutputInfo: { OutputStreamWidth: 1921, OutputStreamHeight: 1 } },
      'unfit',
      'OutputInfo.OutputStreamWidth',
      'a whole number from 1 to 1920',
    ],
  ])('%s %o: %s %s', (action, params, kind, path, expected) => {
    expect(findProblem(action, params)).toMatchObject({ kind, path, expected: { en: expected } });
  });

  it('is told in both languages, naming the field and never the value', () => {
    const error = refusal('DropLiveStream', { ...stream, StreamName: { token: 'hunter2' } });
    expect(error).toMatchObject({
      code: 'airdesk.bad-parameter',
      outcome: 'unsent',
      action: 'DropLiveStream',
    });
    expect(error.hint.en).toBe('StreamName must be text. Nothing was sent (DropLiveStream).');
    expect(error.hint.zh).toBe('StreamName 应为文本。请求没有发出（DropLiveStream）。');
    expect(JSON.stringify([error.message, error.hint])).not.toContain('hunter2');
  });

  it.each([
    ['CreateLiveRecord', 'airdesk.retired-action', 'CreateRecordTask'],
    ['DescribeLiveCert', 'airdesk.retired-action', 'ssl.DescribeCertificateDetail'],
    ['DropLiveStreem', 'airdesk.unknown-action', 'DropLiveStream'],
    ['__proto__', 'airdesk.unknown-action', 'nearest'],
  ])('%s cannot be called', (action, code, named) => {
    const error = refusal(action, {});
    expect(error).toMatchObject({ code, outcome: 'unsent' });
    expect(error.hint.en).toContain(named);
  });

  it('every action has a schema, which takes the least that it requires', () => {
    for (const [name, { input = [] }] of Object.entries(actions)) {
      expect(schemaOf(name).safeParse(least(input)).error, name).toBeUndefined();
      if (input.some(({ required }) => required))
        expect(findProblem(name, {})).toMatchObject({ kind: 'missing' });
    }
  });
});

function refusal(action: string, params: unknown): LiveError {
  try {
    validateParams(action, params);
  } catch (error) {
    if (error instanceof LiveError) return error;
  }
  throw new Error('expected a LiveError');
}

/** The smallest parameters that have every required field. */
function least(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter(({ required }) => required).map((field) => [field.name, field.array ? [] : one(field)]),
  );
}

function one(field: Field): unknown {
  switch (field.type) {
    case 'String':
    case 'Timestamp':
      return '';
    case 'Integer':
    case 'Float':
      return field.min ?? 0;
    case 'Boolean':
      return false;
    default:
      return least(structures[field.type] ?? []);
  }
}
