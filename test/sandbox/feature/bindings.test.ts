import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NAME, NOW, openAccount, STREAM, type Account } from '../account.ts';
import { startReceiver } from '../callback-receiver.ts';
import { bound, MP4 } from './bound.ts';

const COS = { CosAppId: 1250000000, CosBucket: 'pictures', CosRegion: 'ap-guangzhou' };

describe('rules of several places', () => {
  const place = { DomainName: 'push.example.com' };
  it.each([
    ['the stream’s goes before that of its path', { app: 'live', stream: 'main' }, 'mp4'],
    ['that of the path before the domain’s', { app: 'live', stream: 'other' }, 'flv'],
    ['the domain’s holds for the rest', { app: 'studio', stream: 'main' }, 'aac'],
  ])('%s', async (_, name, format) => {
    const account = await openAccount();
    const { sandbox, heard } = account;
    await bound(account, 'Record', { AacParam: { Enable: 1 } }, place);
    await bound(account, 'Record', MP4, { ...NAME });
    await bound(account, 'Record', { FlvParam: { Enable: 1 } }, { ...place, AppName: 'live' });
    sandbox.push({ ...STREAM, ...name });
    sandbox.cut({ ...STREAM, ...name });
    const files = (await heard('file_format')).filter(([type]) => type === 100);
    expect(files).toEqual([[100, format]]);
  });

  it('another domain is not concerned, and `*` of time shift is every path and stream', async () => {
    const account = await openAccount();
    await bound(account, 'TimeShift', { Duration: 3600 }, { ...place, AppName: '*', StreamName: '*' });
    account.sandbox.push(STREAM);
    account.sandbox.push({ ...STREAM, domain: 'push.example.net' });
    account.clock.advance(60_000);
    const span = { StartTime: NOW - 60, EndTime: NOW + 60 };
    expect(await account.out('DescribeTimeShiftStreamList', span)).toMatchObject({
      TotalSize: 1,
      StreamList: [{ Domain: 'push.example.com', StreamName: 'main' }],
    });
  });
});

describe('a snapshot rule', () => {
  it('tells of a picture at every interval while the stream is pushed', async () => {
    const account = await openAccount();
    const { sandbox, clock, heard } = account;
    await bound(account, 'Snapshot', { SnapshotInterval: 20, Width: 640, ...COS });
    sandbox.push({ ...STREAM, width: 1280, height: 720 });
    for (const step of [20_000, 20_000, 19_000]) {
      await sandbox.settled();
      clock.advance(step);
    }
    sandbox.cut(STREAM);
    await sandbox.settled();
    clock.advance(60_000);
    const pictures = (await heard('create_time', 'width', 'height')).filter(([type]) => type === 200);
    expect(pictures).toEqual([
      [200, NOW + 20, 640, 720],
      [200, NOW + 40, 640, 720],
    ]);
  });
});

describe('a pad rule', () => {
  const PAD = {
    Url: 'https://media.example.com/back-soon.mp4',
    WaitDuration: 2000,
    MaxDuration: 60_000,
    Type: 2,
  };
  const where = { AppName: 'live', PushDomainName: 'push.example.com' };
  const padded = async ({ out }: Account) =>
    (await out('DescribeLivePadProcessorList', where))['StreamNameList'];

  it('shows the stream after a cut and the wait, until the time is over', async () => {
    const account = await openAccount();
    await bound(account, 'Pad', PAD);
    account.sandbox.push(STREAM);
    account.sandbox.cut(STREAM);
    account.clock.advance(1999);
    expect(await padded(account)).toEqual([]);
    account.clock.advance(1);
    expect(await padded(account)).toEqual(['main']);
    account.clock.advance(60_000);
    expect(await padded(account)).toEqual([]);
  });

  it('a stream that is back, in time or later, is padded no more', async () => {
    const account = await openAccount();
    await bound(account, 'Pad', PAD);
    account.sandbox.push(STREAM);
    for (const away of [1000, 5000]) {
      account.sandbox.cut(STREAM);
      account.clock.advance(away);
      account.sandbox.push(STREAM);
      account.clock.advance(5000);
      expect(await padded(account)).toEqual([]);
    }
  });

  it('is stopped by a call, which says whether there was anything to stop', async () => {
    const account = await openAccount();
    await bound(account, 'Pad', { ...PAD, WaitDuration: 0, MaxDuration: 0 });
    account.sandbox.push(STREAM);
    account.sandbox.cut(STREAM);
    account.clock.advance(365 * 86_400_000);
    expect(await padded(account)).toEqual(['main']);
    const stop = () => account.out('StopLivePadProcessor', { ...where, StreamName: 'main' });
    expect(await stop()).toEqual({ ResultMessage: 'success' });
    expect(await padded(account)).toEqual([]);
    expect(await stop()).toEqual({ ResultMessage: 'no match processor stream' });
  });

  it('a stream that is forbidden is not padded', async () => {
    const account = await openAccount();
    await bound(account, 'Pad', { ...PAD, WaitDuration: 0 });
    account.sandbox.push(STREAM);
    await account.out('ForbidLiveStream', { ...NAME, Reason: 'rights' });
    expect(await padded(account)).toEqual([]);
  });
});

