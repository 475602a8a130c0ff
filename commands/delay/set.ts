import { defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { toCloud } from '../../src/live/cloud-time.ts';
import { readDelay } from '../../src/live/read/delays.ts';
import { onlineStream } from '../../src/live/read/online.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { FixedUntilSchema, fixUntil } from '../fixed-until.ts';
import { lengthSchema, lengthWords } from '../length.ts';
import { nothingToDo } from '../shape/act.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamWord } from '../stream/naming/word.ts';
import { streamOption } from '../stream/option.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { endOf } from '../until.ts';
import { untilSpellings, untilWords } from '../until-words.ts';
import { when } from '../when.ts';
import { delayFacts } from './noun.ts';

const DAY = 86_400_000;
const LONGEST = 7 * DAY;
const USUAL = '7d';

/** `was`: the delay that holds by now, null where there is none. */
type Plan = {
  readonly stream: StreamName;
  readonly seconds: number;
  readonly until: string;
  readonly was: { readonly seconds: number; readonly until: string } | null;
};

/** `delay set`: AddDelayLiveStream. The undo sets the former delay, or none. */
export const delaySet = defineAct({
  name: 'delay set',
  zh: '延播 修改',
  summary: {
    en: 'Delay what viewers see of a stream by 1 s to 10 min',
    zh: '为一路流设置延播，1 秒到 10 分钟',
  },
  risk: 'air',
  options: {
    stream: streamOption,
    delay: {
      schema: lengthSchema({ min: 1000, max: 600_000 }).refine((length) => length !== undefined),
      words: lengthWords,
      summary: { en: 'how much later viewers see it: 1 s to 10 min', zh: '延播时长：1 秒到 10 分钟' },
      zh: '延播',
      required: true,
      example: '30s',
    },
    for: {
      schema: FixedUntilSchema.optional(),
      summary: {
        en: 'how long the delay holds (2h) or until when (23:00); 7 days when left out, and at most',
        zh: '延播有效时长（2h）或截止时间（23:00）；不填为 7 天，最长 7 天',
      },
      zh: '时长',
      required: false,
      example: '2h',
      words: untilWords,
      near: untilSpellings,
      fix: (given = USUAL, at) => fixUntil(given, at),
    },
  },
  async preview(context, options) {
    const { say, language } = context;
    const seconds = options.delay.ms / 1000;
    const stream = await resolveStream(context, options.stream, 'delay set', [
      `${seconds}s`,
      options.for?.text ?? '',
    ]);
    const asked = options.for ?? { kind: 'span' as const, ms: LONGEST, text: USUAL };
    const now = context.now();
    const end = Math.floor((asked.end ?? endOf(asked, now, context.config.timeZone)) / 1000) * 1000;
    if (end <= now || end > now + LONGEST) throw outOfReach();
    const name = fullName(stream);
    const [was, online, viewers] = await Promise.all([
      readDelay(context, name),
      onlineStream(context, stream),
      viewersFact(context, stream),
    ]);
    const show = typedLine('delay list', name);
    if (was?.seconds === seconds && was.until === end)
      throw nothingToDo(
        { en: `${safeLine(name, 100)} has that delay already`, zh: `${safeLine(name, 100)} 已是该延播` },
        { en: 'There is nothing to do.', zh: '无需操作。' },
        show,
      );
    const text = formatDuration(seconds * 1000, language);
    const before = was ? formatDuration(was.seconds * 1000, language) : say('none', '无');
    return {
      target: { key: `${context.account}/delay/${name}`, label: name },
      title: say(`Delay ${safeLine(name, 100)} by ${text}`, `将 ${safeLine(name, 100)} 延播 ${text}`),
      plan: {
        ...{ stream, seconds, until: toCloud(end) },
        was: was?.until === undefined ? null : { seconds: was.seconds, until: toCloud(was.until) },
      } satisfies Plan,
      state: { delay: was?.seconds ?? 0, until: was?.until ?? 0, onAir: online !== undefined, end },
      showCommand: show,
      facts: [
        { label: say('Delay', '延播时长'), value: `${before} → ${text}` },
        { label: say('Until', '有效期至'), value: when(context, end) },
        viewers,
      ],
      lines: [
        online
          ? say(
              'It is on air: the picture may stand still or jump, or the delay begins with the next push.',
              '该流正在推流：画面可能停顿或跳变，也可能到下次推流才生效。',
            )
          : say(
              'It holds for a push that begins 5 minutes later. Earlier pushes may begin without it.',
              '对 5 分钟后开始的推流生效；更早开始的推流可能不带延播。',
            ),
        was
          ? say('Undo: the former delay again.', '可撤销：恢复原来的延播。')
          : say('Undo: remove the delay.', '可撤销：取消延播。'),
      ],
    };
  },
  async run(context, { stream, seconds, until }) {
    await context.live.call('AddDelayLiveStream', {
      ...cloudName(stream),
      ...{ DelayTime: seconds, ExpireTime: until },
    });
  },
  async verify(context, plan) {
    const delay = await readDelay(context, fullName(plan.stream));
    const isOurs = delay?.seconds === plan.seconds && (delay.until ?? 0) === Date.parse(plan.until);
    return { seen: isOurs, facts: delay ? delayFacts(context, delay) : [] };
  },
  undo({ say }, { stream, was }) {
    const options = { stream: streamWord(stream) };
    if (!was)
      return { command: 'delay remove', options, label: say('Undo: remove the delay', '撤销：取消延播') };
    const former = { delay: `${was.seconds}s`, for: `${USUAL} until ${was.until}` };
    return {
      command: 'delay set',
      options: { ...options, ...former },
      label: say('Undo: the former delay', '撤销：恢复原来的延播'),
    };
  },
});

function outOfReach(): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: '`for` does not fit', zh: '“时长”不符合要求' },
    {
      en: 'A delay holds for 7 days at most, and its end has to lie ahead. Nothing was done.',
      zh: '延播最长 7 天，且结束时间必须晚于现在。未执行任何操作。',
    },
  );
}
