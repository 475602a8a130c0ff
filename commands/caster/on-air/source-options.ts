import { notFound } from '../../../src/name-refusals.ts';
import { z } from 'zod';
import type { OptionSpec } from '../../../src/command.ts';
import { typedLine } from '../../typed-line.ts';
import type { Display, Sources } from '../display.ts';
import { type Caster, casterLabel } from '../resolve.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** The most command lines that a refusal offers. */
const MOST = 5;

/** Which layout or input is to be shown: `layout 2`, `input 3`. */
export const sourceOptions = {
  kind: {
    schema: z.enum(['layout', 'input']),
    summary: { en: 'a layout, or one input over the whole picture', zh: '布局，或单路输入全屏' },
    zh: '类型',
    required: true,
    example: 'layout',
    choices: [
      { value: 'layout', label: { en: 'layout', zh: '布局' } },
      { value: 'input', label: { en: 'input', zh: '输入' } },
    ],
  },
  index: {
    schema: z
      .string()
      .regex(/^\d{1,4}$/u)
      .transform(Number),
    summary: { en: 'its number in caster show', zh: '编号，见“导播 查看”' },
    zh: '编号',
    required: true,
    example: '2',
    suggests: 'layout',
  },
} as const satisfies Record<string, OptionSpec>;

/** A layout or an input by its number. */
export type Source = Pick<Display, 'kind' | 'index'>;

/** @throws Refusal where the caster has no such layout or input. */
export function refuseUnknownSource(caster: Caster, sources: Sources, asked: Source, command: string): void {
  const known =
    asked.kind === 'layout'
      ? sources.layouts.map((layout) => Number(layout.LayoutIndex))
      : sources.inputs.map((input) => Number(input.InputIndex));
  if (known.includes(asked.index)) return;
  const label = casterLabel(caster);
  const zhKind = asked.kind === 'layout' ? '布局' : '输入';
  throw notFound(
    {
      en: `Caster ${label.en} has no ${asked.kind} ${asked.index}`,
      zh: `导播台 ${spaced(label.zh)}没有${zhKind} ${asked.index}`,
    },
    known.length > 0
      ? { en: `It has: ${known.join(', ')}.`, zh: `现有：${known.join('、')}。` }
      : { en: `It has no ${asked.kind}s yet.`, zh: `还没有配置${zhKind}。` },
    known.slice(0, MOST).map((index) => typedLine(command, caster.word, asked.kind, String(index))),
  );
}

/**
 * A source with everything else as it is on `base`: watermarks, texts and separate sound stay, since the cloud takes
 * away what a call leaves out.
 */
export function sourceOn(base: Display | undefined, { kind, index }: Source): Display {
  return {
    kind,
    index,
    pictures: base?.pictures ?? [],
    texts: base?.texts ?? [],
    audio: base?.audio ?? [],
    transition: base?.transition ?? '',
  };
}
