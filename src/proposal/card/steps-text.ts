import { accountTag } from '../../card/account-tag.ts';
import { fittingId } from '../../card/press-id.ts';
import type { Core } from '../../core.ts';
import type { Button } from '../../reply.ts';
import { sayIn } from '../../text/language.ts';
import { shorten } from '../../text/shorten.ts';
import type { Proposal } from '../proposal.ts';

/** How far a command of several writes came, in the words of its card. */
export interface StepsTold {
  /** What holds now, what was done and taken back, and what never left. */
  readonly done: readonly string[];
  readonly takenBack: readonly string[];
  readonly unsent: readonly string[];
  /** What may have been done, or may yet be. */
  readonly open?: string;
  /** Where something holds: what that means, and the lines that put it right. */
  readonly half?: { readonly line: string; readonly fixes: readonly string[] };
  /** Airdesk was stopped between two of them. */
  readonly interrupted?: boolean;
}

/** What the card of a command says that came to an end before its last step. */
export interface StepsText {
  readonly title: string;
  readonly lines: readonly string[];
  /** What puts it right. */
  readonly buttons: readonly Button[];
}

/** How far it came, what that means, and what helps. */
export function stepsText(
  words: Pick<Core, 'config'>,
  proposal: Proposal,
  { done, takenBack, unsent, open, half, interrupted }: StepsTold,
): StepsText {
  const say = sayIn(proposal.language);
  const list = (titles: readonly string[]) => titles.join(say('; ', '；'));
  const tag = accountTag(words.config, proposal.account);
  const lines = [
    half?.line,
    done.length > 0 ? say(`Done: ${list(done)}.`, `已完成：${list(done)}。`) : undefined,
    open === undefined
      ? undefined
      : say(
          `May or may not have been done: ${open}. It is not repeated. Look at the state first.`,
          `不确定是否完成：${open}。不会自动重复，请先查看当前状态。`,
        ),
    takenBack.length > 0
      ? say(`Done and taken back: ${list(takenBack)}.`, `已完成后又撤回：${list(takenBack)}。`)
      : undefined,
    unsent.length > 0 ? say(`Not done: ${list(unsent)}.`, `未执行：${list(unsent)}。`) : undefined,
    done.length === 0 && open === undefined ? say('So nothing is changed.', '因此没有任何更改。') : undefined,
    interrupted ? say('Airdesk was stopped in between.', 'Airdesk 在中途被停止。') : undefined,
  ];
  return {
    title:
      done.length > 0
        ? say('only partly done', '只完成了一部分')
        : open === undefined
          ? say('failed', '失败')
          : say('outcome unknown', '结果未知'),
    lines: lines.filter((line) => line !== undefined),
    buttons: (half?.fixes ?? []).flatMap((line) => {
      const id = fittingId({ kind: 'run', line, tag });
      return id === undefined ? [] : [{ id, label: shorten(line, 75) }];
    }),
  };
}
