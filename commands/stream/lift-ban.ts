import type { CommandContext, Preview, Verified } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { banFacts, type Bans, isRead, isSameBan, readBans } from './bans.ts';
import { streamTarget } from './naming/name.ts';
import { readStream, stateFacts, stateWord } from './state.ts';
import { streamWord } from './naming/word.ts';
import { cloudName, fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** The stream, and the bans that are to go, as the cloud listed them. */
export type LiftPlan = { readonly name: StreamName; readonly bans?: Bans };

/** The preview of lifting a stream's ban. @throws Refusal where it is not forbidden. */
export async function previewLift(context: CommandContext, name: StreamName): Promise<Preview<LiftPlan>> {
  const { say } = context;
  const [reading, bans] = await Promise.all([readStream(context, name), readBans(context, name.stream)]);
  if (reading.state !== 'forbid') refuseUnforbidden(name, reading.state);
  return {
    target: streamTarget(context, name),
    title: say(`Resume ${fullName(name)}`, `恢复 ${fullName(name)}`),
    plan: { name, bans },
    showCommand: typedLine('stream show', streamWord(name)),
    // The ban itself: one that somebody else put in its place meanwhile has another start or end.
    state: { state: reading.state, bans },
    facts: [...stateFacts(context, reading), ...banFacts(context, bans, name)],
    lines: [
      say(
        'The stream may be pushed again. This does not start a push: an encoder that gave up must be started.',
        '恢复后允许重新推流，但不会自动开播：推流端若已停止，需要手动重推。',
      ),
      ...(isRead(bans)
        ? []
        : [
            say(
              'Warning: the ban could not be compared. If someone has replaced it in the meantime, it will not show here.',
              '注意：无法比对禁推记录；期间若有人换了一条禁推，这里看不出来。',
            ),
          ]),
      ...(isRead(bans) && bans.length > 1
        ? [
            say(
              'The cloud lifts by stream name alone: all of these bans can go.',
              '云端默认只按流名恢复：以上禁推可能会一并解除。',
            ),
          ]
        : []),
      say('No undo: to take it back, forbid the stream again.', '没有单独的撤销：要收回请再次禁推。'),
    ],
  };
}

/** The one call that lifts a ban. */
export async function runLift(context: CommandContext, plan: LiftPlan): Promise<void> {
  await context.live.call('ResumeLiveStream', cloudName(plan.name));
}

/** Whether the stream is forbidden no more. One that is forbidden by another ban than before was forbidden anew. */
export async function verifyLift(context: CommandContext, plan: LiftPlan): Promise<Verified> {
  const reading = await readStream(context, plan.name);
  const facts = stateFacts(context, reading);
  if (reading.state !== 'forbid') return { seen: true, facts };
  const bans = await readBans(context, plan.name.stream);
  const shown = [...facts, ...banFacts(context, bans, plan.name)];
  return hasAnother(bans, plan.bans ?? 'unread')
    ? { seen: false, maybeOthers: true, facts: shown }
    : { seen: false, facts: shown };
}

/** Whether there is a ban that was not there before. */
function hasAnother(now: Bans, before: Bans): boolean {
  return isRead(now) && isRead(before) && now.some((ban) => !before.some((other) => isSameBan(other, ban)));
}

function refuseUnforbidden(name: StreamName, state: string): never {
  const word = (english: boolean) => stateWord({ say: (en, zh) => (english ? en : zh) }, state);
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
