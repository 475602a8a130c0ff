import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { AirdeskError, Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { endOf, type Until, UntilSchema } from '../until.ts';
import { fromCloud, instant, toCloud, when } from '../when.ts';
import { cloudName, fullName, streamTarget, type StreamName } from './name.ts';
import { onlineByName } from './online.ts';
import { streamOption } from './option.ts';
import { resolveStream } from './resolve.ts';
import { readStream, stateFacts } from './state.ts';
import { viewersFact } from './viewers.ts';
import { streamWord } from './word.ts';

const DAY = 86_400_000;
const DEFAULT_LENGTH: Until = { kind: 'span', ms: 7 * DAY, text: '7d' };
/** ForbidLiveStream, ResumeTime. */
const LONGEST = 90 * DAY;
const SHORTEST = 60_000;
/** ForbidLiveStream, Reason; in UTF-8. */
const MAX_REASON_BYTES = 2048;

type Plan = { readonly name: StreamName; readonly until: string; readonly reason: string };

export const streamForbid = defineAct({
  name: 'stream forbid',
  zh: '流 禁推',
  summary: {
    en: 'Cut a stream and keep it from being pushed for a time',
    zh: '断开一路流，并在一段时间内禁止推流',
  },
  risk: 'air',
  options: {
    stream: streamOption,
    for: {
      schema: UntilSchema.optional(),
      summary: {
        en: 'how long (2h, 7d, 1d12h) or until when (22:00, 2026-03-05T22:00); 7 days when left out, 90 at most',
        zh: '时长（2h、7d、2小时、7天）或截止时间（22:00、2026-03-05T22:00）；不填为 7 天，最长 90 天',
      },
      zh: '时长',
      required: false,
      example: '2h',
    },
    reason: {
      schema: z.string().max(MAX_REASON_BYTES).optional(),
      summary: { en: 'why; kept at the cloud with your name', zh: '禁推原因，会连同你的名字记在云端' },
      zh: '原因',
      required: false,
      example: 'rights claim by the league',
      rest: true,
    },
  },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const length = options.for ?? DEFAULT_LENGTH;
    const rest = [length.text, options.reason ?? ''];
    const name = await resolveStream(context, options.stream, 'stream forbid', rest);
    const until = endOfBan(context, length);
    const reason = reasonFor(context, options.reason);
    const [reading, namesakes, viewers] = await Promise.all([
      readStream(context, name),
      namesakesOf(context, name),
      viewersFact(context, name),
    ]);
    if (reading.state === 'forbid') refuseForbidden(name);
    const others = namesakes ?? [];
    return {
      target: streamTarget(context, name),
      title: say(
        `Forbid ${fullName(name)} until ${instant(context, until)}`,
        `禁推 ${fullName(name)}，至 ${instant(context, until)}`,
      ),
      plan: { name, until: toCloud(until), reason },
      // A time of day means another one once it has passed; a length counts from the confirmation.
      look: typedLine('stream show', streamWord(name)),
      state: { state: reading.state, others, until: length.kind === 'span' ? length.text : until },
      facts: [
        ...stateFacts(context, reading),
        viewers,
        { label: say('Forbidden until', '禁推至'), value: when(context, until) },
        { label: say('Reason', '原因'), value: reason },
        ...(others.length > 0
          ? [{ label: say('Same stream name', '同名流'), value: others.slice(0, 10).join('\n') }]
          : []),
      ],
      lines: [
        reading.state === 'active'
          ? say(
              'Viewers lose the picture, and the encoder cannot push again.',
              '观众会看不到画面，推流端也无法重推。',
            )
          : say('It is not pushed now; it will not be able to start.', '当前未推流；禁推后将无法开播。'),
        ...(namesakes
          ? []
          : [
              say(
                'Warning: other streams of this name could not be looked up; they would be cut as well.',
                '注意：未能查询其他同名流；若有同名流，也会被断开。',
              ),
            ]),
        others.length > 0
          ? say(
              'Warning: the cloud forbids by stream name alone, so the streams of the same name can be cut as well.',
              '注意：云端默认只按流名禁推，下列同名流也可能被断开。',
            )
          : say(
              'The cloud forbids by stream name alone, on every domain of the account.',
              '云端默认只按流名禁推，对账号下所有域名生效。',
            ),
        say('Undo: resume. The encoder must then push again.', '可撤销：恢复推流；恢复后需推流端重新推流。'),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('ForbidLiveStream', {
      ...cloudName(plan.name),
      ResumeTime: plan.until,
      Reason: plan.reason,
    });
  },
  async verify(context, plan) {
    const reading = await readStream(context, plan.name);
    const seen = reading.state === 'forbid';
    const until = fromCloud(plan.until);
    const facts = stateFacts(context, reading);
    if (seen && until !== undefined)
      facts.push({ label: context.say('Forbidden until', '禁推至'), value: when(context, until) });
    return { seen, facts };
  },
  undo: (context, plan) => ({
    command: 'stream resume',
    options: { stream: streamWord(plan.name) },
    label: context.say('Undo: resume', '撤销：恢复推流'),
  }),
});

/**
 * Other streams online with the same name, in full. Undefined where the cloud does not tell: what only warns must not keep
 * a stream on air that has to go.
 */
async function namesakesOf(context: CommandContext, name: StreamName): Promise<string[] | undefined> {
  try {
    const online = await onlineByName(context, name.stream);
    return online
      .map(fullName)
      .filter((other) => other !== fullName(name))
      .sort();
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return undefined;
  }
}

function endOfBan(context: CommandContext, asked: Until): number {
  const now = context.now();
  const until = endOf(asked, now, context.config.timeZone);
  if (until >= now + SHORTEST && until <= now + LONGEST) return until;
  throw new Refusal(
    'airdesk.bad-option',
    {
      en: `A stream can be forbidden for 1 minute to 90 days, not until ${instant(context, until)}`,
      zh: `禁推时长须在 1 分钟到 90 天之间，不能设到 ${instant(context, until)}`,
    },
    {
      en: 'For example for:2h, for:7d or for:22:00.',
      zh: '例如 时长:2h、时长:7天 或 时长:22:00。',
    },
  );
}

/** What the cloud keeps: the reason and who asked. */
function reasonFor(context: CommandContext, given: string | undefined): string {
  const text = given?.trim() ?? '';
  const by = context.person.id;
  const reason = text === '' ? context.say(`Forbidden by ${by}`, `${by} 禁推`) : `${text} (${by})`;
  const surplus = Buffer.byteLength(reason) - MAX_REASON_BYTES;
  if (surplus <= 0) return reason;
  throw new Refusal(
    'airdesk.bad-option',
    { en: `The reason is ${surplus} bytes too long`, zh: `禁推原因超长 ${surplus} 字节` },
    {
      en: `The cloud keeps ${MAX_REASON_BYTES} bytes, your name included. Shorten it.`,
      zh: `云端最多保存 ${MAX_REASON_BYTES} 字节（含你的名字），请缩短。`,
    },
  );
}

function refuseForbidden(name: StreamName): never {
  throw new Refusal(
    'airdesk.nothing-to-do',
    { en: `${fullName(name)} is already forbidden`, zh: `${fullName(name)} 已经处于禁推状态` },
    {
      en: 'To change how long, resume it first and forbid it again.',
      zh: '如要改时长，请先恢复，再重新禁推。',
    },
    [typedLine('stream resume', streamWord(name))],
  );
}
