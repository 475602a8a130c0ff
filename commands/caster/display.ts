import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { CommandContext } from '../../src/command.ts';
import type {
  CasterDisplayInfo,
  CasterInputInfo,
  CasterLayoutInfo,
} from '../../src/live/catalogue/types.generated.ts';
import type { Json } from '../../src/json.ts';

const IndexSchema = z.number().int().min(0);

const DisplaySchema = z.object({
  kind: z.enum(['layout', 'input']),
  index: IndexSchema,
  pictures: z.array(IndexSchema),
  texts: z.array(IndexSchema),
  audio: z.array(IndexSchema),
  transition: z.string(),
});

/**
 * What PVW or PGM shows: a layout or one input over the whole picture, with watermark pictures and texts. `audio`:
 * inputs that are heard instead of those that are seen.
 */
export type Display = z.infer<typeof DisplaySchema>;

/** A display written as JSON. */
export const DisplayTextSchema = z
  .string()
  .max(4000)
  .transform((text): unknown => JSON.parse(text))
  .pipe(DisplaySchema);

/** The cloud's form as ours. */
export function displayOf(info: CasterDisplayInfo): Display {
  return {
    kind: Number(info.LayoutIndexType ?? 0) === 1 ? 'input' : 'layout',
    index: Number(info.LayoutIndex ?? 0),
    pictures: (info.MarkPicIndexList ?? []).map(Number),
    texts: (info.MarkWordIndexList ?? []).map(Number),
    audio: (info.AudioIndexList ?? []).map(Number),
    transition: info.TransitionType ?? '',
  };
}

/** Our form as the cloud's. What is empty is left out. */
export function displayInfo(display: Display): CasterDisplayInfo {
  return {
    LayoutIndex: display.index,
    LayoutIndexType: display.kind === 'input' ? 1 : 0,
    ...(display.pictures.length > 0 ? { MarkPicIndexList: display.pictures } : {}),
    ...(display.texts.length > 0 ? { MarkWordIndexList: display.texts } : {}),
    ...(display.audio.length > 0 ? { AudioIndexList: display.audio } : {}),
    ...(display.transition === '' ? {} : { TransitionType: display.transition }),
  };
}

/** What is seen and heard, without how it came on (and whether a file began anew then: it goes on where it is). */
export function pictureOf(display: Display | undefined): Json {
  if (!display) return null;
  const { kind, index, pictures, texts, audio } = display;
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  return { kind, index, pictures: sorted(pictures), texts: sorted(texts), audio: sorted(audio) };
}

/** Whether both look and sound the same. */
export function isSamePicture(a: Display | undefined, b: Display | undefined): boolean {
  return JSON.stringify(pictureOf(a)) === JSON.stringify(pictureOf(b));
}

/** A display in words: `layout 2 (inputs 1, 2), watermark 1`. */
export function displayText(
  context: Pick<CommandContext, 'say'>,
  display: Display | undefined,
  sources?: Sources,
): string {
  const { say } = context;
  if (!display) return say('off', '未开启');
  const join = (list: readonly number[]) => list.join(say(', ', '、'));
  const parts = [sourceText(context, display, sources)];
  if (display.pictures.length > 0)
    parts.push(say(`watermark ${join(display.pictures)}`, `图片水印 ${join(display.pictures)}`));
  if (display.texts.length > 0) parts.push(say(`text ${join(display.texts)}`, `文字 ${join(display.texts)}`));
  if (display.audio.length > 0)
    parts.push(say(`sound of input ${join(display.audio)}`, `声音取自输入 ${join(display.audio)}`));
  return parts.join(say(', ', '，'));
}

/** The layout or the input by itself, with what it holds. */
export function sourceText(
  { say }: Pick<CommandContext, 'say'>,
  { kind, index }: Pick<Display, 'kind' | 'index'>,
  sources?: Sources,
): string {
  if (kind === 'input') {
    const name = safeLine(
      sources?.inputs.find((input) => Number(input.InputIndex) === index)?.Description ?? '',
      40,
    );
    const input = say(`input ${index}`, `输入 ${index}`);
    return name === '' ? input : say(`${input} (${name})`, `${input}（${name}）`);
  }
  const held = sources?.layouts.find((layout) => Number(layout.LayoutIndex) === index)?.InputIndexList ?? '';
  const layout = say(`layout ${index}`, `布局 ${index}`);
  if (held === '') return layout;
  const inputs = held.split('|').join(say(', ', '、'));
  return say(`${layout} (inputs ${inputs})`, `${layout}（输入 ${inputs}）`);
}

/** What a caster can show. */
export interface Sources {
  readonly inputs: readonly CasterInputInfo[];
  readonly layouts: readonly CasterLayoutInfo[];
}
