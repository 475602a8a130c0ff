import { z } from 'zod';
import type { OptionSpecs } from '../../src/command.ts';
import { LAYOUTS } from './inputs.ts';

/** Names of sessions and streams, as the cloud takes them. */
const name = z.string().regex(/^[A-Za-z0-9_]{1,80}$/u);

/** What a mix is called: whoever begins it gives the name. */
export const sessionOption = {
  schema: name,
  summary: { en: 'name of the mix: letters, digits and _', zh: '混流会话名：字母、数字和 _' },
  zh: '会话',
  required: true,
  example: 'evening',
} as const;

/** The stream that comes out. */
export const outputOption = {
  schema: name,
  summary: {
    en: 'name of the stream that comes out: a new one, or one of the inputs',
    zh: '输出流名：新的流名，或某一路输入',
  },
  zh: '输出',
  required: true,
  example: 'evening_mix',
} as const;

const inputs = {
  schema: z.string().min(1).max(2000),
  summary: {
    en: 'streams that go in, with commas between; for a free place main@0:0:1280x720',
    zh: '输入流名，用逗号分隔；自定义位置写作 main@0:0:1280x720',
  },
  zh: '输入',
  required: true,
  example: 'main,sports',
} as const;

/** The streams that go in. */
export const inputsOption = inputs;

/** The settings that may be left out. */
export const settingOptions = {
  layout: {
    schema: z
      .enum(Object.values(LAYOUTS).flat().map(String) as [string, ...string[]])
      .transform(Number)
      .optional(),
    summary: {
      en: "number of the cloud's layout for that many inputs",
      zh: '云端预设布局编号，与输入数对应',
    },
    zh: '布局',
    required: false,
    example: '20',
    choices: Object.entries(LAYOUTS).flatMap(([count, numbers]) =>
      numbers.map((number) => ({
        value: String(number),
        label: { en: `${number}, ${count} inputs`, zh: `${number}（${count} 路输入）` },
      })),
    ),
  },
  size: {
    schema: z
      .string()
      .regex(/^[1-9]\d{0,3}[x×*][1-9]\d{0,3}$/iu)
      .transform((text) => {
        const [width = 0, height = 0] = text.split(/[x×*]/iu).map(Number);
        return { width, height };
      })
      .refine(({ width, height }) => width <= 2000 && height <= 2000)
      .optional(),
    summary: {
      en: 'size of the whole picture, up to 2000 pixels a side',
      zh: '整个画面的尺寸，每边最大 2000 像素',
    },
    zh: '尺寸',
    required: false,
    example: '1280x720',
  },
  bitrate: {
    schema: z
      .string()
      .transform((text) => text.replace(/(?:kbps|kbit\/s)$/iu, '').trim())
      .pipe(z.string().regex(/^[1-9]\d{0,4}$/u))
      .transform(Number)
      .refine((kbps) => kbps <= 10_000)
      .optional(),
    summary: { en: 'kbit/s of the picture, 1 to 10000', zh: '视频码率，1 到 10000 kbit/s' },
    zh: '码率',
    required: false,
    example: '3000',
  },
} as const satisfies OptionSpecs;
