import { defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { banFacts, readBans } from './bans.ts';
import { listButton, streamButton } from './button.ts';
import { shortNames } from './naming/name.ts';
import { streamOption } from './option.ts';
import { pushFact } from './push-fact.ts';
import { resolveStream } from './naming/resolve.ts';
import { readStream, stateFacts } from './state.ts';
import { viewersFact } from './viewers.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

/** `stream show`: what is pushed and how it comes in, whether it is forbidden, and how many watch. */
export const streamShow = defineLook({
  name: 'stream show',
  zh: '流 查看',
  summary: { en: 'Show the state of a stream and who watches', zh: '查看一路流的状态和观众数' },
  risk: 'read',
  options: { stream: streamOption },
  async run(context, options) {
    const { say } = context;
    const name = await resolveStream(context, options.stream, 'stream show');
    const [reading, viewers, brings] = await Promise.all([
      readStream(context, name),
      viewersFact(context, name),
      pushFact(context, name),
    ]);
    const shorts = shortNames(context, name);
    const active = reading.state === 'active';
    const forbidden = reading.state === 'forbid';
    const bans = forbidden ? banFacts(context, await readBans(context, name.stream), name) : [];
    return card(fullName(name), {
      tone: active ? 'success' : forbidden ? 'warning' : 'info',
      facts: [
        ...stateFacts(context, reading),
        ...bans,
        ...(active ? [brings] : []),
        viewers,
        ...(shorts.length > 0 ? [{ label: say('Short name', '短名'), value: shorts.join(', ') }] : []),
      ],
      buttons: buttonRow(
        active ? streamButton(context, 'stream drop', name, say('Drop…', '断开…'), 'danger') : undefined,
        forbidden
          ? streamButton(context, 'stream resume', name, say('Resume…', '恢复…'), 'primary')
          : streamButton(context, 'stream forbid', name, say('Forbid…', '禁推…'), 'danger'),
        listButton(context, 'backup list', name, say('Backups', '主备')),
      ),
    });
  },
});
