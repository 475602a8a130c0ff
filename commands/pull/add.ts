import { type CommandContext, defineAct } from '../../src/command.ts';
import { fingerprint, type Json } from '../../src/json.ts';
import type { Input } from '../../src/live/catalogue/catalogue.ts';
import { fromCloud, toCloud } from '../../src/live/cloud-time.ts';
import { readPullTasks, readPullTasksMadeAs, type PullTask } from '../../src/live/read/pulls.ts';
import { cloudName, fullName } from '../../src/live/read/stream-name.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording } from '../../src/text/language.ts';
import { canBeTold, ownAddress } from '../feature/table/callback/own-address.ts';
import { worded } from '../pick.ts';
import { isTaken } from '../shape/add.ts';
import { typedFields } from '../shape/field-options.ts';
import { factsOf, paramsOf } from '../shape/fields.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamTarget } from '../stream/naming/name.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { pullRows, TOLD } from './add/fields.ts';
import { addOptions, KINDS } from './add/options.ts';
import { isFull, refuseFields, refuseSources } from './add/refusals.ts';
import { readTarget, type TargetNow } from './add/target.ts';
import { pullTimes } from './add/times.ts';
import { warnings } from './add/warnings.ts';
import { pullNoun } from './noun.ts';
import { pullLabel } from './resolve.ts';
import { addressesIn, kindOf, SOURCE_KINDS } from './source.ts';
import { pullFacts, readPullState, taskMark } from './state.ts';

/** Of a list of files so many are shown. */
const MOST_SHOWN = 3;

/** What is sent, Airdesk's own address aside; the task is known again by its SpecifyTaskId. */
type AddPlan = { readonly params: Json; readonly made: string; readonly isNow: boolean };

