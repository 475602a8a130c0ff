import type { CommandContext, Undo, Verified } from '../../src/command.ts';
import { byId } from '../../src/text/name-forms.ts';
import { pictureMark, readMarks } from './content.ts';
import { type Display, isSamePicture } from './display.ts';
import { sceneFacts } from './scene-facts.ts';
import { readScene, readSources } from './scene.ts';
import { SIDE_NAMES, type Side } from './on-air/side.ts';
import type { Json } from '../../src/json.ts';

/**
 * A change of one side: what it showed before (null: it was off) and shows after, each with the mark of what stood behind
 * its numbers when it was previewed.
 */
export type Change = {
  readonly id: string;
  readonly before: Display | null;
  readonly beforeHeld?: string;
  readonly after: Display;
  readonly afterHeld?: string;
};

/** What a change left: since when PGM runs, ms UTC; null where the cloud does not tell. */
type Left = { readonly since: number | null };

/** Whether a side shows what was asked for, with the content that was previewed. */
export async function verifyChange(context: CommandContext, side: Side, plan: Change): Promise<Verified> {
  const { id, before, after, afterHeld } = plan;
  const scene = await readScene(context, id);
  const now = scene[side];
  if (!isSamePicture(now, after)) {
    const another = now !== undefined && !isSamePicture(now, before ?? undefined);
    return { seen: false, ...(another && { maybeOthers: true }), facts: sceneFacts(context, scene) };
  }
  const [sources, marks] = await Promise.all([readSources(context, id), readMarks(context, id, [after])]);
  const isOther = before?.kind !== after.kind || before.index !== after.index;
  const since = side === 'pgm' && isOther ? context.now() : undefined;
  const facts = sceneFacts(context, scene, sources, since);
  if (afterHeld !== undefined && pictureMark(after, sources, marks) !== afterHeld) {
    const { say } = context;
    const value = say(
      'not what was previewed: an input, a layout or a watermark was changed',
      '与预览不同：输入、布局或水印已被改动',
    );
    return { seen: false, maybeOthers: true, facts: [...facts, { label: say('Content', '内容'), value }] };
  }
  const left: Left = { since: side === 'pgm' ? (scene.since ?? null) : null };
  return { seen: true, facts, left };
}

/** Puts back what a side showed, or stops it where it was off; as long as it is as the change left it. */
export function undoChange(
  { say }: CommandContext,
  side: Side,
  { id, before, beforeHeld, after }: Change,
  left: Json | undefined,
): Undo {
  const since = sinceOf(left);
  const name = SIDE_NAMES[side];
  return {
    command: 'caster restore',
    options: {
      caster: byId(id),
      what: side,
      left: JSON.stringify(after),
      ...(since === undefined ? {} : { since: String(since) }),
      ...(before ? { display: JSON.stringify(before) } : {}),
      ...(before && beforeHeld !== undefined ? { held: beforeHeld } : {}),
    },
    label: before
      ? say(`Undo: former ${name.en}`, `撤销：恢复${name.zh}`)
      : say(`Undo: stop ${name.en}`, `撤销：停止${name.zh}`),
  };
}

function sinceOf(left: Json | undefined): number | undefined {
  if (typeof left !== 'object' || left === null || !('since' in left)) return undefined;
  return typeof left.since === 'number' ? left.since : undefined;
}
