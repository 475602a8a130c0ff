import type { Around } from '../poll/poller.ts';
import type { AlertCore } from './alert-core.ts';

/** What the alert path knows of an account, for those who look at the cloud by themselves. */
export function aroundOf({ alertState, ownActs, clock }: AlertCore, account: string): Around {
  const prefix = `${account}|stream:`;
  return {
    startedAt: clock.now(),
    acted: (target, from) => ownActs.acted(account, target, from),
    state: (stream) => alertState.stream(`${prefix}${stream}`),
    streams: () =>
      [...alertState.allStreams()]
        .flatMap((state) =>
          state.id.startsWith(prefix) ? [{ name: state.id.slice(prefix.length), state }] : [],
        )
        .sort((a, b) => b.state.lastAt - a.state.lastAt),
  };
}
