import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { cloudName, fullName, streamTarget, type StreamName } from './name.ts';
import { streamOption } from './option.ts';
import { resolveStream } from './resolve.ts';
import { readStream, stateFacts, stateWord } from './state.ts';
import { streamWord } from './word.ts';

type Plan = { readonly name: StreamName };

export const streamResume = defineAct({
  name: 'stream resume',
  zh: '流 恢复',
  summary: { en: 'Lift the ban of a stream', zh: '解除一路流的禁推' },
  risk: 'air',
  options: { stream: streamOption },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const name = await resolveStream(context, options.stream, 'stream resume');
    const reading = await readStream(context, name);
    if (reading.state !== 'forbid') {
      const word = (english: boolean) => stateWord({ say: (en, zh) => (english ? en : zh) }, reading.state);
      throw new Refusal(
        'airdesk.nothing-to-do',
        {
          en: `${fullName(name)} is not forbidden: it is ${word(true)}`,
          zh: `${fullName(name)} 没有被禁推，当前${word(false)}`,
        },
        {
          en: 'Nothing to resume. Where no picture comes, the encoder has to push.',
          zh: '无需恢复。如果没有画面，请让推流端重新推流。',
        },
        [typedLine('stream show', streamWord(name))],
      );
    }
    return {
      target: streamTarget(context, name),
      title: say(`Resume ${fullName(name)}`, `恢复 ${fullName(name)}`),
      plan: { name },
      look: typedLine('stream show', streamWord(name)),
      state: { state: reading.state },
      facts: stateFacts(context, reading),
      lines: [
        say(
          'The stream may be pushed again. This does not start a push: an encoder that gave up must be started.',
          '恢复后允许重新推流，但不会自动开播：推流端若已停止，需要手动重推。',
        ),
        say(
          'No undo of its own: to take it back, forbid the stream again.',
          '没有单独的撤销：要收回请再次禁推。',
        ),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('ResumeLiveStream', cloudName(plan.name));
  },
  async verify(context, plan) {
    const reading = await readStream(context, plan.name);
    return { seen: reading.state !== 'forbid', facts: stateFacts(context, reading) };
  },
});
