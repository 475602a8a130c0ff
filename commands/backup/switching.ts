import { safeLine } from '../../src/text/safe-line.ts';
import { notFound } from '../../src/name-refusals.ts';
import type { Fact } from '../../src/reply.ts';
import type { CommandContext, Verified } from '../../src/command.ts';
import { groupFacts, upstreamText } from './group.ts';
import { type Group, mainOf, readGroups, type Upstream } from '../../src/live/read/backup-groups.ts';
import type { Json } from '../../src/json.ts';

/** What tells one push from another: `sequence` only until it is pushed again, the others beyond. */
export type PushIdentity = {
  readonly domain: string;
  readonly app: string;
  readonly source: string;
  readonly sequence: string;
};

/** The push to be put on air, the one that is on air before, and the sequences of all that there are then. */
export type SwitchPlan = {
  readonly stream: string;
  readonly to: PushIdentity;
  readonly from: PushIdentity | null;
  readonly known?: readonly string[];
};

/** Who pushes, without what changes. */
export function identityOf({ domain, app, source, sequence }: Upstream): PushIdentity {
  return { domain, app, source, sequence };
}

/** What a switch depends on: which push is the main one, which there are and whose, and whether the cloud chooses itself. */
export function switchState(group: Group): Readonly<Record<string, Json>> {
  return {
    main: mainOf(group)?.sequence ?? null,
    upstreams: group.upstreams
      .map(({ sequence, domain, app, source }) => [sequence, domain, app, source].join(' '))
      .sort(),
    optimal: group.optimal,
  };
}

/** What is on air, and what would be. */
export function switchFacts(context: CommandContext, group: Group, to: Upstream): Fact[] {
  const { say } = context;
  const main = mainOf(group);
  return [
    {
      label: say('On air now', '当前在播'),
      value: main ? upstreamText(context, group, main) : say('none', '无'),
    },
    { label: say('Switch to', '切到'), value: upstreamText(context, group, to) },
  ];
}

/** The one write of a switch. @throws LiveError */
export async function runSwitch(context: CommandContext, plan: SwitchPlan): Promise<void> {
  await context.live.call('SwitchBackupStream', {
    PushDomainName: plan.to.domain,
    AppName: plan.to.app,
    StreamName: plan.stream,
    UpstreamSequence: plan.to.sequence,
  });
}

/** Whether the push is the main one now. */
export async function verifySwitch(context: CommandContext, plan: SwitchPlan): Promise<Verified> {
  const groups = await readGroups(context, plan.stream);
  const group = groups.find((each) =>
    each.upstreams.some((upstream) => upstream.sequence === plan.to.sequence),
  );
  if (!group) {
    const value = context.say('no longer pushed', '已不在推流');
    return { seen: false, facts: [{ label: context.say('Backup', '备流'), value }] };
  }
  const facts = groupFacts(context, group);
  const main = mainOf(group)?.sequence;
  if (main === plan.to.sequence) return { seen: true, facts };
  const another = main !== undefined && main !== plan.from?.sequence;
  return { seen: false, ...(another && { maybeOthers: true }), facts };
}

/** Refuses a name that means no stream which is pushed. @throws Refusal, always */
export function refuseNotPushed(given: string): never {
  throw notFound(
    { en: `"${safeLine(given, 60)}" is not being pushed`, zh: `“${safeLine(given, 60)}”当前没有推流` },
    { en: 'See what is being pushed with: backup list', zh: '查看当前推流：主备 列表' },
    ['backup list'],
  );
}
