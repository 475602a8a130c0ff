import type { Core } from '../../core.ts';
import { AirdeskError } from '../../errors.ts';
import { isAsker } from '../../guard/asker.ts';
import { LiveError } from '../../live/live-error.ts';
import type { Proposal } from '../proposal.ts';
import type { Button, Card, Fact, Tone } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn, wording, type Say } from '../../text/language.ts';
import { accountTag } from '../../card/account-tag.ts';
import { fittingId } from '../../card/press-id.ts';
import { footer } from '../../card/footer.ts';
import { stepsText, type StepsTold } from './steps-text.ts';

/** How a confirmed command ended. `ms`: from the press to the end. */
export type Ending =
  /** The effect was seen. `late`: the cloud's answer was lost, or this process was restarted. */
  | { readonly kind: 'done'; readonly ms?: number; readonly facts: readonly Fact[]; readonly late: boolean }
  /** `others`: something of the kind is there, maybe somebody else's. `read`: the cloud could be asked at all. */
  | {
      readonly kind: 'accepted';
      readonly seconds: number;
      readonly facts: readonly Fact[];
      readonly others: boolean;
      readonly read: boolean;
      /** There is nothing that could be read. */
      readonly blind?: boolean;
    }
  /** `unread`: the state could not be read again before the call. */
  | {
      readonly kind: 'failed';
      readonly error: unknown;
      readonly unread?: boolean;
      readonly steps?: StepsTold;
    }
  | {
      readonly kind: 'unknown';
      readonly error?: unknown;
      readonly facts: readonly Fact[];
      readonly others: boolean;
      readonly steps?: StepsTold;
    }
  | { readonly kind: 'interrupted' };

/** The card while a confirmed command runs. */
export function progressCard(words: Pick<Core, 'config' | 'notice'>, proposal: Proposal): Card {
  const say = sayIn(proposal.language);
  return {
    ...frame(words, proposal),
    tone: 'progress',
    title: say(`${proposal.title}: running`, `${proposal.title}：执行中`),
  };
}

/** The card of a confirmed command that has ended. */
export function outcomeCard(
  words: Pick<Core, 'config' | 'notice'>,
  proposal: Proposal,
  ending: Ending,
): Card {
  const say = sayIn(proposal.language);
  const card = (tone: Tone, title: string, lines: readonly string[], facts: readonly Fact[] = []): Card => ({
    ...frame(words, proposal),
    tone,
    title: say(`${proposal.title}: ${title}`, `${proposal.title}：${title}`),
    lines,
    facts,
    buttons: lookButton(words, proposal),
  });
  if ((ending.kind === 'failed' || ending.kind === 'unknown') && ending.steps) {
    const { title, lines, buttons } = stepsText(words, proposal, ending.steps);
    const error = ending.error === undefined ? [] : [hintOf(ending.error, proposal)];
    const facts = 'facts' in ending ? ending.facts : [];
    return {
      ...card('failure', title, [...lines, ...error], [...facts, ...errorFacts(ending.error, proposal)]),
      buttons: [...lookButton(words, proposal), ...buttons],
    };
  }
  switch (ending.kind) {
    case 'done':
      return card(
        'success',
        ending.ms === undefined
          ? say('done', '已完成')
          : say(
              `done in ${formatDuration(ending.ms, proposal.language)}`,
              `已完成，用时 ${formatDuration(ending.ms, proposal.language)}`,
            ),
        ending.late
          ? [
              say(
                'The answer to the call was lost, but the effect is visible at the cloud. It may also be someone else’s change.',
                '调用的应答丢失，但已在云端看到效果；也可能并非由我们执行。',
              ),
            ]
          : [],
        ending.facts,
      );
    case 'accepted':
      return card(
        'warning',
        ending.blind
          ? say('accepted by the cloud', '云端已受理')
          : say('accepted, not seen yet', '已受理，尚未看到效果'),
        [
          ending.blind
            ? say(
                'Airdesk cannot read back what this call did. Check it yourself before you go on.',
                'Airdesk 无法核实这次调用的效果，请自行查看后再继续。',
              )
            : ending.read
              ? say(
                  `The cloud accepted it; the effect was not seen within ${ending.seconds} s. Check again before you rely on it.`,
                  `云端已受理，但 ${ending.seconds} 秒内未看到效果。请再次查看后再操作。`,
                )
              : say(
                  'The cloud accepted it, but the state could not be read. Check again before you rely on it.',
                  '云端已受理，但未能读取当前状态。请再次查看后再操作。',
                ),
          ...othersLine(say, ending.others),
        ],
        ending.facts,
      );
    case 'failed':
      return card(
        'failure',
        say('failed', '失败'),
        [
          ending.unread
            ? say(
                'The state could not be read again, so nothing was sent.',
                '未能再次读取状态，因此没有发送任何请求。',
              )
            : say('Nothing was changed.', '未做任何更改。'),
          hintOf(ending.error, proposal),
        ],
        errorFacts(ending.error, proposal),
      );
    case 'unknown':
      return card(
        'warning',
        say('outcome unknown', '结果未知'),
        [
          say(
            'It may or may not have been done. Airdesk did not repeat it and will not. Check the state before you try again.',
            '可能已执行，也可能未执行；没有也不会自动重复。请先查看状态，再决定是否重新发起。',
          ),
          ...othersLine(say, ending.others),
          ...(ending.error === undefined ? [] : [hintOf(ending.error, proposal)]),
        ],
        [...ending.facts, ...errorFacts(ending.error, proposal)],
      );
    case 'interrupted':
      return card('warning', say('interrupted', '已中断'), [
        say(
          'Airdesk was interrupted before the call was sent. Nothing was done. Type the command again if you still want it.',
          'Airdesk 在发送调用之前被中断。未执行任何操作。如仍需要，请重新输入命令。',
        ),
      ]);
  }
}

