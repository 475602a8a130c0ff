import { defineAct } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { onlineByName } from '../../src/live/read/online.ts';
import { inRed } from '../in-red.ts';
import { typedLine } from '../typed-line.ts';
import { wording } from '../../src/text/language.ts';
import { optionsOf } from './change.ts';
import { sessionOption } from './options.ts';
import { isNewStream, mixFacts, mixState, outputFact } from './told.ts';
import { unknownMix } from './unknown.ts';
import type { Mix } from '../../src/mix/mix-book.ts';

type Plan = { readonly mix: Mix };

/** `mix stop`: CancelCommonMixStream. The undo begins the same mix again. */
export const mixStop = defineAct({
  name: 'mix stop',
  zh: '混流 停止',
  summary: { en: 'End a mix', zh: '停止混流' },
  risk: 'air',
  options: { session: sessionOption },
  async preview(context, { session }) {
    const { say, language } = context;
    const mix = await context.mixes.find(session);
    if (!mix) throw await unknownMix(context, session, 'mix stop');
    const { fact, online } = await outputFact(context, mix.output);
    const warning = isNewStream(mix)
      ? inRed({
          en: `${mix.output} ends: its viewers lose the picture.`,
          zh: `${mix.output} 会结束：观看它的观众会看不到画面。`,
        })
      : {
          en: `Viewers of ${mix.output} see it alone again.`,
          zh: `${mix.output} 的观众会重新看到它自己的画面。`,
        };
    return {
      target: { key: `${context.account}/mix/${session}`, label: session },
      title: say(`Stop the mix ${session}`, `停止混流 ${session}`),
      plan: { mix } satisfies Plan,
      state: { mix: mixState(mix), onAir: online.length > 0 },
      showCommand: typedLine('mix list', session),
      facts: [...mixFacts(context, mix), fact],
      lines: [
        wording(warning, language),
        say('Undo: begin it again, as it was.', '可撤销：按原设置重新启动。'),
      ],
    };
  },
  async run({ live, mixes }, { mix }) {
    try {
      await live.call('CancelCommonMixStream', { MixStreamSessionId: mix.session });
    } catch (error) {
      // It has ended by itself: nothing is left to be known of it.
      if (error instanceof LiveError && error.code.endsWith('.CancelSessionNotExist'))
        await mixes.forget(mix.session);
      throw error;
    }
    await mixes.forget(mix.session);
  },
  async verify(context, { mix }) {
    const online = await onlineByName(context, mix.output);
    const facts = mixFacts(context, mix);
    return isNewStream(mix) ? { seen: online.length === 0, facts } : { seen: true, blind: true, facts };
  },
  undo: ({ say }, { mix }) => ({
    command: 'mix start',
    options: { ...optionsOf(mix), output: mix.output },
    label: say('Undo: begin it again', '撤销：重新启动'),
  }),
});
