import { plainWord } from '../../../src/text/characters.ts';
import type { ApiValue, ValueKind } from '../../shape/values.ts';

const LAYER =
  /^(?<left>\d{1,3}(?:\.\d{1,2})?),(?<top>\d{1,3}(?:\.\d{1,2})?),(?<width>\d{1,3}(?:\.\d{1,2})?)x(?<height>\d{1,3}(?:\.\d{1,2})?)$/u;
const MOST_LAYERS = 24;

/** Place and size of each layer in percent, the lowest first: `0,0,100x100;70,70,25x25`. The API has shares. */
export const layers: ValueKind = {
  fits: {
    en: 'left,top,widthxheight of each input in percent, with ; between them, the lowest first',
    zh: '各输入的 左,上,宽x高（百分比），用 ; 分隔，底层在前',
  },
  example: '0,0,100x100;70,70,25x25',
  read(typed) {
    const read = plainWord(typed.trim())
      .split(/[;；\s]+/u)
      .filter((word) => word !== '')
      .map((word, at) => readLayer(word.toLowerCase(), at + 1));
    return read.length > 0 && read.length <= MOST_LAYERS && read.every((layer) => layer !== undefined)
      ? read
      : undefined;
  },
  spell: (value) => spelt(value, ';'),
  show: (value) => spelt(value, ' · ') ?? '',
};

function readLayer(word: string, id: number): ApiValue | undefined {
  const { left, top, width, height } = LAYER.exec(word)?.groups ?? {};
  const [x, y, w, h] = [left, top, width, height].map((text) => Number(text ?? 'none') / 100);
  if (x === undefined || y === undefined || w === undefined || h === undefined) return undefined;
  // What would reach over the edge is a slip of the hand.
  if (!(w > 0 && h > 0 && x + w <= 1.0001 && y + h <= 1.0001)) return undefined;
  return { LayerId: id, LayerWidth: w, LayerHeight: h, LayerLocationX: x, LayerLocationY: y };
}

/** Undefined for what cannot be typed: a layer whose background is cut out. */
function spelt(value: ApiValue, between: string): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const all = (value as readonly ApiValue[]).map((layer) => {
    if (typeof layer !== 'object' || !('LayerWidth' in layer) || layer['UsePortraitSegment'] === true)
      return undefined;
    const percent = (name: string) => Number((Number(layer[name] ?? 0) * 100).toFixed(2));
    return {
      id: Number(layer['LayerId'] ?? 0),
      text: `${percent('LayerLocationX')},${percent('LayerLocationY')},${percent('LayerWidth')}x${percent('LayerHeight')}`,
    };
  });
  if (all.length === 0 || all.includes(undefined)) return undefined;
  return all
    .filter((layer) => layer !== undefined)
    .sort((a, b) => a.id - b.id)
    .map(({ text }) => text)
    .join(between);
}
