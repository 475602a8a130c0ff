import type { CommandContext } from '../../src/command.ts';
import { typedLine } from '../typed-line.ts';
import type { Change } from './change.ts';
import { contentMark, pictureMark, type Marks } from './content.ts';
import { type Display, pictureOf, type Sources } from './display.ts';
import { type Caster, casterTarget } from './resolve.ts';

/** A change of one side of a caster, as it is about to be previewed. */
interface Wanted {
  readonly caster: Caster;
  readonly sources: Sources;
  /** Of the watermarks of both pictures. */
  readonly marks: Marks;
  readonly before: Display | undefined;
  readonly after: Display;
}

/** What the previews of both sides have in common: whom they are about, what would be sent, and the state it is bound to. */
export function plannedChange(context: CommandContext, { caster, sources, marks, before, after }: Wanted) {
  const plan: Change = {
    id: caster.id,
    before: before ?? null,
    ...(before ? { beforeHeld: pictureMark(before, sources, marks) } : {}),
    after,
    afterHeld: pictureMark(after, sources, marks),
  };
  return {
    target: casterTarget(context, caster),
    showCommand: typedLine('caster show', caster.word),
    plan,
    state: {
      after: pictureOf(after),
      transition: after.transition,
      holds: contentMark(after, sources, marks),
    },
  };
}
