import { staysOnAccount } from '../card/for-account.ts';
import type { Config } from '../config/schema.ts';
import type { Card } from '../reply.ts';
import { sayIn, type Language } from '../text/language.ts';
import { formatTime } from '../text/time.ts';
import type { Panel } from './panel.ts';

/**
 * A panel as it is posted: with the account on every line that it starts, and when it was checked, so that a panel
 * that nobody keeps up to date any more can be told from one that has nothing new to say.
 */
export function framedCard(
  config: Config,
  panel: Pick<Panel, 'account' | 'language' | 'renewedAt' | 'renewedWhy'>,
  card: Card,
  checked: { readonly at: number; readonly staleAfterMs: number },
): Card {
  const say = sayIn(panel.language);
  const minutes = Math.ceil(checked.staleAfterMs / 60_000);
  const at = formatTime(checked.at, config.timeZone);
  const renewed = panel.renewedAt === undefined ? undefined : formatTime(panel.renewedAt, config.timeZone);
  const zone = config.timeZone;
  const footer = [
    ...(zone === 'UTC' ? [] : [say(`Times: ${zone}`, `时间：${zone}`)]),
    say(
      `Checked ${at}. Older than ${minutes} min: no longer kept up to date`,
      `核对于 ${at}；超过 ${minutes} 分钟未更新即已失效`,
    ),
    ...(renewed === undefined
      ? []
      : [
          panel.renewedWhy === 'stuck'
            ? say(
                `posted again ${renewed}: the former message could not be edited any more`,
                `原消息无法再编辑，${renewed} 重新发布`,
              )
            : say(`posted again ${renewed}: the message was gone`, `原消息已不在，${renewed} 重新发布`),
        ]),
  ].join(' · ');
  return staysOnAccount(config, panel.account, panel.language, { ...card, footer });
}

/** What becomes of a panel's message when another one takes its place. */
export function movedCard(language: Language): Card {
  const say = sayIn(language);
  return endedCard(
    say('Panel moved', '面板已移到新消息'),
    say('The newest panel of this channel is further down.', '本频道的最新面板在下方。'),
  );
}

/** What becomes of a panel's message when the panel is removed. */
export function removedCard(language: Language, by: string): Card {
  const say = sayIn(language);
  return endedCard(
    say(`Panel removed by ${by}`, `面板已由 ${by} 移除`),
    say('To have one again: panel post', '需要时重新发布：面板 发布'),
  );
}

function endedCard(title: string, line: string): Card {
  return { kind: 'card', tone: 'info', title, lines: [line], visibility: 'channel' };
}
