import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type {
  CasterInputInfo,
  CasterLayoutInfo,
  CasterMarkPicInfo,
  CasterMarkWordInfo,
} from '../../src/live/catalogue/types.generated.ts';
import type { Reader } from '../../src/live/reader.ts';
import type { Display, Sources } from './display.ts';
import { casterNumber } from './scene.ts';
import { fingerprint, type Json } from '../../src/json.ts';

/** The watermark pictures and texts of a caster. `unavailable`: the cloud does not show them to this key. */
export interface Marks {
  readonly pictures: readonly CasterMarkPicInfo[] | 'unavailable';
  readonly texts: readonly CasterMarkWordInfo[] | 'unavailable';
}

/** CasterInputInfo, InputType: a video file, a pulled stream, a picture. The others are pushed into the caster. */
const FETCHED: readonly number[] = [1, 2, 3];

/** Reads the watermark pictures and texts, those kinds that one of the displays has. @throws LiveError */
export async function readMarks(
  context: Reader,
  id: string,
  displays: readonly (Display | undefined)[],
): Promise<Marks> {
  const CasterId = casterNumber(id);
  const uses = (kind: 'pictures' | 'texts') => displays.some((display) => (display?.[kind].length ?? 0) > 0);
  const [pictures, texts] = await Promise.all([
    uses('pictures')
      ? ifShown(
          async () => (await context.live.call('DescribeCasterMarkPicInfos', { CasterId })).MarkPicInfos,
        )
      : [],
    uses('texts')
      ? ifShown(
          async () => (await context.live.call('DescribeCasterMarkWordInfos', { CasterId })).MarkWordInfos,
        )
      : [],
  ]);
  return { pictures, texts };
}

/**
 * A mark of what stands behind a picture's numbers: a layout, an input, a watermark that is changed in the console keeps
 * its number and shows something else. Addresses go into it, and cannot be read from it.
 */
export function contentMark(display: Display, sources: Sources, marks: Marks): string {
  return fingerprint(contentOf(display, sources, marks, true));
}

/** The same without what is turned, retyped and renamed while a picture is on air: sound levels, texts, descriptions. */
export function pictureMark(display: Display, sources: Sources, marks: Marks): string {
  return fingerprint(contentOf(display, sources, marks, false));
}

function contentOf(display: Display, sources: Sources, marks: Marks, all: boolean): Json {
  const layout =
    display.kind === 'layout'
      ? sources.layouts.find((each) => Number(each.LayoutIndex) === display.index)
      : undefined;
  const held =
    display.kind === 'input'
      ? [display.index]
      : (layout?.InputIndexList ?? '').split('|').filter(Boolean).map(Number);
  const needed = new Set([...held, ...display.audio]);
  return {
    layout: layout ? layoutContent(layout) : null,
    inputs: sources.inputs
      .filter((input) => needed.has(Number(input.InputIndex)))
      .map((input) => ({ ...inputContent(input), ...(all ? livelyOf(input) : {}) })),
    pictures: marksOf(marks.pictures, display.pictures, (mark) => mark.MarkPicIndex),
    texts: all ? marksOf(marks.texts, display.texts, (mark) => mark.MarkWordIndex) : null,
  };
}

/** A warning where the watermarks of a display cannot be compared. */
export function contentLines({ say }: CommandContext, display: Display, marks: Marks): string[] {
  const hidden =
    (display.pictures.length > 0 && marks.pictures === 'unavailable') ||
    (display.texts.length > 0 && marks.texts === 'unavailable');
  return hidden
    ? [
        say(
          'Warning: the content of the watermarks could not be read. If someone changes it in the meantime, it will not show here.',
          '注意：无法读取水印内容；期间若有人改了水印，这里看不出来。',
        ),
      ]
    : [];
}

async function ifShown<T>(read: () => Promise<readonly T[]>): Promise<readonly T[] | 'unavailable'> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LiveError && error.outcome === 'refused' && !error.retryable) return 'unavailable';
    throw error;
  }
}

function layoutContent(layout: CasterLayoutInfo): Json {
  const params = [...(layout.LayoutParams ?? [])].sort((a, b) => Number(a.LayerId) - Number(b.LayerId));
  return {
    // In the order of the layers.
    inputs: layout.InputIndexList ?? '',
    template: Number(layout.LayoutTemplateId ?? 0),
    size: [Number(layout.LayoutWidth ?? 0), Number(layout.LayoutHeight ?? 0)],
    layers: params.map(plain),
  };
}

function livelyOf(input: CasterInputInfo): Readonly<Record<string, Json>> {
  return { description: input.Description ?? '', volume: Number(input.Volume ?? 100) };
}

function inputContent(input: CasterInputInfo): Readonly<Record<string, Json>> {
  const type = Number(input.InputType ?? -1);
  // What is pushed into the caster has an address that is signed anew whenever it is read.
  const url = (address: string) => (FETCHED.includes(type) ? address : address.replace(/\?.*/su, ''));
  return {
    index: Number(input.InputIndex),
    type,
    url: url(input.InputUrl ?? ''),
    files: (input.InputUrls ?? []).map(url),
    loops: Number(input.LoopNumber ?? 0),
  };
}

function marksOf<T extends object>(
  marks: readonly T[] | 'unavailable',
  used: readonly number[],
  indexOf: (mark: T) => number | bigint,
): Json {
  if (marks === 'unavailable') return used.length > 0 ? marks : [];
  return marks
    .filter((mark) => used.includes(Number(indexOf(mark))))
    .sort((a, b) => Number(indexOf(a)) - Number(indexOf(b)))
    .map(plain);
}

/** A flat structure of the cloud as JSON; 64-bit integers as text. */
function plain(info: object): Json {
  return Object.fromEntries(
    Object.entries(info)
      .filter(
        ([name, value]) =>
          name !== 'Description' && ['string', 'number', 'bigint', 'boolean'].includes(typeof value),
      )
      .map(([name, value]: [string, unknown]) => [name, String(value)]),
  );
}
