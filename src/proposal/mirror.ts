import { channelOf } from '../asked.ts';
import type { Core } from '../core.ts';
import type { Card, MessageRef } from '../reply.ts';
import { sayIn } from '../text/language.ts';
import type { Proposal } from './proposal.ts';

/** Posts a proposal's card to the channels that mirror its own. One that cannot be reached is logged and left out. */
export async function postMirrors(core: Core, proposal: Proposal, card: Card): Promise<MessageRef[]> {
  const mirrors = channelOf(core.config, proposal.place)?.mirrors ?? [];
  const posted = await Promise.all(
    mirrors.map(async (mirror) => {
      const platform = mirror.slice(0, mirror.indexOf(':'));
      const channelId = mirror.slice(platform.length + 1);
      try {
        const ref = await core.adapters.get(platform)?.post({ platform, channelId }, proposal.asker, card);
        core.counts.delivery(platform, ref ? 'ok' : 'failed');
        return ref;
      } catch (error) {
        core.counts.delivery(platform, 'failed');
        core.log.warn({ err: error, mirror }, 'a card could not be mirrored');
        return undefined;
      }
    }),
  );
  return posted.filter((ref) => ref !== undefined);
}

/** For mirrors that came up after the first press: their buttons go, and they say where the card lives. */
export async function closeMirrors(
  core: Core,
  proposal: Proposal,
  mirrors: readonly MessageRef[],
): Promise<void> {
  const say = sayIn(proposal.language);
  const { platform, channelId } = proposal.place;
  const card: Card = {
    ...proposal.card,
    tone: 'info',
    lines: [say(`Taken up in ${platform}:${channelId}.`, `已在 ${platform}:${channelId} 处理。`)],
  };
  await Promise.all(
    mirrors.map(async (ref) => {
      try {
        await core.adapters.get(ref.platform)?.edit(ref, card);
      } catch (error) {
        core.log.warn({ err: error, platform: ref.platform }, 'a mirrored card could not be closed');
      }
    }),
  );
}
