import type { World } from '../world.ts';
import { nameOf } from './complete.ts';
import type { Bindings } from './feature.ts';

/** Templates, rules and what runs under them as plain data, for people. Without callback URLs and keys. */
export function featuresSnapshot({ features }: World): object {
  const { bindings, onAir, paused, padding, shifts, tasks, delays, mixes } = features;
  return {
    templates: Object.fromEntries(Object.entries(bindings).map(([name, held]) => [name, brief(held)])),
    under: Object.fromEntries([...onAir].map(([path, { bound }]) => [path, idsOf(bound)])),
    alongside: {
      recordingsPaused: paused.size,
      padding: padding.size,
      timeShifts: shifts.length,
      tasks: tasks.size,
      delays: delays.length,
      mixes: [...mixes.values()].map(({ session, inputs, output }) => ({ session, inputs, output })),
    },
  };
}

function brief({ templates, rules }: Bindings): object {
  return {
    templates: [...templates.values()].map(({ id, values }) => ({ id, name: nameOf(values) })),
    rules: rules.map(({ domain, app, stream, templateId }) => ({ domain, app, stream, templateId })),
  };
}

/** The ids of what a stream is under, by feature; features without any are left out. */
function idsOf(bound: Readonly<Record<string, readonly { readonly id: number }[]>>): object {
  return Object.fromEntries(
    Object.entries(bound)
      .filter(([, templates]) => templates.length > 0)
      .map(([name, templates]) => [name, templates.map(({ id }) => id)]),
  );
}
