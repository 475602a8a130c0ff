import type { CommandContext, Preview, Verified } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Text } from '../../../src/text/language.ts';
import { typedLine } from '../../typed-line.ts';
import { type Change, verifyChange } from '../change.ts';
import type { Display, Sources } from '../display.ts';
import { previewPvw } from './into-pvw.ts';
import { previewProgram } from './program.ts';
import { type Caster, casterLabel } from '../resolve.ts';
import type { Scene } from '../scene.ts';
import { showOn } from './side-calls.ts';
import { SIDE_NAMES, type Side } from './side.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** A change of what is over or under the picture of one side, which stays. */
export type SideChange = Change & { readonly side: Side };

/** What that side shows now. @throws Refusal where it is off: there is nothing to lay anything over. */
export function shownNow(caster: Caster, scene: Scene, side: Side): Display {
  const display = scene[side];
  if (display) return display;
  const label = casterLabel(caster);
  throw new Refusal(
    'airdesk.nothing-to-do',
    {
      en: `${SIDE_NAMES[side].en} of ${label.en} is off`,
      zh: `${spaced(label.zh)}的${SIDE_NAMES[side].zh}未开启`,
    },
    side === 'pgm'
      ? { en: 'Nothing is on air there. Start PGM first.', zh: '没有正在播出的画面。请先启动主监。' }
      : { en: 'Put a layout or an input into PVW first.', zh: '请先把布局或输入放到预监。' },
    [typedLine('caster show', caster.word)],
  );
}

/** A caster as it is, and what one of its sides is to show. */
interface Wanted {
  readonly caster: Caster;
  readonly scene: Scene;
  readonly sources: Sources;
  readonly after: Display;
}

/** The preview of another picture on one side. @throws Refusal where that side shows it already, LiveError */
export function previewOn(
  context: CommandContext,
  side: Side,
  wanted: Wanted,
): Promise<Omit<Preview<Change>, 'title'>> {
  return side === 'pgm' ? previewProgram(context, wanted) : previewPvw(context, wanted);
}

/**
 * The preview of a change that leaves the picture. `noticed`: what viewers see or hear of it, where it is on air.
 * @throws Refusal where that side is so already, LiveError
 */
export async function previewSide(
  context: CommandContext,
  side: Side,
  wanted: Wanted & { readonly noticed: Text; readonly warnings: readonly string[] },
): Promise<Omit<Preview<SideChange>, 'title'>> {
  const preview = await previewOn(context, side, wanted);
  return { ...preview, plan: { ...preview.plan, side } };
}

/** Its one write. @throws LiveError */
export function runSide(context: CommandContext, { side, id, after }: SideChange): Promise<void> {
  return showOn(context, side, id, after);
}

/** Whether that side shows what was asked for. @throws LiveError */
export function verifySide(context: CommandContext, plan: SideChange): Promise<Verified> {
  return verifyChange(context, plan.side, plan);
}
