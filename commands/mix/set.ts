import { defineAct } from '../../src/command.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { optionsOf, previewMix, verifyMix, type MixPlan } from './change.ts';
import { layoutFor, readInputs } from './inputs.ts';
import { inputsOption, sessionOption, settingOptions } from './options.ts';
import { sendMix } from './send.ts';
import { mixState } from './told.ts';
import { unknownMix } from './unknown.ts';

/** `mix set`: sends the mix anew, as the cloud takes a change. The undo sends the former one. */
export const mixSet = defineAct({
  name: 'mix set',
  zh: '混流 修改',
  summary: { en: 'Change inputs or layout of a mix that runs', zh: '修改正在进行的混流的输入或布局' },
  risk: 'air',
  options: {
    session: sessionOption,
    inputs: { ...inputsOption, schema: inputsOption.schema.optional(), required: false },
    ...settingOptions,
  },
  async preview(context, options) {
    const { say } = context;
    const was = await context.mixes.find(options.session);
    if (!was) throw await unknownMix(context, options.session, 'mix set');
    const inputs = options.inputs === undefined ? was.inputs : [...readInputs(options.inputs)];
    const kept = options.inputs === undefined && was.layout > 0 ? was.layout : undefined;
    const mix = {
      ...was,
      ...{ inputs, layout: layoutFor(inputs, options.layout ?? kept) },
      ...(options.size && { size: options.size }),
      ...(options.bitrate !== undefined && { bitrate: options.bitrate }),
      ...{ by: context.person.id, at: context.now() },
    };
    if (JSON.stringify(mixState(mix)) === JSON.stringify(mixState(was)))
      throw nothingToDo(
        { en: `The mix ${was.session} is so already`, zh: `混流 ${was.session} 已是如此` },
        {
          en: 'Say what is to change: inputs, layout, size or bitrate.',
          zh: '请写明要修改的输入、布局、尺寸或码率。',
        },
        typedLine('mix list', was.session),
      );
    const preview = await previewMix(context, mix, was);
    return {
      ...preview,
      title: say(`Change the mix ${was.session}`, `修改混流 ${was.session}`),
      lines: [...preview.lines, say('Undo: the mix as it was.', '可撤销：恢复原来的混流。')],
    };
  },
  run: (context, { mix }: MixPlan) => sendMix(context, mix),
  verify: verifyMix,
  undo: ({ say }, { was }) =>
    was
      ? {
          command: 'mix set',
          options: optionsOf(was),
          label: say('Undo: the mix as it was', '撤销：恢复原来的混流'),
        }
      : undefined,
});
