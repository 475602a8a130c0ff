import type { Policy } from '../../config/schema.ts';
import { Refusal } from '../../errors.ts';
import { takesOne, type Proposal } from '../proposal.ts';

/**
 * A refusal unless whoever presses may confirm `proposal` now (ms UTC; `isOver`: its time is up): it waits, it has not
 * expired, it was there to be read, and it is the asker's own, or anybody's, or anybody else's, as the policy says. An
 * undo takes one person: it is for emergencies.
 */
export function confirmation(
  proposal: Proposal | undefined,
  isAsker: boolean,
  policy: Policy,
  when: { readonly now: number; readonly isOver: boolean },
): Refusal | undefined {
  if (!proposal) return forgotten();
  const used = alreadyUsed(proposal);
  if (used) return used;
  if (when.isOver) return expired(proposal);
  if (!takesOne(proposal)) {
    if (policy.confirmBy === 'asker' && !isAsker) return notYours(proposal);
    if (policy.confirmBy === 'another' && isAsker) return needsAnother();
  }
  // Not where the clock was set back since: nobody should wait for it to catch up.
  if (when.now >= proposal.createdAt && when.now < proposal.confirmFrom) return tooSoon();
  return undefined;
}

/** A refusal unless the proposal still waits, so that it can be cancelled. `isOver`: its time is up. */
export function cancellation(proposal: Proposal | undefined, isOver: boolean): Refusal | undefined {
  if (!proposal) return forgotten();
  return alreadyUsed(proposal) ?? (isOver ? expired(proposal) : undefined);
}

function alreadyUsed(proposal: Proposal): Refusal | undefined {
  const by = proposal.confirmedBy?.name ?? proposal.asker.name;
  switch (proposal.status) {
    case 'waiting':
      return undefined;
    case 'expired':
      return expired(proposal);
    case 'cancelled':
      return refusal(
        'cancelled',
        { en: 'This was cancelled', zh: '该操作已取消' },
        {
          en: 'Nothing was done. Type the command again if you still want it.',
          zh: '未执行任何操作。如仍需要，请重新输入命令。',
        },
      );
    case 'changed':
      return refusal(
        'changed',
        { en: 'The state changed meanwhile', zh: '状态已发生变化' },
        {
          en: 'Nothing was done. Confirm the newer preview, or type the command again.',
          zh: '未执行任何操作。请确认新的预览，或重新输入命令。',
        },
      );
    case 'interrupted':
      return refusal(
        'interrupted',
        { en: 'This was interrupted before it ran', zh: '该操作在执行前被中断' },
        {
          en: 'Nothing was sent. Type the command again if you still want it.',
          zh: '未发送任何请求。如仍需要，请重新输入命令。',
        },
      );
    case 'confirmed':
    case 'running':
    case 'called':
    case 'done':
    case 'accepted':
    case 'failed':
    case 'unknown':
      return refusal(
        'already-confirmed',
        { en: `Already confirmed by ${by}`, zh: `已由 ${by} 确认` },
        { en: 'It is not run a second time. The card shows how it went.', zh: '不会重复执行。结果见卡片。' },
      );
  }
}

function forgotten(): Refusal {
  return refusal(
    'expired',
    { en: 'This button is too old', zh: '该按钮已失效' },
    { en: 'Nothing was done. Type the command again.', zh: '未执行任何操作。请重新输入命令。' },
  );
}

function expired(proposal: Proposal): Refusal {
  const seconds = Math.round((proposal.expiresAt - proposal.createdAt) / 1000);
  return refusal(
    'expired',
    { en: 'This has expired', zh: '该操作已过期' },
    {
      en: `Nothing was done: it had to be confirmed within ${seconds} s. Type the command again.`,
      zh: `未执行任何操作：须在 ${seconds} 秒内确认。请重新输入命令。`,
    },
  );
}

function notYours(proposal: Proposal): Refusal {
  return refusal(
    'not-yours',
    { en: `Only ${proposal.asker.name} can confirm this`, zh: `只有 ${proposal.asker.name} 可以确认` },
    {
      en: 'Nothing was done. Type the command yourself to get your own preview.',
      zh: '未执行任何操作。请自行输入命令以获得您的预览。',
    },
  );
}

function needsAnother(): Refusal {
  return refusal(
    'needs-another',
    { en: 'Somebody else has to confirm this', zh: '须由另一人确认' },
    {
      en: 'Nothing was done. You asked for it, so another person who may use the command has to press Confirm; your accounts on other platforms count as you.',
      zh: '未执行任何操作。此操作由您发起，须由另一位有权限的同事确认；您在其他平台上的账号也算您本人。',
    },
  );
}

function tooSoon(): Refusal {
  return refusal(
    'just-changed',
    { en: 'The card has just changed', zh: '卡片刚刚更新' },
    { en: 'Nothing was done. Read it, then press again.', zh: '未执行任何操作。请看清内容后再按。' },
  );
}

function refusal(code: string, title: Refusal['title'], hint: Refusal['hint']): Refusal {
  return new Refusal(`airdesk.${code}`, title, hint);
}
