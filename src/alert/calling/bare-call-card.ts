import type { Config } from '../../config/schema.ts';
import { staysOnAccount } from '../../card/for-account.ts';
import { mayBeTold, maySee } from '../../guard/visible.ts';
import { directTo } from '../../platform/direct.ts';
import type { Card } from '../../reply.ts';
import { sayIn, type Say } from '../../text/language.ts';
import { placeOf } from '../channel-language.ts';
import type { Alert, Call } from '../model/alert.ts';
import type { AlertView } from '../card/view.ts';
import { whyHead } from './call-card.ts';

/** Colleagues who are named. */
const MOST = 3;

/**
 * Whether a channel is a direct message to somebody who may not see what is about the account. What a channel shows is
 * decided by who is in it.
 */
export function isForBlindEyes(config: Config, channel: string, account: string): boolean {
  const { platform, channelId } = placeOf(channel);
  const userId = directTo(channelId);
  return userId !== undefined && !mayBeTold(config, { platform, userId }, [account]);
}

/**
 * The call of somebody who may not see what is about the account: that something is wrong there, and who can see more. It is
 * sent all the same, since somebody has to come.
 */
export function bareCallCard(alert: Alert, call: Call, isAnswered: boolean, view: AlertView): Card {
  const { config, language } = view;
  const say = sayIn(language);
  const { account } = alert;
  const card: Card = isAnswered
    ? {
        kind: 'card',
        tone: 'progress',
        title: say(`Call answered · account ${account}`, `呼叫已有回应 · 账号 ${account}`),
        lines: [say('Somebody is on it, or it is over.', '已有人处理，或已结束。')],
        visibility: 'channel',
      }
    : {
        kind: 'card',
        tone: 'warning',
        title: say(
          `${whyHead(call, say)}: something is wrong on account ${account}`,
          `${whyHead(call, say)}：账号 ${account} 出现异常`,
        ),
        lines: [
          say(
            `No role of yours reaches ${account}, so this says no more.`,
            `您的角色均不涉及账号 ${account}，因此不显示详情。`,
          ),
          whereText(config, account, say),
        ],
        visibility: 'channel',
      };
  return staysOnAccount(config, account, language, {
    ...card,
    footer: say(`${alert.id} · call of Airdesk`, `${alert.id} · Airdesk 呼叫`),
  });
}

/** Where there is more to see. */
function whereText(config: Config, account: string, say: Say): string {
  const able = Object.entries(config.people)
    .filter(([id, person]) => maySee(config, { ...person, id }, account))
    .slice(0, MOST)
    .map(([id]) => id);
  return able.length === 0
    ? say('Its card is in the channel for its alerts.', '卡片在该账号的告警频道中。')
    : say(
        `Its card is in the channel for its alerts; who may see it: ${able.join(', ')}.`,
        `卡片在该账号的告警频道中；有权查看的同事：${able.join('、')}。`,
      );
}
