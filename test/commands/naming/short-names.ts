import { createAsker, createFakeLive, type Answers } from '../asking.ts';
import { onAir, streamAnswers, type FakeStream } from '../fake-streams.ts';

/** A stream on air, called as it is, slashes and all. */
export const named = (stream: string, domain = 'push.example.com', app = 'live'): FakeStream => ({
  ...onAir(`${domain}/x/y`),
  app,
  stream,
});
/** Two short names: of a stream of this account, and of one of another account. */
export const SHORTS = {
  streams: {
    main: { domain: 'push.example.com', app: 'live', stream: 'sports' },
    elsewhere: { account: 'other', domain: 'push.example.org', app: 'live', stream: 'main' },
  },
};
/** Somebody who asks while these streams are on air. */
export const asking = (streams: FakeStream[], more: Answers = {}, config: object = SHORTS) =>
  createAsker(createFakeLive({ ...streamAnswers(streams), ...more }), { config });
