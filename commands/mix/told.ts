import type { CommandContext } from '../../src/command.ts';
import type { Json } from '../../src/json.ts';
import { onlineByName, type OnlineStream } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import type { Mix } from '../../src/mix/mix-book.ts';
import type { Fact } from '../../src/reply.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { inputsText } from './inputs.ts';

/** Whether the mix makes a stream of its own; otherwise it comes out on one of its inputs. */
export function isNewStream({ inputs, output }: Pick<Mix, 'inputs' | 'output'>): boolean {
  return !inputs.some(({ name }) => name === output);
}

/** What goes in, what comes out, and how. */
export function mixFacts({ say }: CommandContext, mix: Mix): Fact[] {
  return [
    { label: say('Inputs', '输入'), value: safeLine(inputsText(mix.inputs), 500) },
    {
      label: say('Output', '输出'),
      value: isNewStream(mix)
        ? say(`${mix.output}, a stream of its own`, `${mix.output}（新的流）`)
        : say(`${mix.output}, one of the inputs`, `${mix.output}（某一路输入）`),
    },
    {
      label: say('Layout', '布局'),
      value: mix.layout === 0 ? say('free places', '自定义位置') : String(mix.layout),
    },
    ...(mix.size ? [{ label: say('Size', '尺寸'), value: `${mix.size.width}×${mix.size.height} px` }] : []),
    ...(mix.bitrate ? [{ label: say('Bitrate', '码率'), value: `${mix.bitrate} kbit/s` }] : []),
  ];
}

/** Where the stream that comes out is on air, whatever its domain. @throws LiveError */
export async function outputFact(
  context: CommandContext,
  output: string,
): Promise<{ readonly fact: Fact; readonly online: readonly OnlineStream[] }> {
  const { say } = context;
  const online = await onlineByName(context, output);
  const value =
    online.length > 0
      ? say(`on air: ${names(online)}`, `推流中：${names(online)}`)
      : say('not on air', '未推流');
  return { fact: { label: say('Output now', '输出状态'), value }, online };
}

function names(online: readonly OnlineStream[]): string {
  return online.slice(0, 3).map(fullName).join('; ');
}

/** What a confirmation is bound to: what is mixed by then, without who did it. */
export function mixState(mix: Mix | undefined): Json {
  return mix ? [inputsText(mix.inputs), mix.output, mix.layout, mix.size ?? null, mix.bitrate ?? 0] : null;
}
