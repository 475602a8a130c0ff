import { z } from 'zod';
import { defineAct, type Undo } from '../../src/command.ts';
import { AirdeskError, Refusal } from '../../src/errors.ts';
import type { Say } from '../../src/text/language.ts';
import { typedLine } from '../typed-line.ts';
import { type Ban, isRead, isSameBan } from './bans.ts';
import { type LiftPlan, previewLift, runLift, verifyLift } from './lift-ban.ts';
import { streamOption } from './option.ts';
import { resolveStream } from './naming/resolve.ts';
import { streamWord } from './naming/word.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** A ban written as JSON. */
export const BanSchema = z.object({
  domain: z.string(),
  app: z.string(),
  since: z.string(),
  until: z.string(),
});

/** Undo of `stream forbid`: lifts the ban that it imposed, and no other. */
export const streamLift = defineAct({
  name: 'stream lift',
  zh: '流 解除',
  summary: { en: 'Lift one ban of a stream, and no other', zh: '只解除指定的那条禁推' },
  risk: 'air',
  hidden: true,
  options: {
    stream: streamOption,
    left: {
      schema: z
        .string()
        .max(2000)
        .transform((text): unknown => JSON.parse(text))
        .pipe(BanSchema),
      summary: { en: 'the ban that was imposed', zh: '当时的禁推' },
      zh: '禁推',
      required: true,
      example:
        '{"domain":"push.example.com","app":"live","since":"2026-03-01T20:00:00Z","until":"2026-03-01T22:00:00Z"}',
    },
  },
  async preview(context, options) {
    const name = await resolveStream(context, options.stream, 'stream resume');
    const preview = await previewLift(context, name);
    const { bans = 'unread' } = preview.plan;
    if (!isRead(bans)) throw notCompared(name);
    const [only, ...others] = bans;
    if (!only || others.length > 0 || !isSameBan(only, options.left)) refuseChanged(name);
    return preview;
  },
  run: (context, plan: LiftPlan) => runLift(context, plan),
  verify: verifyLift,
});

/** What lifts the ban that was found after it was imposed, or, where the cloud does not list bans, whichever there is. */
export function undoBan(context: { readonly say: Say }, name: StreamName, left: Ban | undefined): Undo {
  const label = context.say('Undo: resume', '撤销：恢复推流');
  const stream = streamWord(name);
  return left
    ? { command: 'stream lift', options: { stream, left: JSON.stringify(left) }, label }
    : { command: 'stream resume', options: { stream }, label };
}

function refuseChanged(name: StreamName): never {
  throw new Refusal(
    'airdesk.changed',
    { en: `${fullName(name)} is under another ban now`, zh: `${fullName(name)} 现在是另一条禁推` },
    {
      en: 'Nothing was done: someone else has forbidden it since. Check until when, and resume it only if that ban should go too.',
      zh: '未做任何操作：之后有人另行禁推。请先查看禁推到何时；确认那条也要解除时，再恢复。',
    },
    [typedLine('stream show', streamWord(name)), typedLine('stream resume', streamWord(name))],
  );
}

/** Not a refusal: nothing has changed as far as anybody knows; only nobody could look. */
function notCompared(name: StreamName): AirdeskError {
  const line = typedLine('stream resume', streamWord(name));
  return new AirdeskError(`the bans of ${fullName(name)} could not be read`, {
    code: 'airdesk.not-compared',
    hint: {
      en: `The cloud did not list the bans just now, so nobody knows whether this one is still there. To lift whichever there is: ${line}`,
      zh: `暂时查不到禁推列表，无法确认是否仍是那条禁推。如要直接恢复，请输入：${line}`,
    },
    retryable: true,
  });
}
