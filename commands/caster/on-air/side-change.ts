import type { CommandContext, Preview, Verified } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Text } from '../../../src/text/language.ts';
import { typedLine } from '../../typed-line.ts';
import { type Change, verifyChange } from '../change.ts';
import type { Display, Sources } from '../display.ts';
import { previewPvw, runPvw } from './into-pvw.ts';
import { previewProgram, runProgram } from './program.ts';
import { type Caster, casterLabel } from '../resolve.ts';
import type { Scene } from '../scene.ts';
import type { Side } from './side.ts';

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
      en: `${side.toUpperCase()} of ${label} is off`,
      zh: `${label} 的${side === 'pgm' ? '主监' : '预监'}未开启`,
    },
    side === 'pgm'
      ? { en: 'Nothing is on air there. Start PGM first.', zh: '没有正在播出的画面。请先启动主监。' }
      : { en: 'Put a layout or an input into PVW first.', zh: '请先把布局或输入放到预监。' },
    [typedLine('caster show', caster.word)],
  );
}

/** The preview of such a change. @throws Refusal where that side is so already. */
export async function previewSide(
  context: CommandContext,
  side: Side,
  found: {
    readonly caster: Caster;
    readonly scene: Scene;
    readonly sources: Sources;
    readonly after: Display;
    readonly noticed: Text;
    readonly warnings: readonly string[];
  },
): Promise<Omit<Preview<SideChange>, 'title'>> {
  const preview = await (side === 'pgm' ? previewProgram(context, found) : previewPvw(context, found));
  return { ...preview, plan: { ...preview.plan, side } };
}

/** Its one call. */
export function runSide(context: CommandContext, plan: SideChange): Promise<void> {
  return plan.side === 'pgm' ? runProgram(context, plan) : runPvw(context, plan);
}

/** Whether that side shows it. */
export function verifySide(context: CommandContext, plan: SideChange): Promise<Verified> {
  return verifyChange(context, plan.side, plan);
}