describe('a callback rule', () => {
  const place = { DomainName: 'push.example.com', AppName: 'live' };

  it('decides where the messages of a stream go, by type, signed with its key', async () => {
    const own = await startReceiver();
    onTestFinished(own.close);
    const account = await openAccount();
    const { sandbox, heard } = account;
    await bound(account, 'Record', MP4);
    const urls = { StreamBeginNotifyUrl: own.url, RecordNotifyUrl: own.url, CallbackKey: 'own-key' };
    await bound(account, 'Callback', urls, place);
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    await sandbox.settled();
    // It has no URL for the end of a push, nor for the state of recordings.
    expect(own.messages.map(({ body }) => body['event_type'])).toEqual([1, 100]);
    const { t, sign } = own.messages[0]!.body;
    expect(sign).toBe(
      createHash('md5')
        .update(`own-key${String(t)}`)
        .digest('hex'),
    );
    expect(await heard()).toEqual([]);
    sandbox.push({ ...STREAM, app: 'studio' });
    expect(await heard()).toEqual([[1]]);
  });

  it('holds from the next push on; what runs tells where it did', async () => {
    const own = await startReceiver();
    onTestFinished(own.close);
    const account = await openAccount();
    const { sandbox, heard, out } = account;
    sandbox.push(STREAM);
    await bound(account, 'Callback', { StreamEndNotifyUrl: own.url, StreamBeginNotifyUrl: own.url }, place);
    sandbox.cut(STREAM);
    expect(await heard()).toEqual([[1], [0]]);
    sandbox.push(STREAM);
    await out('DeleteLiveCallbackRule', place);
    sandbox.cut(STREAM);
    await sandbox.settled();
    expect(own.messages.map(({ body }) => body['event_type'])).toEqual([1, 0]);
    expect(await heard()).toHaveLength(2);
    sandbox.push(STREAM);
    expect(await heard()).toEqual([[1], [0], [1]]);
  });

  it('also says where an ordered message goes', async () => {
    const own = await startReceiver();
    onTestFinished(own.close);
    const account = await openAccount();
    await bound(account, 'Callback', { RecordExceptionNotifyUrl: own.url, CallbackKey: 'own-key' }, place);
    const sent = account.sandbox.event({ type: 341, stream: STREAM });
    await account.sandbox.settled();
    expect(sent.url).toBe(own.url);
    expect(own.messages.map(({ body }) => body['event_type'])).toEqual([341]);
  });
});

describe('what a stream began under', () => {
  it('shows in what is recorded and in time shift', async () => {
    const account = await openAccount();
    const { sandbox, clock, heard, out } = account;
    const { TemplateId: hd } = await out('CreateLiveTranscodeTemplate', {
      TemplateName: 'hd',
      VideoBitrate: 2000,
    });
    await out('CreateLiveTranscodeRule', {
      DomainName: 'play.example.com',
      AppName: 'live',
      StreamName: '',
      TemplateId: hd,
    });
    const { WatermarkId } = await out('AddLiveWatermark', {
      PictureUrl: 'https://media.example.com/logo.png',
      WatermarkName: 'logo',
    });
    await out('CreateLiveWatermarkRule', { ...NAME, TemplateId: WatermarkId });
    await bound(account, 'TimeShift', { Duration: 7200, TranscodeTemplateIds: [hd] });
    await bound(account, 'Record', MP4);
    sandbox.push(STREAM);
    const [, state] = await heard('record_detail');
    expect(JSON.parse(String(state![1]))).toMatchObject({ record_content: 3, codec_temp_id: hd });
    clock.advance(60_000);
    const span = { StartTime: NOW - 3600, EndTime: NOW + 3600 };
    const listed = await out('DescribeTimeShiftStreamList', span);
    expect(listed).toMatchObject({
      TotalSize: 2,
      StreamList: [
        { StreamType: 1, TransCodeId: 0, StartTime: NOW, EndTime: NOW + 60, Duration: 7200 },
        { StreamType: 2, TransCodeId: hd, StartTime: NOW, EndTime: NOW + 60 },
      ],
    });
    expect(await out('DescribeTimeShiftStreamList', { ...span, PageSize: 1, PageNum: 2 })).toMatchObject({
      TotalSize: 2,
      StreamList: [{ StreamType: 2 }],
    });
    sandbox.cut(STREAM);
    clock.advance(60_000);
    sandbox.push(STREAM);
    clock.advance(60_000);
    const detail = { Domain: 'push.example.com', AppName: 'live', StreamName: 'main', ...span };
    expect((await out('DescribeTimeShiftRecordDetail', detail))['RecordList']).toMatchObject([
      { StartTime: NOW, EndTime: NOW + 60 },
      { StartTime: NOW + 120, EndTime: NOW + 180 },
    ]);
    expect(
      (await out('DescribeTimeShiftRecordDetail', { ...detail, TransCodeId: 404 }))['RecordList'],
    ).toEqual([]);
    // It can be gone back two hours after its end, no longer.
    clock.advance(7_200_000);
    expect((await out('DescribeTimeShiftRecordDetail', detail))['RecordList']).toHaveLength(1);
  });

  it.each([
    ['more than 24 hours', { StartTime: NOW - 86_401, EndTime: NOW }],
    ['an end before its start', { StartTime: NOW, EndTime: NOW - 1 }],
    ['pages of less than none', { StartTime: NOW - 60, EndTime: NOW, PageSize: -1 }],
  ])('a span of %s is refused', async (_, params) => {
    const { code } = await openAccount();
    expect(await code('DescribeTimeShiftStreamList', params)).toBe('InvalidParameter');
  });
});
