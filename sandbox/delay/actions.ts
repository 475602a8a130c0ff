import { parseUtc, utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { refuse } from '../refuse.ts';
import { isSameStream, type StreamName } from '../stream/streams.ts';
import { checkLimits } from '../wire/check-limits.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import type { Delay } from './delay.ts';
import { delaysNow, isActive } from './delays-now.ts';

const DAY = 86_400_000;
/** The oldest of so many makes room. */
const MAX_DELAYS = 10_000;

/** The actions of the group delay. What is on air is not touched: a delay holds from the next push on [I]. */
export const delayActions: Handlers<
  'AddDelayLiveStream' | 'ResumeDelayLiveStream' | 'DescribeLiveDelayInfoList'
> = {
  /** A second delay of a stream takes the place of the first [I]. */
  AddDelayLiveStream(world, params) {
    const action = 'AddDelayLiveStream';
    checkLimits(action, { ...params }, actions[action]?.input ?? []);
    const name = nameOf(action, params);
    const now = world.clock.now();
    const until = params.ExpireTime ? parseUtc('ExpireTime', params.ExpireTime) : now + 7 * DAY;
    if (Number(params.DelayTime) < 1)
      throw refuse(action, 'value', 'DelayTime must be between 1 and 600 seconds.');
    if (until <= now || until > now + 7 * DAY)
      throw refuse(action, 'value', 'ExpireTime must be ahead, by at most 7 days.');
    const added: Delay = { ...name, seconds: Number(params.DelayTime), since: now, until };
    const rest = delaysNow(world).filter((delay) => !isSameStream(delay, name));
    world.features.delays = [...rest.slice(-(MAX_DELAYS - 1)), added];
    return {};
  },

  ResumeDelayLiveStream(world, params) {
    const action = 'ResumeDelayLiveStream';
    const name = nameOf(action, params);
    const all = delaysNow(world);
    const rest = all.filter((delay) => !isSameStream(delay, name));
    if (rest.length === all.length)
      throw refuse(action, 'noDelay', `There is no delay of ${name.domain}/${name.app}/${name.stream}.`);
    world.features.delays = rest;
    return {};
  },

  DescribeLiveDelayInfoList: (world) => ({
    DelayInfoList: delaysNow(world).map((delay) => ({
      DomainName: delay.domain,
      AppName: delay.app,
      StreamName: delay.stream,
      DelayInterval: delay.seconds,
      CreateTime: utcText(delay.since),
      ExpireTime: utcText(delay.until),
      Status: isActive(world, delay) ? 1 : -1,
    })),
  }),
};

function nameOf(
  action: string,
  params: { DomainName: string; AppName: string; StreamName: string },
): StreamName {
  const { DomainName: domain, AppName: app, StreamName: stream } = params;
  if ([domain, app, stream].includes(''))
    throw refuse(action, 'value', 'DomainName, AppName and StreamName must not be empty.');
  return { domain, app, stream };
}
