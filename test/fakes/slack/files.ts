import type { Clock } from '../../../src/clock.ts';
import { type Answer, type Args, no, ok } from './answers.ts';
import type { Workspace } from './workspace.ts';

/** docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal */
export function createFileMethods(
  workspace: Workspace,
  clock: Clock,
  uploadUrl: (file: string) => string,
): Readonly<Record<string, (args: Args) => Answer>> {
  const isAllowed = () => workspace.scopes.has('files:write');
  return {
    'files.getUploadURLExternal': (args) => {
      if (!isAllowed()) return no('missing_scope', { needed: 'files:write' });
      const { filename, length, alt_txt: alt } = args;
      if (typeof filename !== 'string' || !(Number(length) > 0)) return no('invalid_arguments');
      if (typeof alt === 'string' && alt.length > 1_000) return no('alt_txt_too_large');
      const id = `F0${workspace.files.length + 1}`;
      workspace.files.push({
        ...{ id, filename, length: Number(length), isShared: false },
        alt: typeof alt === 'string' ? alt : undefined,
      });
      return ok({ upload_url: uploadUrl(id), file_id: id });
    },

    'files.completeUploadExternal': (args) => {
      if (!isAllowed()) return no('missing_scope', { needed: 'files:write' });
      const asked = JSON.parse(String(args['files'])) as { readonly id: string }[];
      const files = asked.flatMap(({ id }) => workspace.files.filter((file) => file.id === id));
      if (files.length !== asked.length || files.some(({ bytes }) => !bytes)) return no('file_not_found');
      if (files.some(({ isShared }) => isShared)) return no('file_already_completed');
      const channel = String(args['channel_id']);
      const closed = workspace.closed.get(channel);
      if (closed) return no(closed);
      for (const file of files) file.isShared = true;
      workspace.messages.push({
        ...{ channel, ts: workspace.nextTs(), threadTs: String(args['thread_ts']), viaResponseUrl: false },
        ...{ postedAt: clock.now(), notified: [], text: '', blocks: [], files, edits: 0, deleted: false },
      });
      return ok({ files: files.map(({ id, filename }) => ({ id, title: filename })) });
    },
  };
}

/** Whether the bytes were those of a file that was announced. */
export function takeBytes(workspace: Workspace, id: string, bytes: Buffer): boolean {
  const file = workspace.files.find((each) => each.id === id && !each.bytes);
  if (file?.length !== bytes.length) return false;
  file.bytes = bytes;
  return true;
}
