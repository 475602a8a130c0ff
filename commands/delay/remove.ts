import { toCloud } from '../../src/live/cloud-time.ts';
import { cloudName, streamParts } from '../../src/live/read/stream-name.ts';
import { actCommand } from '../shape/act.ts';
import { streamWord } from '../stream/naming/word.ts';
import { viewersFact } from '../stream/viewers.ts';
import { delayNoun, delaySubject } from './noun.ts';

/** `delay remove`: ResumeDelayLiveStream. The undo sets the same delay again. */
export const delayRemove = actCommand({
  name: 'delay remove',
  zh: '延播 删除',
  summary: { en: 'Remove the delay of a stream', zh: '取消一路流的延播' },
  risk: 'air',
  noun: delayNoun,
  subject: delaySubject,
  options: {},
  action: 'ResumeDelayLiveStream',
  params: ({ stream }) => cloudName(stream),
  title: (label) => ({ en: `Remove the delay of ${label}`, zh: `取消 ${label} 的延播` }),
  warn: () => [
    {
      en: 'The picture jumps to the present: what was to be held back can no longer be.',
      zh: '画面会跳到当前时刻：原本要拦下的内容无法再拦截。',
    },
  ],
  facts: async (context, { stream }) => [await viewersFact(context, stream)],
  isDone: (delay) => delay === undefined,
  undo: ({ id, was }) => {
    const { seconds, until } = was as { readonly seconds: number; readonly until: number };
    return {
      command: 'delay set',
      options: {
        // The plan has its full name for an id.
        ...streamOf(id),
        delay: `${seconds}s`,
        ...(until > 0 && { for: `7d until ${toCloud(until)}` }),
      },
      label: { en: 'Undo: delay it again', zh: '撤销：重新设置延播' },
    };
  },
  undoText: { en: 'Undo: set the same delay again.', zh: '可撤销：重新设置相同的延播。' },
});

function streamOf(id: string): { readonly stream?: string } {
  const stream = streamParts(id);
  return stream ? { stream: streamWord(stream) } : {};
}
