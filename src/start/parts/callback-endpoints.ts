import { createFindAstray } from '../../callback/receive/astray.ts';
import { CALLBACK_PREFIX, type CallbackEndpoint } from '../../callback/receive/endpoint.ts';
import { createReceiver } from '../../callback/receive/receiver.ts';
import { createMarks, type Marks } from '../../callback/knock/marks.ts';
import type { Clock } from '../../clock.ts';
import type { Http } from '../../http/server.ts';
import { newId } from '../chance.ts';
import type { Foundation, Settings } from './foundation.ts';

/** Where callbacks arrive. */
export interface OpenEndpoints {
  /** With the keys that are good now. */
  endpoints(): readonly CallbackEndpoint[];
  /** Test messages of our own that are on their way. */
  readonly marks: Marks;
}

/** Opens them in the one HTTP server. Where keys are exchanged, the next callback is checked with the new ones. */
export function openCallbackEndpoints(
  settings: Settings,
  { files: { inbox }, metrics, senses }: Pick<Foundation, 'files' | 'metrics' | 'senses'>,
  { clock, http }: { readonly clock: Clock; readonly http: Pick<Http, 'raw'> },
): OpenEndpoints {
  const { secretFiles, endpointsNow, log, secrets } = settings;
  const marks = createMarks(clock, newId);
  let endpoints = endpointsNow();
  const newReceiver = () =>
    createReceiver({ endpoints, inbox, clock, counts: metrics, log, senses, secrets, marks });
  let receiver = newReceiver();
  secretFiles.onChange(() => {
    endpoints = endpointsNow();
    receiver = newReceiver();
  });
  const findAstray = createFindAstray(endpoints);
  http.raw(
    CALLBACK_PREFIX,
    (request, response) => receiver(request, response),
    (url) => findAstray(url) !== undefined,
  );
  return { endpoints: () => endpoints, marks };
}
