import { describe, expect, it } from 'vitest';
import { addressShown, hostShown, mayHoldKey } from '../../../commands/caster/part/address.ts';
import { addresses, colour, inputNumbers, shareOf } from '../../../commands/caster/part/kinds.ts';
import { layers } from '../../../commands/caster/part/layers.ts';
import type { ApiValue, ValueKind } from '../../../commands/shape/values.ts';

describe('how settings of caster parts are written', () => {
  const share = shareOf({ below: 99, pixels: 1920 });
  it.each<[string, ValueKind, string, ApiValue | undefined]>([
    ['percent', share, '12.5', 0.125],
    ['percent with its sign', share, '7%', 0.07],
    ['pixels', share, '320px', 320],
    ['one pixel, which the cloud takes for all of the picture', share, '1px', undefined],
    ['all of the picture, which the cloud takes for one pixel', share, '100', undefined],
    ['more pixels than there are', share, '4000px', undefined],
    ['all of the width of a text', shareOf({ below: 100 }), '100%', 1],
    ['a colour by name', colour, 'red', '0xff0000'],
    ['a colour in Chinese', colour, '黄', '0xffff00'],
    ['a colour by its number', colour, '#FF8800', '0xff8800'],
    ['no colour', colour, '#ff88', undefined],
    ['inputs', inputNumbers, '1,2', '1|2'],
    ['inputs with a Chinese comma', inputNumbers, '3、12', '3|12'],
    ['no inputs', inputNumbers, 'main', undefined],
    ['a layer over the edge', layers, '80,80,25x25', undefined],
    ['a layer without size', layers, '80,80,0x25', undefined],
    [
      'an address that was typed with a key, which was taken away',
      addresses,
      'rtmp://a.example/live/x?…',
      undefined,
    ],
    ['six files', addresses, Array.from({ length: 6 }, () => 'https://a.example/x.mp4').join(','), undefined],
  ])('%s', (_, kind, typed, value) => {
    expect(kind.read(typed)).toEqual(value);
  });

  it.each<[ValueKind, string]>([
    [share, '12.5'],
    [share, '320px'],
    [colour, 'red'],
    [colour, '#ff8800'],
    [inputNumbers, '1,2'],
    [layers, '0,0,100x100;70,70,25x25'],
    [addresses, 'https://a.example/x.mp4,https://a.example/y.mp4'],
  ])('%# reads back what it spells: %s', (kind, typed) => {
    expect(kind.spell(kind.read(typed) ?? '')).toBe(typed);
  });

  it('a layer whose background is cut out is shown as it is and cannot be typed', () => {
    const layer = { LayerId: 1, LayerWidth: 1, LayerHeight: 1, LayerLocationX: 0, LayerLocationY: 0 };
    expect(layers.spell([layer])).toBe('0,0,100x100');
    expect(layers.spell([{ ...layer, UsePortraitSegment: true }])).toBeUndefined();
  });
});

describe('addresses with keys', () => {
  it.each([
    ['rtmp://a.example/live/x?txSecret=5e1f', true],
    ['rtmp://user:pw@a.example/live/x', true],
    ['rtmp://a.rtmp.youtube.com/live2/abcd-efgh', true],
    ['rtmp://a.example/live/9f8e7d6c5b4a3f2e', true],
    ['rtmp://push.example.org/live/evening', false],
    ['https://media.example.com/opener-2026-final.mp4', false],
  ])('%s: %s', (address, isHeld) => {
    expect(mayHoldKey(address)).toBe(isHeld);
  });

  it('are shown without them', () => {
    expect(addressShown('rtmp://user:pw@a.example/live/x?txSecret=5e1f')).toBe('rtmp://a.example/live/x?…');
    expect(hostShown('rtmp://user:pw@a.example/live/5e1f')).toBe('rtmp://a.example/…');
  });
});
