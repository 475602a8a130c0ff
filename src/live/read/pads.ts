import { plainHost } from '../../text/host.ts';
import { callOptions, type From } from './pages.ts';
import { fullName, type StreamName } from './stream-name.ts';

/** A stream that shows a pad now. Its id and its name are those of its stream. */
export interface Padded {
  readonly id: string;
  readonly name: string;
  readonly stream: StreamName;
}

/** The streams of a push domain and an app that show a pad now, up to 30 s old. @throws LiveError */
export async function readPadded(from: From, domain: string, app: string): Promise<Padded[]> {
  const { StreamNameList } = await from.live.call(
    'DescribeLivePadProcessorList',
    { PushDomainName: domain, AppName: app },
    callOptions(from),
  );
  return StreamNameList.map((name) => {
    const stream = { domain: plainHost(domain), app, stream: name };
    return { id: fullName(stream), name: fullName(stream), stream };
  });
}
