import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { streamTarget } from './naming/name.ts';
import { pushedSince } from '../../src/live/read/online.ts';
import { streamOption } from './option.ts';
import { pushFact } from './push-fact.ts';
import { resolveStream } from './naming/resolve.ts';
import { readStream, stateFacts } from './state.ts';
import { viewersFact } from './viewers.ts';
import { streamWord } from './naming/word.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** The stream, and the pushes that are to be cut. */
type Plan = { readonly name: StreamName; readonly publishes: readonly string[] };

/** `stream drop`: DropLiveStream. It cannot be undone, and keeps nobody from pushing again. */
export const streamDrop = defineAct({
  name: 'stream drop',
  zh: '流 断开',
  summary: {
    en: 'Cut the push of a stream; the encoder may push again',
    zh: '断开一路流的推流，推流端仍可重推',
  },
  risk: 'air',
  options: { stream: streamOption },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const name = await resolveStream(context, options.stream, 'stream drop');
    const [reading, viewers, brings] = await Promise.all([
      readStream(context, name),
      viewersFact(context, name),
      pushFact(context, name),
    ]);
    refuseUnlessPushed(name, reading.state);
    return {
      target: streamTarget(context, name),
      title: say(`Drop ${fullName(name)}`, `断开 ${fullName(name)}`),
      plan: { name, publishes: reading.publishes },
      showCommand: typedLine('stream show', streamWord(name)),
      state: { state: reading.state, publishes: reading.publishes },
      facts: [...stateFacts(context, reading), brings, viewers],
      lines: [
        say(
          'Viewers lose the picture until the encoder pushes again.',
          '断开后观众看不到画面，直到推流端重新推流。',
        ),
        say(
          'No undo: the encoder may push again by itself, at once. To keep the stream off, use stream forbid.',
          '无法撤销：推流端可能马上自动重推。要让它推不上来，请用“流 禁推”。',
        ),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('DropLiveStream', cloudName(plan.name));
  },
  /** An encoder can be back before anybody looks: a push that is not among those we cut shows that these are gone. */
  async verify(context, plan) {
    const { say } = context;
    const reading = await readStream(context, plan.name);
    // A drop leaves no ban: somebody forbade it in the meantime.
    if (reading.state === 'forbid')
      return { seen: false, maybeOthers: true, facts: stateFacts(context, reading) };
    const gone = reading.publishes.every((publish) => !plan.publishes.includes(publish));
    // Without a list from before there is nothing to tell a new push by.
    const pushedAgain = gone && plan.publishes.length > 0 && reading.publishes.length > 0;
    const seen = reading.state !== 'active' || pushedAgain || (gone && plan.publishes.length > 0);
    const since = pushedSince(reading.publishes);
    if (!pushedAgain || since === undefined) return { seen, facts: stateFacts(context, reading) };
    return {
      seen,
      facts: [
        {
          label: say('State', '状态'),
          value: say('was dropped; the encoder pushed again', '已断开，但推流端又重新推流'),
        },
        { label: say('Pushed again', '重新推流'), value: when(context, since) },
      ],
    };
  },
});

function refuseUnlessPushed(name: StreamName, state: string): void {
  if (state === 'forbid')
    throw new Refusal(
      'airdesk.nothing-to-do',
      {
        en: `${fullName(name)} is forbidden: there is no push to drop`,
        zh: `${fullName(name)} 已被禁推，没有可断开的推流`,
      },
      { en: 'To let it push again, resume it.', zh: '要让它重新推流，请先恢复。' },
      [typedLine('stream resume', streamWord(name))],
    );
  if (state === 'inactive')
    throw new Refusal(
      'airdesk.nothing-to-do',
      { en: `${fullName(name)} is not pushed: nothing to drop`, zh: `${fullName(name)} 未在推流，无需断开` },
      {
        en: 'To keep it from coming back, forbid it. To see what is on air: stream list',
        zh: '如要防止它再推上来，请禁推。查看在线流：流 列表',
      },
      [typedLine('stream forbid', streamWord(name)), 'stream list'],
    );
}
