import { z } from 'zod';
import { type CommandContext, defineKeep } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { notFound } from '../../src/name-refusals.ts';
import { isOpen, type HandOver } from '../../src/oncall/hand-over/hand-over.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { card } from '../card.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { rotationMeant, rotationOption } from './rotation.ts';
import { whoText } from './words.ts';

export const oncallAccept = defineKeep({
  name: 'oncall accept',
  zh: '值班 接手',
  summary: {
    en: 'Take over from whoever was on call before; from then on only you are called',
    zh: '接手上一班：之后只呼叫您',
  },
  risk: 'change',
  options: {
    rotation: rotationOption,
    number: {
      schema: z
        .string()
        .trim()
        .regex(/^\d{1,9}$/)
        .transform(Number)
        .optional(),
      summary: {
        en: 'which hand-over, as on its card; the latest when left out',
        zh: '第几次交接，见卡片；不填为最近一次',
      },
      zh: '编号',
      required: false,
      example: '12',
    },
  },
  async run(context, options) {
    const { say, oncall, handOvers, who } = context;
    const { name } = rotationMeant(context, options.rotation, (rotation) =>
      typedLine('oncall accept', rotation),
    );
    const newest = handOvers.duty(name)?.handOvers.at(-1);
    const asked = options.number ?? newest?.n;
    const before = newest?.taken;
    const taken = asked === undefined ? undefined : await handOvers.take(name, asked, who.person);
    if (!taken?.taken) throw whyNot(context, name, newest?.n === asked ? newest : undefined);
    const { until } = oncall.at(name, context.now());
    return card(
      before
        ? say(`You are already on duty for ${name}`, `您已接手 ${name}`)
        : say(`You are on duty for ${name}`, `已由您接手 ${name}`),
      {
        tone: 'success',
        lines: before ? [say('Nothing was changed.', '未做任何更改。')] : [],
        facts: [
          { label: say('Taken over', '接手时间'), value: when(context, taken.taken.at) },
          ...(until === undefined ? [] : [{ label: say('Until', '至'), value: when(context, until) }]),
        ],
        buttons: buttonRow(
          runButton('alert list', say('Alerts', '告警')),
          runButton(typedLine('oncall show', name), say(`Show ${name}`, `查看 ${name}`)),
        ),
        visibility: 'asker',
      },
    );
  },
});

/** Why it cannot be taken over. `handOver`: the one that is meant, where it is the newest. */
function whyNot(context: CommandContext, rotation: string, handOver: HandOver | undefined): Refusal {
  const { people } = context.oncall.at(rotation, context.now());
  const now = { en: whoText({ say: (en) => en }, people), zh: whoText({ say: (_, zh) => zh }, people) };
  const lines = [typedLine('oncall show', rotation)];
  if (handOver?.taken)
    return new Refusal(
      'airdesk.hand-over-taken',
      { en: `${handOver.taken.by} has taken over`, zh: `${handOver.taken.by} 已接手` },
      { en: `Nothing was changed. On call now: ${now.en}.`, zh: `未做任何更改。当前值班：${now.zh}。` },
      lines,
    );
  if (handOver && isOpen(handOver))
    return new Refusal(
      'airdesk.not-on-call',
      { en: `You are not on call in ${rotation}`, zh: `您不在 ${rotation} 的值班中` },
      {
        en: `Nothing was changed. On call now: ${now.en}. To be on call in their place, take over with: oncall take`,
        zh: `未做任何更改。当前值班：${now.zh}。若要改由您值班，请用：值班 接班`,
      },
      [typedLine('oncall take', rotation), ...lines],
    );
  return notFound(
    { en: `There is nothing to take over in ${rotation}`, zh: `${rotation} 没有待接手的交接` },
    {
      en: `Nothing was changed. On call now: ${now.en}. Earlier hand-overs are closed.`,
      zh: `未做任何更改。当前值班：${now.zh}。以前的交接已经结束。`,
    },
    lines,
  );
}
