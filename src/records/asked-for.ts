import type { AskedFor } from '../platform/records.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { wording, type Language, type Text } from '../text/language.ts';

/** What became of a proposal, as a sentence. `isOver`: its time is up, also where that is not written yet. */
export function askedForOf(proposal: Proposal, isOver: boolean): Omit<AskedFor, 'messageId'> {
  const waits = proposal.status === 'waiting' && !isOver;
  const how =
    isOver && proposal.status === 'waiting' ? HOW.expired(nobody) : HOW[proposal.status](byOf(proposal));
  return { waits, words: { en: `${proposal.title}: ${how.en}.`, zh: `${proposal.title}：${how.zh}。` } };
}

type By = (language: Language) => string;

const nobody: By = () => '';

/** How each of a proposal's states reads. */
const HOW: Readonly<Record<Proposal['status'], (by: By) => Text>> = {
  waiting: () => ({ en: 'it waits to be confirmed', zh: '等待确认' }),
  confirmed: underWay,
  running: underWay,
  called: underWay,
  done: (by) => ({ en: `done${by('en')}`, zh: `已完成${by('zh-CN')}` }),
  accepted: (by) => ({
    en: `the cloud took it${by('en')}, and no effect was seen`,
    zh: `云端已受理${by('zh-CN')}，未见生效`,
  }),
  failed: (by) => ({ en: `it failed${by('en')}`, zh: `执行失败${by('zh-CN')}` }),
  unknown: (by) => ({
    en: `whether it was done is not known${by('en')}`,
    zh: `是否完成尚不确定${by('zh-CN')}`,
  }),
  changed: () => ({
    en: 'not run, since what was previewed has changed',
    zh: '预览之后状态有变，未执行',
  }),
  cancelled: (by) => ({
    en: `cancelled${by('en')}, nothing was done`,
    zh: `已取消${by('zh-CN')}，未执行任何操作`,
  }),
  expired: () => ({
    en: 'nobody confirmed it in time, nothing was done',
    zh: '未在时限内确认，未执行任何操作',
  }),
  interrupted: () => ({
    en: 'Airdesk was stopped before the call, nothing was done',
    zh: '调用之前 Airdesk 已停止，未执行任何操作',
  }),
};

function underWay(by: By): Text {
  return { en: `it is under way${by('en')}`, zh: `正在执行${by('zh-CN')}` };
}

function byOf({ confirmedBy }: Proposal): By {
  if (!confirmedBy) return nobody;
  return (language) => wording({ en: ` (by ${confirmedBy.name})`, zh: `（${confirmedBy.name}）` }, language);
}
