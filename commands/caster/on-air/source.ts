import { type ActCommand, type CommandContext, defineAct, type Preview } from '../../../src/command.ts';
import type { Fact } from '../../../src/reply.ts';
import { wording, type Text } from '../../../src/text/language.ts';
import { type Change, undoChange, verifyChange } from '../change.ts';
import { type Display, sourceText } from '../display.ts';
import { casterLabel, casterOption, refuseExpired, resolveCaster } from '../resolve.ts';
import { readShown, type Scene } from '../scene.ts';
import { previewOn } from './side-change.ts';
import { showOn } from './side-calls.ts';
import { SIDE_NAMES, type Side } from './side.ts';
import { refuseUnknownSource, type Source, sourceOn, sourceOptions } from './source-options.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** A command that puts a layout or an input into one side of a caster. */
interface SourceRow {
  readonly side: Side;
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly risk: 'air' | 'change';
  readonly atOnce?: true;
  /** What the side shows then: the source, and what stays of what is shown now. */
  readonly after: (scene: Scene, source: Source) => Display;
  readonly title: (say: CommandContext['say'], caster: string, shown: string) => string;
}

function sourceCommand({ side, name, after, title, ...row }: SourceRow): ActCommand {
  return defineAct({
    ...row,
    name,
    options: { caster: casterOption, ...sourceOptions },
    async preview(context, options): Promise<Preview<Change>> {
      const rest = [options.kind, String(options.index)];
      const caster = await resolveCaster(context, options.caster, name, rest);
      refuseExpired(context, caster);
      const { scene, sources } = await readShown(context, caster.id);
      refuseUnknownSource(caster, sources, options, name);
      const picture = after(scene, options);
      return {
        title: title(
          context.say,
          wording(casterLabel(caster), context.language),
          sourceText(context, picture, sources),
        ),
        ...(await previewOn(context, side, { caster, scene, sources, after: picture })),
      };
    },
    async run(context, plan, tell) {
      await showOn(context, side, plan.id, plan.after);
      // Where nothing was asked, nobody has read it before.
      if (row.atOnce && plan.before === null) tell([startedFact(context, side)]);
    },
    verify: (context, plan) => verifyChange(context, side, plan),
    undo: (context, plan, left) => undoChange(context, side, plan, left),
  });
}

function startedFact({ say }: CommandContext, side: Side): Fact {
  const { en, zh } = SIDE_NAMES[side];
  return {
    label: say('Note', '注意'),
    value: say(`${en} was started, and is billed while it runs`, `已启动${zh}，运行期间计费`),
  };
}

/** `caster pgm`: cuts what is on air straight to a layout or an input, past PVW. */
export const casterPgm = sourceCommand({
  side: 'pgm',
  name: 'caster pgm',
  zh: '导播 主监',
  summary: { en: 'Cut PGM straight to a layout or an input', zh: '主监直接切到布局或输入（硬切）' },
  risk: 'air',
  // A cut: the transition of the last take is not played again.
  after: ({ pgm }, source) => ({ ...sourceOn(pgm, source), transition: '' }),
  title: (say, caster, shown) =>
    say(`Cut PGM of ${caster} to ${shown}`, `把 ${spaced(caster)}的主监切到${shown}`),
});

/** `caster pvw`: prepares a layout or an input for the next take. */
export const casterPvw = sourceCommand({
  side: 'pvw',
  name: 'caster pvw',
  zh: '导播 预监',
  summary: { en: 'Put a layout or an input into PVW', zh: '把布局或输入放到预监' },
  risk: 'change',
  // A producer tries one after the other: nothing of it is on air before it is taken, which asks.
  atOnce: true,
  // What PGM carries is the start, so that a later take does not lose the watermarks.
  after: ({ pvw, pgm }, source) => sourceOn(pvw ?? pgm, source),
  title: (say, caster, shown) =>
    say(`Put ${shown} into PVW of ${caster}`, `把${shown}放到 ${spaced(caster)}的预监`),
});
