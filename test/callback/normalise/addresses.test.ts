import { describe, expect, it } from 'vitest';
import { plainAddress, pushedStream } from '../../../src/callback/normalise/stream-subject.ts';

describe('an address', () => {
  it.each([
    ['rtmp://cdn.example.com/live/feed?txSecret=abc', 'rtmp://cdn.example.com/live/feed'],
    ['https://user:secret@cdn.example.com/live/feed/', 'https://cdn.example.com/live/feed'],
    ['https://lonelytoken@cdn.example.com/live/feed', 'https://cdn.example.com/live/feed'],
    ['https://[redacted]@cdn.example.com/live/feed', 'https://cdn.example.com/live/feed'],
    ['https://cdn.example.com/live/@feed', 'https://cdn.example.com/live/@feed'],
    ['no address', undefined],
  ])('%s is shown without what could be a secret', (address, shown) => {
    expect(plainAddress(address)).toBe(shown);
  });

  it('tells the stream that it pushes to', () => {
    expect(pushedStream('rtmp://u:p@push.example.com:1935/live/main?key=1')).toBe(
      'push.example.com/live/main',
    );
  });
});
