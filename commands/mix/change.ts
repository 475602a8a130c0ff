import type { CommandContext, Preview, Undo, Verified } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { onlineByName } from '../../src/live/read/online.ts';
import type { Mix } from '../../src/mix/mix-book.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { typedLine } from '../typed-line.ts';
import { inputsText, misfit } from './inputs.ts';
import { isNewStream, mixFacts, mixState, outputFact } from './told.ts';

/** A mix as it is to be, and as it was known to be. */
export type MixPlan = { readonly mix: Mix; readonly was: Mix | null };

/** What `mix start` and `mix set` show alike, but for title and undo. @throws Refusal, LiveError */
export async function previewMix(
  context: CommandContext,
  mix: Mix,
  was: Mix | undefined,
): Promise<Omit<Preview<MixPlan>, 'title'>> {
  const { say } = context;
  await refuseMissing(context, mix);
  const { fact, online } = await outputFact(context, mix.output);
  const isNew = isNewStream(mix);
  if (isNew && online.length > 0 && was?.output !== mix.output)
    throw misfit('output', 'airdesk.in-use', {
      en: `A stream ${mix.output} is on air already: it would be pushed twice. Choose another name, or one of the inputs.`,
      zh: `流 ${mix.output} 正在推流，会重复推流。请换一个名称，或使用某一路输入。`,
    });
  return {
    target: { key: `${context.account}/mix/${mix.session}`, label: mix.session },
    plan: { mix, was: was ?? null },
    showCommand: typedLine('mix list', mix.session),
    state: {
      mix: mixState(was),
      asked: mixState(mix),
      onAir: online.map(({ domain, app }) => [domain, app]),
    },
    facts: [
      ...mixFacts(context, mix),
      fact,
      ...(was
        ? [{ label: say('Inputs before', '原输入'), value: safeLine(inputsText(was.inputs), 500) }]
        : []),
    ],
    lines: [
      isNew
        ? say(
            `Viewers of ${mix.output} sees the mix at once.`,
            `观看 ${mix.output} 的观众会立即看到混流画面。`,
          )
        : say(
            `${mix.output} is on air: its viewers see the mix in place of it at once.`,
            `${mix.output} 是某一路输入：其观众会立即看到混流画面。`,
          ),
    ],
  };
}

/** One that is missing fails the whole mix. */
async function refuseMissing(context: CommandContext, { inputs }: Mix): Promise<void> {
  const found = await Promise.all(inputs.map(({ name }) => onlineByName(context, name)));
  const missing = inputs.filter((_, at) => found[at]?.length === 0).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new Refusal(
    'airdesk.not-found',
    {
      en: `Not on air: ${safeLine(missing.join(', '), 200)}`,
      zh: `未推流：${safeLine(missing.join('、'), 200)}`,
    },
    {
      en: 'Every input has to be pushed before it is mixed. Nothing was done.',
      zh: '每路输入都必须先推流才能混流。未执行任何操作。',
    },
    ['stream list'],
  );
}

/** Whether it comes out. Where it comes out on an input, the cloud's yes is all there is. @throws LiveError */
export async function verifyMix(context: CommandContext, { mix, was }: MixPlan): Promise<Verified> {
  const { fact, online } = await outputFact(context, mix.output);
  const facts = [...mixFacts(context, mix), fact];
  if (isNewStream(mix) && !was) return { seen: online.length > 0, facts };
  return { seen: true, blind: true, facts };
}

/** What makes a mix again as it was. */
export function optionsOf(mix: Mix): Undo['options'] {
  return {
    session: mix.session,
    inputs: inputsText(mix.inputs),
    ...(mix.layout > 0 && { layout: String(mix.layout) }),
    ...(mix.size && { size: `${mix.size.width}x${mix.size.height}` }),
    ...(mix.bitrate && { bitrate: String(mix.bitrate) }),
  };
}
