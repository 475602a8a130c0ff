import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Command } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { CHINESE } from '../../src/line/other-names/chinese.ts';
import { ENGLISH } from '../../src/line/other-names/english.ts';
import { OLD_NAMES } from '../../src/line/other-names/old-names.ts';
import { understood } from '../../src/line/other-names/understood.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { readOptions } from '../../src/line/read-options.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';

/** The lines that are offered. */
function offered(line: string, list: readonly Command[] = commands): readonly string[] {
  const answer = understood(list, parseLine(line));
  return answer instanceof Refusal ? answer.choices : [];
}

/** A stand-in for a command that another version has. */
const later = (name: string, zh: string, ...options: string[]): Command => {
  const [like] = commands.filter((command) => command.name === 'stream forbid');
  const stream = like?.options['stream'];
  if (!like || !stream) throw new Error('stream forbid');
  return { ...like, name, zh, options: Object.fromEntries(options.map((option) => [option, stream])) };
};
const more = [
  ...commands,
  later('record task add', '录制 任务 添加', 'stream', 'from', 'for'),
  later('record task stop', '录制 任务 停止', 'task'),
  later('delay set', '延播 修改', 'stream', 'delay'),
  later('mix stop', '混流 停止', 'session'),
].filter((command, index, all) => all.findIndex(({ name }) => name === command.name) === index);

describe('names of 2017', () => {
  it.each([
    [
      'Live_Channel_SetStatus channel_id=8888_a status=0 domain=p.com path=live',
      'stream forbid stream:p.com/live/8888_a',
    ],
    ['live_channel_setstatus Param.s.channel_id=a&Param.n.status=1', 'stream resume stream:a'],
    ['Live_Channel_SetStatus channel_id:a status:2', 'stream drop stream:a'],
    [
      'http://fcgi.video.qcloud.com/common_access?appid=1&interface=channel_manager&t=1&Param.s.channel_id=a&Param.n.abstime_end=1772409600&Param.s.action=forbid',
      'stream forbid stream:a for:"2026-03-02T00:00:00Z"',
    ],
    [
      'Live_Tape_Start Param.s.channel_id=a&Param.s.start_time=2026-05-20+10%3a00%3a00&Param.s.end_time=2026-05-20+10%3a30%3a00',
      'record task add stream:a from:"2026-05-20T02:00:00Z" for:"2026-05-20T02:30:00Z"',
    ],
    [
      '{"interface":{"interfaceName":"Mix_StreamV2","para":{"interface":"mix_streamv2.cancel_mix_stream","mix_stream_session_id":"room 1"}}}',
      'mix stop session:"room 1"',
    ],
    ['Live_Set_Delay channel_id=a time_length=30', 'delay set stream:a delay:30s'],
    ['Live_Channel_GetLiveChannelList page_no=3 page_size=10', 'stream list page:3'],
    ['StopLVBChannel channelId=9', 'stream forbid stream:9'],
    ['CreateLVBChannel', 'stream list'],
  ])('%s', (line, now) => {
    expect(offered(line, more)[0]).toBe(now);
  });

  it('carry over what the API takes where there is no command', () => {
    const without = commands.filter(({ name }) => !/^(?:record (?:task|now)|delay)/u.test(name));
    expect(offered('Live_Tape_Start channel_id=a end_time=1772409600', without)).toEqual([
      'api CreateRecordTask StreamName=a EndTime=1772409600',
    ]);
    expect(offered('Live_Set_Delay channel_id=a time_length=0', without)).toEqual([
      'api ResumeDelayLiveStream StreamName=a',
    ]);
  });
});

