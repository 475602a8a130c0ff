import { defineAct } from '../../src/command.ts';
import { type LiftPlan, previewLift, runLift, verifyLift } from './lift-ban.ts';
import { streamOption } from './option.ts';
import { resolveStream } from './naming/resolve.ts';

/** Ends a ban. The call is in lift-ban.ts; what undoes `stream forbid` is undo-forbid.ts. */
export const streamResume = defineAct({
  name: 'stream resume',
  zh: '流 恢复',
  summary: { en: 'Lift the ban of a stream', zh: '解除一路流的禁推' },
  risk: 'air',
  options: { stream: streamOption },
  preview: async (context, options) =>
    previewLift(context, await resolveStream(context, options.stream, 'stream resume')),
  run: (context, plan: LiftPlan) => runLift(context, plan),
  verify: verifyLift,
});