export const pullAdd = defineAct({
  name: 'pull add',
  zh: '拉流 添加',
  summary: { en: 'Pull a source and push it to a stream', zh: '新建拉流转推任务：拉取源并推到一路流' },
  risk: 'air',
  options: addOptions,
  async preview(context, given) {
    const { say, language } = context;
    const sources = addressesIn(given.source);
    const kind = given.kind ?? kindOf(sources);
    refuseSources(sources, kind, given.backup);
    const times = pullTimes(context, given.from, given.until);
    const values = {
      ...((await canBeTold(context)) && { CallbackUrl: TOLD }),
      ...typedFields(pullRows, { fields: given.fields as string | undefined }),
    };
    refuseFields(values, kind);
    // What is told to Airdesk needs its address: refused now, and not when it is sent.
    if (values['CallbackUrl'] === TOLD) await ownAddress(context);
    const to = await resolveStream(context, given.to, 'pull add', [given.source, given.until.text]);
    const { items, total, most } = await readPullTasks(context);
    const name = given.name?.trim() ?? '';
    const taken =
      name === '' ? undefined : worded(items).find((task) => task.name === name || task.id === name);
    if (taken) throw isTaken(pullNoun, name, typedLine('pull show', taken.word));
    if (most !== undefined && total >= most) throw isFull(most);
    const now = await readTarget(context, to, { sources, times, tasks: items });
    const backup = given.backup?.trim();
    const params = {
      ...{ SourceType: SOURCE_KINDS[kind], SourceUrls: [...sources], ...cloudName(to) },
      ...{ StartTime: toCloud(times.start), EndTime: toCloud(times.end), Operator: context.person.id },
      ...(name !== '' && { Comment: name }),
      ...(backup !== undefined && {
        BackupSourceType: SOURCE_KINDS[kindOf([backup])],
        BackupSourceUrl: backup,
      }),
      ...paramsOf(values),
    };
    const label = safeLine(fullName(to), 100);
    return {
      target: streamTarget(context, to),
      title: say(`Pull a source and push it to ${label}`, `拉取源并推到 ${label}`),
      plan: { params: params as Json, made: madeAs(params), isNow: times.isNow } satisfies AddPlan,
      showCommand: 'pull list',
      state: {
        pushes: [...now.publishes],
        others: now.others.map(({ id }) => id).sort(),
        times: [toCloud(times.start), toCloud(times.end)],
        told: values['CallbackUrl'] ?? '',
      },
      facts: [
        { label: say('Target', '转推目标'), value: label },
        { label: say('Source', '拉流源'), value: shown(sources) },
        { label: say('Kind', '类型'), value: wording(KINDS[kind], language) },
        ...(backup === undefined ? [] : [{ label: say('Backup source', '备用源'), value: shown([backup]) }]),
        {
          label: say('Begins', '开始'),
          value: times.isNow ? say('at once', '立即') : when(context, times.start),
        },
        { label: say('Ends', '结束时间'), value: when(context, times.end) },
        { label: say('Comment', '备注'), value: safeLine(name, 60) },
        ...factsOf(pullRows, values, language),
        ...targetFacts(context, now),
        ...(now.pushes.length > 0 ? [await viewersFact(context, to)] : []),
      ].filter(({ value }) => value !== ''),
      lines: warnings(now, times, kind, values).map((line) => wording(line, language)),
    };
  },
  async run(context, plan: AddPlan) {
    const params = plan.params as unknown as Input<'CreateLivePullStreamTask'>;
    // Whoever has our address can send messages in the cloud's place: it is kept nowhere.
    const told = params.CallbackUrl === TOLD ? { CallbackUrl: await ownAddress(context) } : {};
    await context.live.call('CreateLivePullStreamTask', { ...params, ...told, SpecifyTaskId: plan.made });
  },
  async verify(context, plan) {
    const task = (await readPullTasksMadeAs(context, plan.made)).find((each) => isMade(each, plan));
    if (!task) return { seen: false, facts: [] };
    const pull = { ...task, word: byId(task.id) };
    const reading = await readPullState(context, pull);
    const facts = [...pullFacts(context, pull, reading), { label: 'ID', value: task.id }];
    // One that begins later has nothing to push by now.
    const seen = !plan.isNow || reading.runStatus === 'active';
    return { seen, facts, left: { id: task.id, mark: taskMark(task) } };
  },
  undo({ say }, _, left) {
    const { id, mark } = (left ?? {}) as { readonly id?: string; readonly mark?: string };
    if (id === undefined || mark === undefined) return undefined;
    return {
      command: 'pull withdraw',
      options: { task: byId(id), left: mark },
      label: say('Undo: remove it', '撤销：删除任务'),
    };
  },
});

/**
 * An id of our own, by which the cloud makes no second task of the same ask, and by which it is found again: by all that
 * is asked for, the moment included.
 */
function madeAs(params: Json): string {
  return `airdesk-${fingerprint(params).replace(/[^\w]/gu, '').slice(0, 32)}`;
}

function isMade({ info }: PullTask, { params }: AddPlan): boolean {
  const asked = params as unknown as Input<'CreateLivePullStreamTask'>;
  return (
    info.DomainName === asked.DomainName &&
    info.AppName === asked.AppName &&
    info.StreamName === asked.StreamName &&
    fromCloud(info.EndTime) === fromCloud(asked.EndTime) &&
    // The cloud's own examples have a line break at the end.
    (info.SourceUrls ?? []).map((url) => url.trim()).join(' ') === asked.SourceUrls.join(' ')
  );
}

function shown(addresses: readonly string[]): string {
  const more = addresses.length - MOST_SHOWN;
  const lines = addresses.slice(0, MOST_SHOWN).map((address) => safeLine(address, 120));
  return [...lines, ...(more > 0 ? [`+ ${more}`] : [])].join('\n');
}

function targetFacts({ say }: CommandContext, { pushes, others }: TargetNow): Fact[] {
  return [
    {
      label: say('On air now', '目标当前推流'),
      value: pushes.slice(0, 3).join('\n') || say('not pushed', '未推流'),
    },
    {
      label: say('Other tasks pushing to it', '推到它的其他任务'),
      value: others.slice(0, 3).map(pullLabel).join('\n'),
    },
  ];
}
