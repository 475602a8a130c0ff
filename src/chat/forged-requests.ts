import type { Core } from '../core.ts';
import type { RefusedNotes } from './refused-notes.ts';

type Noting = Pick<Core, 'clock' | 'counts'> & { readonly refused: Pick<RefusedNotes, 'note'> };

/** Notes requests that are not from the platform they claim. Each is counted. */
export function createForgedNotes(core: Noting): (platform: string, why: string) => void {
  return (platform, why) => {
    core.counts.intent('forged', why);
    void core.refused.note({
      ...fromNobody(core, platform),
      command: `a request that is not from ${platform}`,
      reason: `airdesk.forged-${why}`,
    });
  };
}

/** Notes logins that were not let in: the name where somebody is called so, and where they came from. */
export function createLoginNotes(
  core: Noting,
): (platform: string, user: string, address: string, isHeld: boolean) => void {
  return (platform, user, address, isHeld) => {
    core.counts.intent('login', isHeld ? 'held' : 'wrong');
    void core.refused.note({
      ...fromNobody(core, platform),
      userId: user,
      channelId: address,
      command: 'a login',
      reason: isHeld ? 'airdesk.login-held' : 'airdesk.wrong-password',
    });
  };
}

function fromNobody({ clock }: Pick<Core, 'clock'>, platform: string) {
  return { at: clock.now(), intent: '', phase: 'refused', platform, userId: '', channelId: '' } as const;
}
