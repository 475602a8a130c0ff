import { buttonRow, runButton } from '../../src/card/run-button.ts';
import type { CommandContext } from '../../src/command.ts';
import { riskOf } from '../../src/live/catalogue/action-risks.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import type { Card } from '../../src/reply.ts';
import { card } from '../card.ts';
import { riskText } from '../risk-words.ts';
import { typeText } from './fields.ts';

/** The card of `help api DropLiveStream`: its parameters, what each takes, and which are required. */
export function actionHelp(context: CommandContext, name: string): Card {
  const { say } = context;
  const info = actions[name];
  const input = info?.input ?? [];
  const line = `api ${name}`;
  return card(line, {
    visibility: 'asker',
    lines: [
      riskText(context, riskOf(name) ?? 'destroy'),
      ...(info?.since === undefined
        ? []
        : [
            say(
              "It came after the API document: the vendor's client has its parameters, and nobody tells their limits.",
              '该接口晚于 API 文档：参数取自官方客户端，取值范围未公布。',
            ),
          ]),
    ],
    ...(input.length > 0
      ? {
          table: {
            columns: [say('Parameter', '参数'), say('Takes', '类型'), say('Required', '必填')],
            rows: input.map((field) => {
              const { en, zh } = typeText(field);
              return [field.name, say(en, zh), field.required ? say('yes', '是') : ''];
            }),
          },
        }
      : {}),
    buttons: buttonRow(
      input.some((field) => field.required) ? undefined : runButton(line, say('Call it', '调用')),
    ),
  });
}
