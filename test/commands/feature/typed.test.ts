import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { matchCommand } from '../../../src/line/match-command.ts';

function typed(line: string): unknown {
  const match = matchCommand(commands, line);
  return match.kind === 'command' ? match.rawOptions : match.kind;
}

describe('settings without an option of their own', () => {
  it.each([
    ['transcode template set 720p gop=2s', { template: '720p', fields: 'gop=2s' }],
    [
      'transcode template set 720p h264 gop=2s width=1280',
      { template: '720p', codec: 'h264', fields: 'gop=2s width=1280' },
    ],
    [
      'transcode template set 720p bitrate=900 gop=2s',
      { template: '720p', bitrate: '900', fields: 'gop=2s' },
    ],
    ['转码 模板 修改 720p 关键帧=2s', { template: '720p', fields: '关键帧=2s' }],
    ['record template set archive mp4.keep=7d', { template: 'archive', fields: 'mp4.keep=7d' }],
    [
      'record template copy archive short mp4.keep=7d cut=5m',
      { template: 'archive', name: 'short', fields: 'mp4.keep=7d cut=5m' },
    ],
    ['watermark template set logo "background.width=5"', { template: 'logo', name: 'background.width=5' }],
  ])('%s', (line, raw) => {
    expect(typed(line)).toEqual(raw);
  });
});