function othersLine(say: Say, others: boolean): string[] {
  if (!others) return [];
  return [
    say(
      'What is there now is not what was asked for; it may be someone else’s change. Current state:',
      '云端现有的状态与请求不一致，可能并非由我们造成。当前状态如下：',
    ),
  ];
}

/** What an error tells the operator. */
function hintOf(error: unknown, proposal: Proposal): string {
  if (error instanceof AirdeskError) return wording(error.hint, proposal.language);
  return sayIn(proposal.language)(
    'An error inside Airdesk. The log has the details.',
    'Airdesk 内部错误，详情见日志。',
  );
}

function errorFacts(error: unknown, proposal: Proposal): Fact[] {
  if (!(error instanceof AirdeskError)) return [];
  const say = sayIn(proposal.language);
  return [
    { label: say('Code', '错误码'), value: error.code },
    ...(error instanceof LiveError
      ? [{ label: say('The cloud says', '云端信息'), value: error.message }]
      : []),
    ...(error.requestId ? [{ label: say('Request id', '请求 ID'), value: error.requestId }] : []),
  ];
}

function frame(words: Pick<Core, 'config' | 'notice'>, proposal: Proposal): Card {
  const say = sayIn(proposal.language);
  const { asker, confirmedBy } = proposal;
  const by =
    confirmedBy && !isAsker(words.config, asker, confirmedBy, confirmedBy.person)
      ? say(
          `asked by ${asker.name}, confirmed by ${confirmedBy.name}`,
          `${asker.name} 发起，${confirmedBy.name} 确认`,
        )
      : say(`by ${(confirmedBy ?? asker).name}`, `操作人 ${(confirmedBy ?? asker).name}`);
  return {
    kind: 'card',
    tone: 'progress',
    title: proposal.title,
    accounts: [proposal.account],
    footer: footer(words, proposal.account, proposal.language, [by]),
    visibility: 'channel',
  };
}

/**
 * One tap to see how it is now. It stands where Confirm stood, so that a second tap that was meant for Confirm looks
 * instead of acting.
 */
function lookButton(words: Pick<Core, 'config'>, proposal: Proposal): readonly Button[] {
  if (proposal.look === undefined) return [];
  const id = fittingId({ kind: 'run', line: proposal.look, tag: accountTag(words.config, proposal.account) });
  return id === undefined ? [] : [{ id, label: sayIn(proposal.language)('Show', '查看') }];
}
