import { z } from 'zod';
import { type CommandContext, defineAct, type Preview, type Undo } from '../../src/command.ts';
import { byId } from '../../src/text/name-forms.ts';
import { type Left, LeftSchema, refuseUnlessLeft } from './left.ts';
import { monitorOption, resolveMonitor } from './resolve.ts';
import { previewStart, runStart, type StartPlan, verifyStart } from './starting.ts';
import { previewStop, runStop, type StopPlan, verifyStop } from './stopping.ts';
import type { Json } from '../../src/json.ts';

type Plan =
  { readonly start: StartPlan; readonly stop?: never } | { readonly stop: StopPlan; readonly start?: never };

/** Undo of `monitor start` and `monitor stop`: puts a monitor back as it was, where it is as the command left it. */
export const monitorRestore = defineAct({
  name: 'monitor restore',
  zh: '监播 还原',
  summary: { en: 'Put a monitor back as it was', zh: '把监播恢复为之前的状态' },
  risk: 'change',
  hidden: true,
  options: {
    monitor: monitorOption,
    left: {
      schema: z
        .string()
        .max(2000)
        .transform((text): unknown => JSON.parse(text))
        .pipe(LeftSchema),
      summary: { en: 'how the command left it', zh: '命令执行后的状态' },
      zh: '现状态',
      required: true,
      example: '{"running":true,"at":1772395200,"audible":[1]}',
    },
    audible: {
      schema: z
        .string()
        .max(2000)
        .transform((text): unknown => JSON.parse(text))
        .pipe(z.array(z.number().int()))
        .optional(),
      summary: { en: 'what is heard once it is started', zh: '启动后出声的输入' },
      zh: '声音',
      required: false,
      example: '[1,2]',
    },
  },
  async preview(context, options): Promise<Preview<Plan>> {
    const { left, audible = [] } = options;
    const monitor = await resolveMonitor(context, options.monitor, 'monitor show');
    refuseUnlessLeft(monitor, left);
    if (left.running) {
      const preview = previewStop(context, monitor);
      return { ...preview, plan: { stop: preview.plan } };
    }
    const preview = previewStart(context, monitor, audible);
    return { ...preview, plan: { start: preview.plan } };
  },
  run: (context, plan) => (plan.start ? runStart(context, plan.start) : runStop(context, plan.stop)),
  verify: (context, plan) => (plan.start ? verifyStart(context, plan.start) : verifyStop(context, plan.stop)),
  undo: (context, plan, left) =>
    plan.start ? undoStart(context, plan.start, left) : undoStop(context, plan.stop, left),
});

/** Stops what was started. */
export function undoStart({ say }: CommandContext, plan: StartPlan, left: Json | undefined): Undo {
  const found = LeftSchema.safeParse(left).data ?? { running: true, audible: [...plan.audible] };
  return { ...undo(plan.id, found, []), label: say('Undo: stop', '撤销：停止监播') };
}

/** Starts what was stopped, with what was heard before. */
export function undoStop({ say }: CommandContext, plan: StopPlan, left: Json | undefined): Undo {
  const found = LeftSchema.safeParse(left).data ?? { running: false };
  return { ...undo(plan.id, found, plan.audible), label: say('Undo: start again', '撤销：重新启动') };
}

function undo(id: string, left: Left, audible: readonly number[]): Omit<Undo, 'label'> {
  return {
    command: 'monitor restore',
    options: {
      monitor: byId(id),
      left: JSON.stringify(left),
      ...(audible.length > 0 ? { audible: JSON.stringify(audible) } : {}),
    },
  };
}