describe('every name that does not answer any more', () => {
  const retired = Object.entries(actions).flatMap(([name, { retired: is }]) => (is ? [name] : []));

  it('includes each retired action', () => {
    expect(OLD_NAMES.map(({ name }) => name)).toEqual(expect.arrayContaining(retired));
  });

  it.each(OLD_NAMES.map(({ name }) => [name]))('%s offers lines that can be sent, and says so', (name) => {
    const answer = understood(commands, parseLine(`${name} channel_id=a StreamName=a status=0`));
    if (!(answer instanceof Refusal)) throw new Error('nothing is offered');
    expect(answer.choices.length).toBeGreaterThan(0);
    expect(answer.title.zh).toMatch(/已.*下线/u);
    expect(answer.hint.en).toMatch(/^Nothing was done\..*:$/);
    for (const line of answer.choices) expect(matchCommand(commands, line).kind).toBe('command');
  });

  it.each(retired)('%s is not called by api, and offers the same', async (name) => {
    const command = commands.find((each) => each.name === `api ${name}`);
    if (!command) throw new Error(name);
    const context = { commands } as never;
    const options = { fields: 'StreamName=a FromUrl=rtmp://a.com/b/c' };
    const asked = async () =>
      command.kind === 'acts' ? command.preview(context, options) : command.run(context, options);
    await expect(asked()).rejects.toMatchObject({ code: 'airdesk.retired-action' });
  });
});

describe('other words', () => {
  it.each([
    ['kick main', ['stream drop main']],
    ['stream kick main', ['stream drop main']],
    ['ban main 2h', ['stream forbid main 2h']],
    ['delete recording template 7', ['record template remove 7']],
    ['bind watermark d.com/live 3', ['watermark rule add d.com/live 3']],
    ['logo list', ['watermark template list', 'watermark rule list']],
    ['certificate bind play.com', ['cert set play.com']],
    ['caster cut c 1', ['caster pgm c 1']],
    ['DropLiveStream StreamName=x', ['api DropLiveStream StreamName=x']],
    ['删除录制模板 7', ['record template remove 7']],
    ['删除 录制 模板 7', ['record template remove 7']],
    ['新建录制模板 x', ['record template add x']],
    ['台标 模板 新增 x', ['watermark template add x']],
    ['断流 main', ['stream drop main']],
    ['封禁 main 2h', ['stream forbid main 2h']],
    ['绑定证书 d.com', ['cert set d.com']],
    ['停止录制 main', ['record task stop main']],
    ['切备播 main', ['backup switch main']],
    ['切换备播 main', ['backup switch main']],
    ['切到备流 main', ['backup switch main']],
    ['备播 切换 main', ['backup switch main']],
  ])('%s', (line, lines) => {
    expect(offered(line, more)).toEqual(lines);
  });

  it.each([
    ['stream info main', 'stream show main'],
    ['ls stream', 'stream list'],
    ['流 详情 main', 'stream show main'],
    ['查询流 main', 'stream show main'],
    ['describeLiveDomains', 'api DescribeLiveDomains'],
  ])('%s only looks, and is read as %s at once', (line, meant) => {
    expect(understood(commands, parseLine(line))).toBe(meant);
  });

  it.each([
    ['strem drop main'],
    ['hello'],
    [''],
    ['😀'],
    ['x'.repeat(300)],
    ['constructor'],
    ['删'.repeat(40)],
  ])('%s means nothing else', (line) => {
    expect(understood(commands, parseLine(line))).toBeUndefined();
  });

  it('never takes a word of a command away, and never leads to one that acts without asking', () => {
    for (const { nouns, verbs, lines } of [ENGLISH, CHINESE])
      for (const word of [...Object.keys(nouns), ...Object.keys(verbs), ...Object.keys(lines)]) {
        const answer = understood(commands, parseLine(word));
        if (typeof answer !== 'string') continue;
        const match = matchCommand(commands, answer);
        expect(match).toMatchObject({ kind: 'command', command: { kind: 'looks', risk: 'read' } });
      }
  });

  it('offers options that can be read', () => {
    for (const line of Object.keys({ ...ENGLISH.lines, ...CHINESE.lines }))
      for (const each of offered(line)) {
        const match = matchCommand(commands, each);
        if (match.kind !== 'command') throw new Error(each);
        const read = readOptions(match.command, match.rawOptions);
        expect(read.ok ? [] : read.problems).toEqual([]);
      }
  });
});
