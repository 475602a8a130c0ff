import { liveStream, sceneWith, type Scene, type ScenePull, type SceneStream } from '../../sandbox/scene.ts';
import { partsOf, ROSTER, taskOf, type Member } from './roster.ts';

const HOUR_MS = 3_600_000;
/** A stream that is dropped from here pushes again after this. */
const REPUSH_MS = 20_000;

/** The account when an evening begins: everything of the roster is on air, for an hour, or day and night. */
export function eveningScene(): Scene {
  const streams = ROSTER.filter(({ part }) => part !== 'fed').map(toStream);
  const pulls = ROSTER.flatMap(({ name }) => toPull(name));
  return sceneWith({ streams, pulls });
}

function toStream({ name, part }: Member): SceneStream {
  return liveStream(name, {
    sinceMs: part === 'channel' ? 30 * HOUR_MS : HOUR_MS,
    ...(part === 'dropped' && { repushAfterMs: REPUSH_MS }),
  });
}

function toPull(name: string): ScenePull[] {
  const id = taskOf(name);
  if (id === undefined) return [];
  const { domain, app, stream } = partsOf(name);
  const target = { DomainName: domain, AppName: app, StreamName: stream };
  const params = { SourceType: 'PullLivePushLive', SourceUrls: [`rtmp://source.example.org/live/${stream}`] };
  return [
    {
      id,
      params: { ...params, ...target, Operator: 'studio' },
      sinceMs: HOUR_MS,
      forMs: 24 * HOUR_MS,
      tellsAccount: true,
    },
  ];
}
