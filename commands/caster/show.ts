import { safeLine } from '../../src/text/safe-line.ts';
import { type CommandContext, defineLook } from '../../src/command.ts';
import type { Button } from '../../src/reply.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { runningFact } from './scene-facts.ts';
import { type Display, displayText, isSamePicture, type Sources } from './display.ts';
import { outputFacts, readOutputs } from './outputs.ts';
import { type Caster, casterLabel, casterOption, resolveCaster } from './resolve.ts';
import { readScene, readSources, type Scene } from './scene.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { wording } from '../../src/text/language.ts';

/** A caster has at most 24 inputs, and up to 1,000 layouts; a card shows so many rows. */
const MOST_ROWS = 24;
const MOST_PREVIEW_BUTTONS = 4;

/** Addresses of inputs and outputs and the preview pictures are left out: they can hold keys. */
export const casterShow = defineLook({
  name: 'caster show',
  zh: '导播 查看',
  summary: {
    en: 'Show what is in PVW and PGM of a caster, and what there is to choose',
    zh: '查看导播台的预监、主监和可用画面',
  },
  risk: 'read',
  options: { caster: casterOption },
  async run(context, options) {
    const { say } = context;
    const caster = await resolveCaster(context, options.caster, 'caster show');
    const [scene, sources, outputs] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
      readOutputs(context, caster.id).then((read) => outputFacts(context, read)),
    ]);
    const expires = fromCloud(caster.info.ExpireTime);
    const rows = sourceRows(context, scene, sources);
    return card(wording(casterLabel(caster), context.language), {
      tone: scene.pgm ? 'success' : 'info',
      facts: [
        { label: 'PGM', value: displayText(context, scene.pgm, sources) },
        { label: 'PVW', value: displayText(context, scene.pvw, sources) },
        ...runningFact(context, scene),
        ...outputs,
        ...(expires === undefined ? [] : [{ label: say('Expires', '到期'), value: when(context, expires) }]),
      ],
      lines:
        rows.length > MOST_ROWS
          ? [
              say(
                `The first ${MOST_ROWS} of ${rows.length} sources.`,
                `共 ${rows.length} 个画面，只显示前 ${MOST_ROWS} 个。`,
              ),
            ]
          : [],
      table: {
        columns: [say('Source', '画面'), say('Holds', '内容'), say('Shown in', '使用中')],
        rows: rows.slice(0, MOST_ROWS),
      },
      buttons: sceneButtons(context, caster, scene, sources),
    });
  },
});

function sourceRows(context: CommandContext, scene: Scene, sources: Sources): string[][] {
  const { say } = context;
  const inputs = sources.inputs.map((input) => {
    const index = Number(input.InputIndex);
    const type = inputTypeWord(context, Number(input.InputType ?? -1));
    const holds = [type, safeLine(input.Description ?? '', 40)].filter((part) => part !== '').join(' · ');
    return [say(`input ${index}`, `输入 ${index}`), holds, shownIn(scene, 'input', index)];
  });
  const layouts = sources.layouts.map((layout) => {
    const index = Number(layout.LayoutIndex);
    const held = (layout.InputIndexList ?? '').split('|').join(say(', ', '、'));
    return [
      say(`layout ${index}`, `布局 ${index}`),
      say(`inputs ${held}`, `输入 ${held}`),
      shownIn(scene, 'layout', index),
    ];
  });
  return [...layouts, ...inputs];
}

/** The sides that show it: `PGM + PVW`; empty for none. */
export function shownIn(scene: Scene, kind: Display['kind'], index: number): string {
  const shows = (display: Display | undefined) => display?.kind === kind && display.index === index;
  return [shows(scene.pgm) && 'PGM', shows(scene.pvw) && 'PVW'].filter((side) => side !== false).join(' + ');
}

/** CasterInputInfo, InputType. */
function inputTypeWord({ say }: Pick<CommandContext, 'say'>, type: number): string {
  const words = [
    say('push', '推流'),
    say('video file', '点播文件'),
    say('pull', '拉流'),
    say('picture', '图片'),
    'WebRTC',
  ];
  return words[type] ?? '';
}

function sceneButtons(context: CommandContext, caster: Caster, scene: Scene, sources: Sources): Button[] {
  const { say } = context;
  const ready = scene.pvw && !isSamePicture(scene.pvw, scene.pgm);
  const layouts = sources.layouts.map((layout) => Number(layout.LayoutIndex));
  const free = layouts
    .filter((index) => shownIn(scene, 'layout', index) === '')
    .slice(0, MOST_PREVIEW_BUTTONS);
  return buttonRow(
    ready ? runButton(typedLine('caster take', caster.word), say('Take…', '切出…'), 'danger') : undefined,
    ...free.map((index) =>
      runButton(
        typedLine('caster pvw', caster.word, 'layout', String(index)),
        say(`PVW layout ${index}`, `预监布局 ${index}`),
      ),
    ),
    scene.pgm
      ? runButton(typedLine('caster stop', caster.word), say('Stop PGM…', '停止主监…'), 'danger')
      : undefined,
  );
}
