import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { type Display, isSamePicture, sourceText, type Sources } from '../caster/display.ts';
import { type Caster, casterTarget } from '../caster/resolve.ts';
import type { Scene } from '../caster/scene.ts';
import { typedLine } from '../typed-line.ts';
import type { Board } from './board.ts';
import type { Control } from './control.ts';
import { clockTime, joined, type Row, unknownState } from './row.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** A caster can have 1,000 layouts; a panel offers so many of each for the preview. */
const MOST_LAYOUTS = 3;

/** A caster of a panel: what PGM and PVW show. */
export function casterRow(context: CommandContext, caster: Caster, board: Board): Row {
  const { say } = context;
  const name = safeLine(caster.name, 60) || caster.id;
  const label = say(`Caster ${name}`, `导播 ${name}`);
  const target = casterTarget(context, caster).key;
  const scene = board.scenes.get(caster.id);
  const read = board.sources.get(caster.id);
  const sources = read?.known ? read.value : undefined;
  if (!scene?.known) {
    const value = unknownState(context, scene?.since ?? context.now());
    return { fact: { label, value }, controls: controlsOf(context, caster, name), target };
  }
  return {
    fact: { label, value: sceneText(context, caster, scene.value, sources) },
    controls: controlsOf(context, caster, name, scene.value, sources),
    target,
  };
}

function sceneText(
  context: CommandContext,
  caster: Caster,
  { pgm, pvw, since }: Scene,
  sources: Sources | undefined,
): string {
  const { say } = context;
  const expires = fromCloud(caster.info.ExpireTime);
  const expired = expires !== undefined && expires <= context.now() ? say('expired', '已过期') : undefined;
  const from = since === undefined ? undefined : clockTime(context, since);
  return joined([
    pgm ? `● ${say('PGM', '主监')} ${pictureText(context, pgm, sources)}` : say('○ PGM off', '○ 主监未开启'),
    pvw ? `${say('PVW', '预监')} ${pictureText(context, pvw, sources)}` : undefined,
    // Not behind the picture: the time is that of the program, through all cuts and takes.
    pgm && from !== undefined ? say(`program since ${from}`, `${from} 开播`) : undefined,
    expired,
  ]);
}

/** An input is known by its name; what a layout holds would fill the row. */
function pictureText(context: CommandContext, display: Display, sources: Sources | undefined): string {
  return sourceText(context, display, display.kind === 'input' ? sources : undefined);
}

function controlsOf(
  context: CommandContext,
  caster: Caster,
  name: string,
  scene?: Scene,
  sources?: Sources,
): Control[] {
  const { say } = context;
  const control = (urgency: Control['urgency'], line: string, label: string, choice: string): Control => ({
    urgency,
    lines: [line],
    label,
    choice: `${name} · ${choice}`,
  });
  const ready = !scene || (scene.pvw && !isSamePicture(scene.pvw, scene.pgm));
  const shown = [scene?.pgm, scene?.pvw].flatMap((each) => (each?.kind === 'layout' ? [each.index] : []));
  const free = (sources?.layouts ?? [])
    .map((layout) => Number(layout.LayoutIndex))
    .filter((index) => !shown.includes(index))
    .slice(0, MOST_LAYOUTS);
  return [
    ...(ready
      ? [
          control(
            scene ? 'take' : 'more',
            typedLine('caster take', caster.word),
            say(`Take ${name}…`, `切出 ${name}…`),
            say('Take…', '切出…'),
          ),
        ]
      : []),
    ...free.map((index) => {
      const words = say(`PVW layout ${index}`, `预监布局 ${index}`);
      return control('more', typedLine('caster pvw', caster.word, 'layout', String(index)), words, words);
    }),
    ...(!scene || scene.pgm
      ? [
          control(
            'more',
            typedLine('caster stop', caster.word),
            say(`Stop PGM of ${name}…`, `停止 ${name} 主监…`),
            say('Stop PGM…', '停止主监…'),
          ),
        ]
      : []),
    control('details', typedLine('caster show', caster.word), name, say('Details', '详情')),
  ];
}
