import { z } from 'zod';
import type { Attachment } from '../../src/card/attachments.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/observability/log.ts';
import { shorten } from '../../src/text/shorten.ts';
import { safeOnOneLine } from '../../src/text/safe-text.ts';
import type { SlackHttp } from './fetch.ts';
import type { SlackApi } from './web-api.ts';

/** Where Slack takes the bytes of files. */
const ALLOWED = new Set(['https://files.slack.com', 'https://files.slack-gov.com']);
/** docs.slack.dev/reference/methods/files.getUploadURLExternal */
const ALT_TEXT = 1_000;

const PlaceSchema = z.object({ upload_url: z.url(), file_id: z.string() });

/** Puts files into a thread. False where they could not be sent; never rejects. */
export type Upload = (channel: string, thread: string, files: readonly Attachment[]) => Promise<boolean>;

interface UploadOptions {
  readonly api: SlackApi;
  readonly http: SlackHttp;
  readonly apiUrl: string;
  readonly log: Log;
}

/** Creates the upload of files, in Slack's three steps: an address, the bytes, the place where they are shown. */
export function createUpload({ api, http, apiUrl, log }: UploadOptions): Upload {
  const own = new URL(apiUrl).origin;

  async function send({ name, bytes, alt }: Attachment): Promise<{ id: string; title: string }> {
    const asked = await api.call(
      'files.getUploadURLExternal',
      {
        filename: name,
        length: bytes.length,
        ...(alt !== undefined && { alt_txt: shorten(safeOnOneLine(alt), ALT_TEXT) }),
      },
      { repeatable: true, hurried: true },
    );
    const { upload_url: url, file_id: id } = PlaceSchema.parse(asked);
    const { origin } = new URL(url);
    if (origin !== own && !ALLOWED.has(origin))
      throw new TypeError('Slack named a foreign address for a file');
    const status = await http.upload(url, bytes);
    if (status !== 200) throw new TypeError(`Slack answered ${status} to a file`);
    return { id, title: name };
  }

  return async (channel, thread, attached) => {
    try {
      const files: object[] = [];
      for (const attachment of attached) files.push(await send(attachment));
      await api.call(
        'files.completeUploadExternal',
        { files, channel_id: channel, thread_ts: thread },
        // Whether it was done twice, Slack tells: a file is completed once.
        { hurried: true },
      );
      return true;
    } catch (error) {
      const code = error instanceof DeliveryError ? error.code : 'slack.upload';
      log.warn({ channel, code, err: error }, 'Slack took no picture or file: the card says so');
      return false;
    }
  };
}
