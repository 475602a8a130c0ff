import type { CommandContext } from '../../src/command.ts';
import { notFound } from '../../src/name-refusals.ts';
import type { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';

const MOST_LINES = 5;

/** A mix of which nothing is known here. */
export async function unknownMix(
  { mixes }: CommandContext,
  session: string,
  command: string,
): Promise<Refusal> {
  const all = await mixes.all();
  return notFound(
    { en: `No mix "${session}" was begun here`, zh: `这里没有启动过名为“${session}”的混流` },
    {
      en: 'The cloud cannot list mixes: those started elsewhere have to be started again, with mix start.',
      zh: '云端没有混流列表：在别处启动的混流需要用“混流 启动”重新启动。',
    },
    all.length > 0 ? all.slice(0, MOST_LINES).map((mix) => typedLine(command, mix.session)) : ['mix list'],
  );
}
