import { defineLook } from '../../src/command.ts';
import { fetchableAddress } from '../../src/picture/where-pictures-lie.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { isOver, readTasksAround } from '../../src/live/read/tasks.ts';
import { readTemplates } from '../../src/live/read/templates.ts';
import { runButton, buttonRow } from '../../src/card/run-button.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamWord } from '../stream/naming/word.ts';
import { streamOption } from '../stream/option.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { whyUnheard } from './arrives.ts';

/** `snapshot show`: the newest picture that callbacks told of, fetched from the account's own buckets only. */
export const snapshotShow = defineLook({
  name: 'snapshot show',
  zh: '截图 查看',
  summary: { en: 'Show the newest picture of a stream', zh: '显示一路流最新的截图' },
  risk: 'read',
  options: { stream: streamOption },
  async run(context, options) {
    const { say, language } = context;
    const stream = await resolveStream(context, options.stream, 'snapshot show');
    const name = fullName(stream);
    const shown = safeLine(name, 100);
    const again = buttonRow(
      runButton(typedLine('snapshot show', streamWord(stream)), say('Look again', '再看一次')),
    );
    const told = await context.pictures.newest(name);
    if (!told) {
      const [{ items }, unheard] = await Promise.all([
        readTasksAround('snapshot', context, context.now(), stream),
        whyUnheard(context, stream),
      ]);
      const isComing = items.some((task) => !isOver(task, context.now()));
      return card(say(`No picture of ${shown} yet`, `还没有 ${shown} 的截图`), {
        lines: [
          ...(unheard ? [wording(unheard, language)] : []),
          isComing
            ? say('A task takes one now: look again in a moment.', '截图任务正在进行，请稍后再看。')
            : say('To take one: snapshot now', '立即截图：截图 立即'),
        ],
        buttons: again,
      });
    }
    const { endpoint = '' } = context.config.accounts[context.account] ?? {};
    const { items: templates } = await readTemplates('snapshot', context);
    const address = fetchableAddress(told.url, { templates, endpoint });
    const picture = address === undefined ? undefined : await context.pictures.fetch(address);
    const facts = [{ label: say('Taken', '截图时间'), value: when(context, told.at) }];
    if (!picture)
      return card(say(`The picture of ${shown} could not be fetched`, `未能获取 ${shown} 的截图`), {
        facts,
        lines: [
          address === undefined
            ? say(
                'It lies in no bucket that a snapshot template of this account names, so it is not fetched.',
                '截图不在本账号截图模板所指定的存储桶中，因此不会获取。',
              )
            : say(
                'Its bucket may not be readable in public, or the picture has more than 1 MB. It lies in the bucket of the template.',
                '存储桶可能不允许公开读取，或截图超过 1 MB。截图保存在模板指定的存储桶中。',
              ),
        ],
        buttons: again,
      });
    return card(say(`Picture of ${shown}`, `${shown} 的截图`), {
      facts,
      picture: {
        name: `snapshot.${picture.extension}`,
        png: picture.bytes,
        type: picture.type,
        alt: `${shown}, ${when(context, told.at)}`,
      },
      instead: [say('The picture could not be sent.', '截图未能发送。')],
      buttons: again,
    });
  },
});
