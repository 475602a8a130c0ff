import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { instant, when } from '../when.ts';
import { DEFAULT_LENGTH, endOfBan, lengthOption } from './ban-length.ts';
import { banFacts, type Bans, isFor, isRead, readBans } from './bans.ts';
import { BanSchema, undoBan } from './undo-forbid.ts';
import { streamTarget } from './naming/name.ts';
import { namesakeLines, namesakesOf } from './namesakes.ts';
import { streamOption } from './option.ts';
import { resolveStream } from './naming/resolve.ts';
import { readStream, stateFacts } from './state.ts';
import { pushFact } from './push-fact.ts';
import { viewersFact } from './viewers.ts';
import { streamWord } from './naming/word.ts';
import { fromCloud, toCloud } from '../../src/live/cloud-time.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** ForbidLiveStream, Reason; in UTF-8. */
const MAX_REASON_BYTES = 2048;
/** How long a stream that has to go waits for the bans that there are, ms: they only warn. */
const BRIEFLY_MS = 1000;

/** `over`: a ban of this name was there before; what lifts ours would not bring it back. */
type Plan = {
  readonly name: StreamName;
  readonly until: string;
  readonly reason: string;
  readonly over: boolean;
};

/** `stream forbid`: ForbidLiveStream. The undo lifts the ban, where there was none before. */
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
    for: lengthOption,
    reason: {
      schema: z.string().max(MAX_REASON_BYTES).optional(),
      summary: { en: 'why; kept at the cloud with your name', zh: '禁推原因，会连同您的名字记在云端' },
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
    const [reading, namesakes, viewers, brings, bans] = await Promise.all([
      readStream(context, name),
      namesakesOf(context, name),
      viewersFact(context, name),
      pushFact(context, name),
      readBans(context, name.stream, BRIEFLY_MS),
    ]);
    if (reading.state === 'forbid') refuseForbidden(context, name, bans);
    const others = namesakes ?? [];
    const before = isRead(bans) ? bans : [];
    return {
      target: streamTarget(context, name),
      title: say(
        `Forbid ${fullName(name)} until ${instant(context, until)}`,
        `禁推 ${fullName(name)}，至 ${instant(context, until)}`,
      ),
      plan: { name, until: toCloud(until), reason, over: before.length > 0 },
      showCommand: typedLine('stream show', streamWord(name)),
      state: {
        state: reading.state,
        others,
        bans: before,
        // What was asked before ends were fixed with the ask counts from the confirmation.
        until: length.end === undefined && length.kind === 'span' ? length.text : until,
      },
      facts: [
        ...stateFacts(context, reading),
        ...(reading.state === 'active' ? [brings] : []),
        viewers,
        { label: say('Forbid until', '将禁推至'), value: when(context, until) },
        { label: say('Reason', '原因'), value: reason },
        ...(others.length > 0
          ? [{ label: say('Same stream name', '同名流'), value: others.slice(0, 10).join('\n') }]
          : []),
        ...(before.length > 0 ? banFacts(context, before, name) : []),
      ],
      lines: [
        reading.state === 'active'
          ? say(
              'Viewers lose the picture, and the encoder cannot push again.',
              '观众会看不到画面，推流端也无法重推。',
            )
          : say('It is not pushed now; it will not be able to start.', '当前未推流；禁推后将无法开播。'),
        ...namesakeLines(context, namesakes),
        ...(before.length > 0
          ? [
              say(
                'Warning: there is a ban of this stream name already. The cloud may put this one in its place. No undo: it would lift both.',
                '注意：这个流名已有一条禁推，云端可能会用这条替换它。无法撤销：撤销会把两条一并解除。',
              ),
            ]
          : [
              say(
                'Undo: resume. The encoder must then push again.',
                '可撤销：恢复推流；恢复后需推流端重新推流。',
              ),
            ]),
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
    const facts = stateFacts(context, reading);
    if (reading.state !== 'forbid') return { seen: false, facts };
    const bans = await readBans(context, plan.name.stream);
    const shown = [...facts, ...banFacts(context, bans, plan.name)];
    // Without a list, that it is forbidden is all that can be seen.
    if (!isRead(bans)) return { seen: bans === 'unavailable', facts: shown };
    const ours = bans.find((ban) => ban.until === plan.until && isFor(ban, plan.name));
    if (ours) return { seen: true, facts: shown, left: ours };
    return bans.length > 0 ? { seen: false, maybeOthers: true, facts: shown } : { seen: false, facts: shown };
  },
  undo(context, plan, left) {
    return plan.over ? undefined : undoBan(context, plan.name, BanSchema.safeParse(left).data);
  },
});

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
      zh: `云端最多保存 ${MAX_REASON_BYTES} 字节（含您的名字），请缩短。`,
    },
  );
}

function refuseForbidden(context: CommandContext, name: StreamName, bans: Bans): never {
  const [only, second] = isRead(bans) ? bans : [];
  const until = second ? undefined : fromCloud(only?.until);
  const end = until === undefined ? undefined : instant(context, until);
  throw new Refusal(
    'airdesk.nothing-to-do',
    {
      en: `${fullName(name)} is already forbidden${end === undefined ? '' : ` until ${end}`}`,
      zh: `${fullName(name)} 已经处于禁推状态${end === undefined ? '' : `，至 ${end}`}`,
    },
    {
      en: 'To change how long, resume it first and forbid it again.',
      zh: '如要改时长，请先恢复，再重新禁推。',
    },
    [typedLine('stream resume', streamWord(name))],
  );
}
