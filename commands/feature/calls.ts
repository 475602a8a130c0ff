import { actions, structures, type ActionName, type Field } from '../../src/live/catalogue/catalogue.ts';
import type { Live } from '../../src/live/live.ts';
import type { FeatureName } from '../../src/live/read/templates.ts';

/** The calls that change templates and rules of a feature. */
interface Calls {
  readonly create: ActionName;
  readonly modify: ActionName;
  readonly remove: ActionName;
  readonly bind: ActionName;
  readonly unbind: ActionName;
}

/** By feature. */
export const CALLS: Readonly<Record<FeatureName, Calls>> = {
  transcode: {
    create: 'CreateLiveTranscodeTemplate',
    modify: 'ModifyLiveTranscodeTemplate',
    remove: 'DeleteLiveTranscodeTemplate',
    bind: 'CreateLiveTranscodeRule',
    unbind: 'DeleteLiveTranscodeRule',
  },
  record: {
    create: 'CreateLiveRecordTemplate',
    modify: 'ModifyLiveRecordTemplate',
    remove: 'DeleteLiveRecordTemplate',
    bind: 'CreateLiveRecordRule',
    unbind: 'DeleteLiveRecordRule',
  },
  snapshot: {
    create: 'CreateLiveSnapshotTemplate',
    modify: 'ModifyLiveSnapshotTemplate',
    remove: 'DeleteLiveSnapshotTemplate',
    bind: 'CreateLiveSnapshotRule',
    unbind: 'DeleteLiveSnapshotRule',
  },
  watermark: {
    create: 'AddLiveWatermark',
    modify: 'UpdateLiveWatermark',
    remove: 'DeleteLiveWatermark',
    bind: 'CreateLiveWatermarkRule',
    unbind: 'DeleteLiveWatermarkRule',
  },
  callback: {
    create: 'CreateLiveCallbackTemplate',
    modify: 'ModifyLiveCallbackTemplate',
    remove: 'DeleteLiveCallbackTemplate',
    bind: 'CreateLiveCallbackRule',
    unbind: 'DeleteLiveCallbackRule',
  },
  timeshift: {
    create: 'CreateLiveTimeShiftTemplate',
    modify: 'ModifyLiveTimeShiftTemplate',
    remove: 'DeleteLiveTimeShiftTemplate',
    bind: 'CreateLiveTimeShiftRule',
    unbind: 'DeleteLiveTimeShiftRule',
  },
  pad: {
    create: 'CreateLivePadTemplate',
    modify: 'ModifyLivePadTemplate',
    remove: 'DeleteLivePadTemplate',
    bind: 'CreateLivePadRule',
    unbind: 'DeleteLivePadRule',
  },
};

/**
 * Calls an action with as much of `params` as it takes: answers have members that a call has not, and a rule is named by
 * the template here, and not there. @throws LiveError
 */
export async function send(live: Live, action: ActionName, params: object): Promise<void> {
  // Checked against the catalogue before it leaves.
  await live.call(action, taken(action, params));
}

/** What of these parameters an action takes. */
export function taken(action: ActionName, params: object): Readonly<Record<string, unknown>> {
  return membersOf(actions[action]?.input ?? [], params);
}

function membersOf(fields: readonly Field[], given: object): Readonly<Record<string, unknown>> {
  const members = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = members[name];
      if (value === undefined || value === null) return [];
      return [[name, valueOf(structures[type], value)]];
    }),
  );
}

/** A value without what the call takes no member of, and what the cloud answers with nothing. */
function valueOf(inner: readonly Field[] | undefined, value: unknown): unknown {
  if (!inner || typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? (value as readonly unknown[]).map((each) => valueOf(inner, each))
    : membersOf(inner, value);
}

/** The members that name a template. */
export function templateId(id: string): { readonly TemplateId: bigint; readonly WatermarkId: bigint } {
  return { TemplateId: BigInt(id), WatermarkId: BigInt(id) };
}
