import { describe, expect, it } from 'vitest';
import type { Answers } from '../asking.ts';
import { asking, named } from './short-names.ts';

describe('a name of streams', () => {
  it('short, and that of another on air: both in full, with the rest of what was typed', async () => {
    const ada = asking([named('main'), named('sports')]);
    const refusal = await ada.refusal('stream forbid main 2h rights claim');
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual([
      'stream forbid push.example.com/live/sports 2h "rights claim"',
      'stream forbid push.example.com/live/main 2h "rights claim"',
    ]);
    expect(refusal.title.zh).toBe('“main”可能指 2 路流');
    expect((await ada.preview('stream drop short:main')).title).toBe('Drop push.example.com/live/sports');
    expect((await ada.preview('流 断开 短名:main')).title).toBe('Drop push.example.com/live/sports');
    expect((await ada.preview('stream drop name:main')).title).toBe('Drop push.example.com/live/main');
  });

  it('short, and that of the very stream it stands for', async () => {
    const config = { streams: { main: { domain: 'push.example.com', app: 'live', stream: 'main' } } };
    expect((await asking([named('main')], {}, config).preview('stream drop main')).title).toBe(
      'Drop push.example.com/live/main',
    );
  });

  it('short on another account: says so, and offers who is called so here', async () => {
    const refusal = await asking([named('elsewhere')]).refusal('stream drop elsewhere');
    expect(refusal.code).toBe('airdesk.other-account');
    expect(refusal.choices).toEqual(['stream drop push.example.com/live/elsewhere']);
  });

  it('with slashes in it: every reading that is there, each by its id', async () => {
    const ada = asking([named('b/c', 'push.example.com', 'a'), named('c', 'push.example.com', 'a/b')]);
    expect((await ada.refusal('stream drop push.example.com/a/b/c')).choices).toEqual([
      'stream drop "id:push.example.com/a/b%2Fc"',
      'stream drop "id:push.example.com/a%2Fb/c"',
    ]);
    const alone = asking([named('b/c', 'push.example.com', 'a')]);
    expect((await alone.preview('stream drop push.example.com/a/b/c')).plan).toMatchObject({
      name: { app: 'a', stream: 'b/c' },
    });
  });

  it('with odd characters that is not there: nothing is chosen, and its line is offered', async () => {
    const refusal = await asking([]).refusal('stream forbid push.example.com/live/cam:1 2h');
    expect(refusal.code).toBe('airdesk.not-found');
    expect(refusal.choices).toEqual(['stream forbid "id:push.example.com/live/cam:1" 2h']);
  });

  it('that the cloud lists in part is refused at the preview, with the reason', async () => {
    const refusal = await asking([{ ...named('ghost'), domain: '' }]).refusal('stream forbid ghost 2h');
    expect(refusal.code).toBe('airdesk.unnameable');
    expect(refusal.hint.en).toMatch(/without a domain/);
  });

  it('that begins like an id is reached by name:', async () => {
    const ada = asking([named('id:7')]);
    expect((await ada.refusal('stream drop id:7')).code).toBe('airdesk.bad-stream');
    expect((await ada.preview('stream drop name:id:7')).title).toBe('Drop push.example.com/live/id:7');
  });

  it('never repeats what follows a question mark', async () => {
    const refusal = await asking([]).refusal('stream show push.example.com/live/main?wsSecret=5e1fb0a8');
    expect(refusal.code).toBe('airdesk.bad-stream');
    expect(JSON.stringify([refusal.title, refusal.hint, refusal.choices])).not.toContain('5e1fb0a8');
  });
});

/** Groups of pushes, by stream name; the first of each is the main one. */
const groups = (...all: readonly (readonly [stream: string, ...sequences: string[]])[]): Answers => ({
  DescribeBackupStreamList: ({ StreamName }) => ({
    StreamInfoList: all
      .filter(([stream]) => (StreamName ?? stream) === stream)
      .map(([stream, ...sequences]) => ({
        StreamName: stream,
        HostGroupName: '',
        OptimalEnable: 0,
        BackupList: sequences.map((sequence, at) => ({
          DomainName: 'push.example.com',
          AppName: 'live',
          PublishTime: `2026-03-01T18:00:0${at}Z`,
          UpstreamSequence: sequence,
          SourceFrom: '直推流',
          MasterFlag: at === 0 ? 1 : 0,
        })),
      })),
  }),
});

describe('backup switch', () => {
  it('takes no short name that is another stream as well, pushed or not', async () => {
    const both = asking([], groups(['main', '1', '2'], ['sports', '3', '4']));
    const one = asking([], groups(['main', '1', '2']));
    for (const ada of [both, one]) {
      const refusal = await ada.refusal('backup switch main 2');
      expect(refusal.code).toBe('airdesk.ambiguous');
      expect(refusal.choices).toEqual([
        'backup switch push.example.com/live/sports 2',
        'backup switch push.example.com/live/main 2',
      ]);
    }
    const preview = await both.preview('backup switch short:main');
    expect(preview.title).toContain('live/sports to backup 2');
    expect(preview.plan).toMatchObject({ to: { sequence: '4' } });
  });

  it('takes no sequence that is the number of another push', async () => {
    // The backups are numbered 2 and 3; 3 is also the sequence of the first of them.
    const ada = asking([], groups(['news', '1001', '3', '1003']));
    const refusal = await ada.refusal('backup switch news 3');
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual([
      'backup switch push.example.com/live/news "id:3"',
      'backup switch push.example.com/live/news 1003',
    ]);
    expect(Object.values(refusal.about.shown ?? {})).toEqual([
      'backup switch push.example.com/live/news 2',
      'backup switch push.example.com/live/news "backup 3"',
    ]);
    const sequenceOf = async (line: string) => (await ada.preview(line)).plan;
    expect(await sequenceOf('backup switch news id:3')).toMatchObject({ to: { sequence: '3' } });
    expect(await sequenceOf('backup switch news "backup 3"')).toMatchObject({ to: { sequence: '1003' } });
    const list = await ada.look('backup list');
    expect(list.buttons?.map(({ id }) => id)).toEqual([
      'run:backup switch push.example.com/live/news "id:3"',
      'run:backup switch push.example.com/live/news 1003',
    ]);
  });
});
