import type { Alert } from '../../src/alert/model/alert.ts';
import { whatText } from '../../src/alert/card/title.ts';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { brief } from '../brief.ts';
import { near } from '../near.ts';
import { typedLine } from '../typed-line.ts';
import { viewOf } from './view.ts';

/** So much of an id's beginning is enough, where only one begins so. */
const SHORTEST = 3;
/** Command lines that a refusal offers. */
const MOST = 5;

/**
 * The one alert that `given` names: its id in any case, with or without `#`, or a beginning that no other has.
 * @param command the command that was asked, and `rest` the words after the alert: for the lines that a refusal offers.
 * @throws Refusal
 */
export function resolveAlert(
  context: CommandContext,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Alert {
  const id = plainId(given);
  const exact = context.alerts.find(context.account, id);
  if (exact) return exact;
  const all = context.alerts.list(context.account);
  const begun = id.length < SHORTEST ? [] : all.filter((alert) => alert.id.startsWith(id));
  const [only, second] = begun;
  if (only && !second) return only;
  const offered = (only ? begun : near(id, all, (alert) => alert.id)).slice(0, MOST);
  const lines = offered.map((alert) => typedLine(command, alert.id, ...rest));
  const shown = brief(given, 20);
  if (only)
    throw new Refusal(
      'airdesk.ambiguous',
      { en: `${begun.length} alerts begin with "${shown}"`, zh: `有 ${begun.length} 条告警以“${shown}”开头` },
      {
        en: `Nothing was done. ${listed(context, offered)}`,
        zh: `未执行任何操作。${listed(context, offered)}`,
      },
      lines,
    );
  throw new Refusal(
    'airdesk.not-found',
    { en: `There is no alert "${shown}"`, zh: `没有告警“${shown}”` },
    offered.length > 0
      ? {
          en: `Nothing was done. Near: ${listed(context, offered)}`,
          zh: `未执行任何操作。相近的有：${listed(context, offered)}`,
        }
      : {
          en: 'Nothing was done. The id stands at the bottom of its card; see all with: alert list',
          zh: '未执行任何操作。编号在卡片底部；查看全部：告警 列表',
        },
    offered.length > 0 ? lines : ['alert list'],
  );
}

/** An id as it was typed or copied, made plain: `#K3M9X2AB` is `k3m9x2ab`. */
export function plainId(given: string): string {
  return given.trim().replace(/^#/, '').toLowerCase();
}

function listed(context: CommandContext, alerts: readonly Alert[]): string {
  const items = alerts.map((alert) => `${alert.id} ${whatText(alert, viewOf(context, alert), 60)}`);
  return items.join(context.say('; ', '；'));
}
