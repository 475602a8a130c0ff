import type { CommandContext } from '../../../src/command.ts';
import { onlineStream } from '../../../src/live/read/online.ts';
import type { Finding } from '../../findings.ts';
import { typedLine } from '../../typed-line.ts';
import { hostShown } from '../part/address.ts';
import type { Caster } from '../resolve.ts';
import { casterNumber, type Scene } from '../scene.ts';

/** Longer texts do not fit into one line of the picture at the least size. */
const LONG_TEXT = 60;

/** Where PGM goes to, and whether somebody else is on air there already. */
export async function outputFindings(
  context: CommandContext,
  caster: Caster,
  scene: Scene,
): Promise<readonly Finding[]> {
  const { OutputInfos } = await context.live.call('DescribeCasterOutputInfos', {
    CasterId: casterNumber(caster.id),
  });
  const own = OutputInfos.find((output) => Number(output.OutputIndex) === 0);
  const others = OutputInfos.filter((output) => output !== own).map((output): Finding => ({
    is: 'note',
    text: {
      en: `output ${output.OutputIndex} goes to ${hostShown(output.OutputUrl ?? '')}`,
      zh: `输出 ${output.OutputIndex} 推流到 ${hostShown(output.OutputUrl ?? '')}`,
    },
  }));
  const stream = own?.OutputStreamId ?? '';
  if (!own || stream === '')
    return [
      {
        is: 'note',
        text: {
          en: 'no output 0: the cloud chooses the name of the stream when PGM starts',
          zh: '没有输出 0：启动主监时由云端决定流名',
        },
      },
      ...others,
    ];
  const name = { domain: own.OutputDomainName ?? '', app: own.OutputAppName ?? '', stream };
  const full = `${name.domain}/${name.app}/${stream}`;
  // While PGM runs, the stream that is on air there is its own.
  const isTaken = !scene.pgm && (await onlineStream(context, name)) !== undefined;
  return [
    isTaken
      ? {
          is: 'wrong',
          text: {
            en: `PGM would go to ${full}, where another push is on air`,
            zh: `主监将推流到 ${full}，而那里已有其他推流`,
          },
          fix: typedLine('stream show', full),
        }
      : { is: 'well', text: { en: `PGM goes to ${full}`, zh: `主监推流到 ${full}` } },
    ...others,
  ];
}

/** Whether what is laid over PVW and PGM is there, and can be read. */
export async function overlayFindings(
  { live }: CommandContext,
  caster: Caster,
  scene: Scene,
): Promise<readonly Finding[]> {
  const CasterId = casterNumber(caster.id);
  const [{ MarkPicInfos }, { MarkWordInfos }] = await Promise.all([
    live.call('DescribeCasterMarkPicInfos', { CasterId }),
    live.call('DescribeCasterMarkWordInfos', { CasterId }),
  ]);
  const pictures = new Set(MarkPicInfos.map((mark) => Number(mark.MarkPicIndex)));
  const texts = new Set(MarkWordInfos.map((mark) => Number(mark.MarkWordIndex)));
  const gone = (['pgm', 'pvw'] as const).flatMap((side) => [
    ...lost(side, 'watermark', scene[side]?.pictures ?? [], pictures, caster),
    ...lost(side, 'text', scene[side]?.texts ?? [], texts, caster),
  ]);
  const long = MarkWordInfos.filter(
    (mark) => !mark.MarkWordRollEnable && Array.from(mark.MarkWordText ?? '').length > LONG_TEXT,
  ).map((mark): Finding => ({
    is: 'note',
    text: {
      en: `text ${mark.MarkWordIndex} is long and does not roll: it may not fit`,
      zh: `文本 ${mark.MarkWordIndex} 较长且不滚动：可能显示不全`,
    },
    fix: `${typedLine('caster text set', caster.word, String(mark.MarkWordIndex))} roll:on`,
  }));
  return [...gone, ...long];
}

function lost(
  side: 'pgm' | 'pvw',
  kind: 'watermark' | 'text',
  shown: readonly number[],
  known: ReadonlySet<number>,
  caster: Caster,
): readonly Finding[] {
  const zh = kind === 'watermark' ? '水印' : '文本';
  return shown
    .filter((number) => !known.has(number))
    .map((number) => ({
      is: 'wrong',
      text: {
        en: `${side.toUpperCase()} shows ${kind} ${number}, which no longer exists`,
        zh: `${side.toUpperCase()} 显示的${zh} ${number} 已不存在`,
      },
      fix: typedLine(`caster ${kind} list`, caster.word),
    }));
}
