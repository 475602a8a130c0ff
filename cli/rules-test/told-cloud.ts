import { beganOf } from '../../src/alert/decide/stream/stream-order.ts';
import type { StreamState } from '../../src/alert/model/stream-state.ts';
import type { Live } from '../../src/live/live.ts';

/** A cloud of which no more is known than what messages told. */
export interface ToldCloud {
  /** Lists the pushes that began and did not end. It does not answer to anything else. */
  readonly live: Live;
  /** This is what messages have told of a stream. */
  note(state: StreamState): void;
}

/** What a question about pushes names. */
interface Asked {
  readonly DomainName?: string;
  readonly AppName?: string;
  readonly StreamName?: string;
}

/** Creates the cloud of an account of which nothing was told yet. */
export function createToldCloud(account: string): ToldCloud {
  const prefix = `${account}|stream:`;
  /** By the stream's own name, then by its full one. */
  const told = new Map<string, Map<string, StreamState>>();

  function online(asked: Asked): object {
    const { DomainName = '', AppName = '', StreamName = '' } = asked;
    const state = told.get(StreamName)?.get(`${DomainName}/${AppName}/${StreamName}`);
    if (!state || state.live.length === 0) return { OnlineInfo: [] };
    const times = beganOf(state).map((at) => ({ PublishTime: new Date(at).toISOString() }));
    return { OnlineInfo: [{ DomainName, AppName, StreamName, PublishTimeList: times }] };
  }

  function backups({ StreamName = '' }: Asked): object {
    const pushes = [...(told.get(StreamName) ?? [])].flatMap(([name, state]) => {
      const [DomainName, AppName] = name.split('/');
      const began = beganOf(state);
      return state.live.map((UpstreamSequence, index) => ({
        ...{ UpstreamSequence, DomainName, AppName, MasterFlag: index === 0 ? 1 : 0 },
        PublishTime: new Date(began[index] ?? 0).toISOString(),
      }));
    });
    return { StreamInfoList: pushes.length === 0 ? [] : [{ StreamName, BackupList: pushes }] };
  }

  return {
    note(state) {
      const name = state.id.startsWith(prefix) ? state.id.slice(prefix.length) : '';
      const own = name.slice(name.lastIndexOf('/') + 1);
      told.set(own, (told.get(own) ?? new Map<string, StreamState>()).set(name, state));
    },
    live: {
      call: async (action, params) => {
        if (action === 'DescribeLiveStreamOnlineList') return online(params as Asked) as never;
        if (action === 'DescribeBackupStreamList') return backups(params as Asked) as never;
        throw new Error(`nothing was told that would answer ${action}`);
      },
    },
  };
}
