import { safeLine } from '../../src/text/safe-line.ts';
import { notFound } from '../../src/name-refusals.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { plainForm, prefixedName } from '../../src/text/name-forms.ts';
import { near } from '../near.ts';
import { mainOf, readGroups, type Group, type Upstream } from '../../src/live/read/backup-groups.ts';
import type { Reader } from '../../src/live/reader.ts';
import { distinctStreams, streamsMeant } from '../stream/naming/meaning.ts';
import { type Asking, refuseAmbiguous, refuseUnnameable } from '../stream/naming/refusals.ts';
import { streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import { since } from '../when.ts';
import { pushSource } from '../../src/card/push-name.ts';
import { spokenName } from './push-word.ts';
import type { StreamLookup } from '../stream/naming/lookup.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';

/**
 * The pushes of the stream that `given` names: in full, by a configured short name, or by its own name. Never guesses.
 * @throws Refusal where no such stream is pushed, or several.
 */
export async function findGroup(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Group> {
  const asking = { command, rest };
  const read = groupsRead(context);
  const meant = await streamsMeant(context, given, asking, groupLookup(read));
  const found = await Promise.all(
    meant.map(async (name) => {
      const groups = (await read(name.stream)).filter((group) => holds(group, name));
      return groups.length > 0 ? groups : [name];
    }),
  );
  // What is not pushed can be meant as well: it does not make way for what is.
  const [only, ...others] = new Set(found.flat());
  if (others.length > 0) {
    const all = [only, ...others].flatMap((each) => (each && isGroup(each) ? groupName(each) : each) ?? []);
    refuseAmbiguous(given, all, command, rest);
  }
  if (!only || !isGroup(only)) return refuseUnknown(context, given, meant, asking);
  const name = groupName(only);
  if (name) refuseUnnameable(name);
  return only;
}

function isGroup(found: Group | StreamName): found is Group {
  return 'upstreams' in found;
}

/** Reads the groups of a stream name, each once. */
function groupsRead(context: Reader): (stream: string) => Promise<readonly Group[]> {
  const known = new Map<string, Promise<readonly Group[]>>();
  return (stream) => {
    const found = known.get(stream) ?? readGroups(context, stream);
    known.set(stream, found);
    return found;
  };
}

/** Looks at what is pushed. */
function groupLookup(read: (stream: string) => Promise<readonly Group[]>): StreamLookup {
  return {
    async called(stream) {
      const groups = await read(stream);
      return distinctStreams(
        groups.flatMap(({ upstreams }) => upstreams.map(({ domain, app }) => ({ domain, app, stream }))),
      );
    },
    isThere: async (name) => (await read(name.stream)).some((group) => holds(group, name)),
  };
}

/** A full name of the group's stream: that of its main push. Undefined for a group without pushes. */
export function groupName(group: Group): StreamName | undefined {
  const upstream = mainOf(group) ?? group.upstreams[0];
  return upstream && { domain: upstream.domain, app: upstream.app, stream: group.stream };
}

/** A push in words, as `backup 2 from pull task 637921, push.example.com/live, pushed for 12 min`. */
export function upstreamText(context: CommandContext, group: Group, upstream: Upstream): string {
  return [spokenName(context, group, upstream), ...placeAndAge(context, upstream)].join(
    context.say(', ', '，'),
  );
}

function placeAndAge(context: CommandContext, { domain, app, since: at }: Upstream): string[] {
  const age = at === undefined ? '' : since(context, at);
  return [`${domain}/${app}`, ...(age === '' ? [] : [context.say(`pushed for ${age}`, `已推流 ${age}`)])];
}

/** Where a push comes from, in words. */
export function sourceText({ say }: Pick<CommandContext, 'say'>, { source }: Upstream): string {
  return pushSource(source, say);
}

/** What the group is now, as lines of a card. */
export function groupFacts(context: CommandContext, group: Group): Fact[] {
  const { say } = context;
  const main = mainOf(group);
  const text = (upstream: Upstream) =>
    [sourceText(context, upstream), ...placeAndAge(context, upstream)]
      .filter((part) => part !== '')
      .join(say(', ', '，'));
  return [
    { label: say('Main', '主流'), value: main ? text(main) : say('none', '无') },
    ...group.upstreams
      .map((upstream, index) => ({ upstream, number: index + 1 }))
      .filter(({ upstream }) => upstream !== main)
      .slice(0, 5)
      .map(({ upstream, number }) => ({
        label: say(`Backup ${number}`, `备流 ${number}`),
        value: text(upstream),
      })),
  ];
}

function holds(group: Group, name: StreamName): boolean {
  return group.upstreams.some((upstream) => upstream.domain === name.domain && upstream.app === name.app);
}

async function refuseUnknown(
  context: Reader,
  given: string,
  meant: readonly StreamName[],
  { command, rest }: Asking,
): Promise<never> {
  const asked = meant[0]?.stream ?? plainForm(prefixedName(given)?.name ?? given);
  const similar = near(asked, await readGroups(context), (group) => group.stream);
  const shown = safeLine(given, 60);
  throw notFound(
    { en: `"${shown}" is not being pushed`, zh: `“${shown}”当前没有推流` },
    {
      en: 'Only a stream that is being pushed has a main and backups. See them with: backup list',
      zh: '只有正在推流的流才有主备。查看：主备 列表',
    },
    similar.flatMap((group) => {
      const name = groupName(group);
      return name ? [typedLine(command, streamWord(name), ...rest)] : [];
    }),
  );
}
