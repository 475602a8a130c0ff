import { defineAct } from '../../src/command.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { previewMix, verifyMix, type MixPlan } from './change.ts';
import { layoutFor, readInputs } from './inputs.ts';
import { inputsOption, outputOption, sessionOption, settingOptions } from './options.ts';
import { sendMix } from './send.ts';

/** `mix start`: CreateCommonMixStream. The undo ends it. */
export const mixStart = defineAct({
  name: 'mix start',
  zh: '混流 启动',
  summary: { en: 'Mix several streams into one', zh: '将多路流混成一路' },
  risk: 'air',
  options: {
    session: sessionOption,
    inputs: inputsOption,
    output: outputOption,
    ...settingOptions,
  },
  async preview(context, options) {
    const { say } = context;
    const was = await context.mixes.find(options.session);
    if (was)
      throw nothingToDo(
        { en: `The mix ${options.session} was begun already`, zh: `混流 ${options.session} 已启动` },
        {
          en: 'Change it with mix set, or end it first with mix stop.',
          zh: '请用“混流 修改”调整，或先用“混流 停止”结束。',
        },
        typedLine('mix list', options.session),
        typedLine('mix stop', options.session),
      );
    const inputs = readInputs(options.inputs);
    const { session, output, size, bitrate } = options;
    const preview = await previewMix(
      context,
      {
        ...{ session, output, inputs: [...inputs], layout: layoutFor(inputs, options.layout) },
        ...(size && { size }),
        ...(bitrate !== undefined && { bitrate }),
        ...{ by: context.person.id, at: context.now() },
      },
      undefined,
    );
    return {
      ...preview,
      title: say(`Mix ${inputs.length} streams into ${output}`, `将 ${inputs.length} 路流混成 ${output}`),
      lines: [...preview.lines, say('Undo: stop the mix.', '可撤销：停止混流。')],
    };
  },
  run: (context, { mix }: MixPlan) => sendMix(context, mix),
  verify: verifyMix,
  undo: ({ say }, { mix }) => ({
    command: 'mix stop',
    options: { session: mix.session },
    label: say('Undo: stop the mix', '撤销：停止混流'),
  }),
});
