import type { Break, Breaks } from '../src/platform/breaks.ts';
import type { Control } from './control/control.ts';
import { demoScene } from './demo-scene.ts';
import type { Scene } from './scene.ts';
import type { StreamName } from './stream/streams.ts';

/** What a break has to do with the sandbox. */
type Steer = Pick<Control, 'push' | 'cut' | 'pull' | 'fault' | 'clearFaults' | 'pushes'>;

interface Row extends Break {
  readonly run: (steer: Steer) => void;
}

const DOMAIN = 'push.example.com';
const MAIN = { domain: DOMAIN, app: 'live', stream: 'main' };
const NEWS = { domain: DOMAIN, app: 'live', stream: 'news' };
const STUDIO = { domain: DOMAIN, app: 'live', stream: 'studio-2' };
const FEED = 'task-sports-backup';

/** No data for too long: what the cloud says of an encoder whose line is gone. */
const NO_DATA = 8;
const EXPIRED = { refuse: 18, sub: 501, repeatMs: 3_000 } as const;
/** Long enough to be felt, and within what Airdesk waits. */
const SLOW = { kind: 'slow', ms: 3_000, times: 1_000 } as const;

const ROWS: readonly Row[] = [
  {
    id: 'cut-main',
    label: { en: 'Cut main', zh: '切断 main' },
    run: (steer) => cutAll(steer, MAIN),
  },
  {
    id: 'mend-main',
    label: { en: 'Let main push again', zh: '恢复 main 推流' },
    run: (steer) => pushAgain(steer, MAIN),
  },
  {
    id: 'cut-domain',
    label: { en: `Cut all of ${DOMAIN}`, zh: `切断 ${DOMAIN} 的全部推流` },
    run(steer) {
      // Otherwise its task would push again by itself.
      steer.pull({ task: FEED, broken: true });
      for (const stream of streamsOfDomain()) cutAll(steer, stream);
    },
  },
  {
    id: 'mend-domain',
    label: { en: `Let all of ${DOMAIN} push again`, zh: `恢复 ${DOMAIN} 的全部推流` },
    run(steer) {
      for (const stream of streamsOfDomain()) pushAgain(steer, stream);
      steer.pull({ task: FEED, broken: false });
    },
  },
  {
    id: 'refuse-encoder',
    label: { en: 'Refuse an encoder: its address has expired', zh: '拒绝编码器：推流地址已过期' },
    run(steer) {
      steer.push({ ...STUDIO, ...EXPIRED });
    },
  },
  {
    id: 'mend-encoder',
    label: { en: 'Give that encoder an address that is right', zh: '为该编码器换用正确的地址' },
    run: (steer) => pushAgain(steer, STUDIO),
  },
  {
    id: 'lose-callback',
    label: { en: 'Cut news, and lose the callback that tells of it', zh: '切断 news，并丢失对应的回调' },
    run(steer) {
      // Ordered for nothing, it would strike another message later.
      if (steer.pushes(NEWS).length > 0) steer.fault({ kind: 'lost-callback' });
      cutAll(steer, NEWS);
    },
  },
  {
    id: 'mend-callback',
    label: { en: 'Let news push again', zh: '恢复 news 推流' },
    run: (steer) => pushAgain(steer, NEWS),
  },
  {
    id: 'slow-cloud',
    label: { en: 'Slow cloud: each answer takes 3 s', zh: '云端变慢：每次应答需 3 秒' },
    run(steer) {
      steer.fault(SLOW);
    },
  },
  {
    id: 'mend-cloud',
    label: { en: 'The cloud as fast as usual', zh: '云端恢复正常速度' },
    run: (steer) => steer.clearFaults(),
  },
];

/** What a newcomer can break in the demo scene, each with what mends it. */
export function createBreaks(steer: Steer): Breaks {
  return {
    list: ROWS.map(({ id, label }) => ({ id, label })),
    cause(id) {
      const row = ROWS.find((one) => one.id === id);
      row?.run(steer);
      return row !== undefined;
    },
  };
}

function streamsOfDomain(): Scene['streams'] {
  return demoScene.streams.filter(({ domain }) => domain === DOMAIN);
}

function cutAll({ cut }: Steer, { domain, app, stream }: StreamName): void {
  cut({ domain, app, stream, all: true, errcode: NO_DATA });
}

/** As the scene has its encoder; a push that is on air stays alone. */
function pushAgain({ push, pushes }: Steer, { domain, app, stream }: StreamName): void {
  const name = { domain, app, stream };
  if (pushes(name).length > 0) return;
  const scene = demoScene.streams.find(
    (one) => one.domain === domain && one.app === app && one.stream === stream,
  );
  const { width, height, repushAfterMs } = scene?.upstreams[0] ?? {};
  push({ ...name, width, height, repushAfterMs });
}
