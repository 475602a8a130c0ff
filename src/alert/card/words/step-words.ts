import { sayIn, wording, type Language, type Say, type Text } from '../../../text/language.ts';
import { WITH_WHOLE, type Step } from '../../model/alert.ts';
import { safeLine } from '../../../text/safe-line.ts';
import { reasonWords } from './reason-words.ts';
import { refusedText } from '../refused-text.ts';
import type { AlertView } from '../view.ts';

/** Steps at which the reason says more than the step. */
const WITH_REASON: ReadonlySet<Step['what']> = new Set(['pending', 'fired', 'closed', 'observed', 'unmuted']);
const TEXT = 300;
const NAME = 40;

/** A step of an alert's history: who did what, and what was said. */
export function stepWords(step: Step, { language }: Pick<AlertView, 'language'>): string {
  const say = sayIn(language);
  const by = step.by && safeLine(step.by.name, NAME);
  if (step.reason === 'refused' && step.what === 'observed') return attempt(step, language);
  const done = by === undefined ? happened(step.what) : didIt(step, by, say);
  const text = typeof done === 'string' ? done : wording(done, language);
  const reason =
    step.reason !== undefined && by === undefined && WITH_REASON.has(step.what)
      ? wording(reasonWords(safeLine(step.reason, 60)), language)
      : '';
  const more = [reason, safeLine(step.text ?? '', TEXT)].filter((part) => part !== '').join(say('; ', '；'));
  return more === '' ? text : say(`${text}: ${more}`, `${text}：${more}`);
}

/** An encoder tried to push, and was not let in. */
function attempt({ text = '' }: Step, language: Language): string {
  const why = refusedText(text, language);
  return sayIn(language)(`an encoder was rejected: ${why}`, `推流端被拒绝：${why}`);
}

function happened(what: Step['what']): Text {
  const words: Readonly<Record<Step['what'], Text>> = {
    pending: { en: 'failed', zh: '出现异常' },
    fired: { en: 'alert raised', zh: '触发告警' },
    again: { en: 'reported again', zh: '再次上报' },
    worse: { en: 'got worse', zh: '情况加重' },
    joined: { en: 'more failures joined it', zh: '又有异常并入' },
    child: { en: 'became part of an incident', zh: '并入事故' },
    effect: { en: 'caused by an earlier failure', zh: '由上游异常引起' },
    widened: { en: 'wider than it first looked', zh: '影响范围超出最初判断' },
    flapping: { en: 'keeps failing', zh: '反复异常' },
    steady: { en: 'stable again', zh: '已稳定' },
    recovered: { en: 'recovered', zh: '已恢复' },
    reopened: { en: 'failed again', zh: '再次异常' },
    acknowledged: { en: 'acknowledged', zh: '已认领' },
    'ack-expired': { en: 'the acknowledgement expired while still failing', zh: '认领已过期，异常仍在持续' },
    assigned: { en: 'assigned', zh: '已指派' },
    muted: { en: 'muted', zh: '已屏蔽' },
    unmuted: { en: 'no longer muted', zh: '已取消屏蔽' },
    noted: { en: 'note', zh: '备注' },
    seen: { en: 'seen', zh: '已阅' },
    closed: { en: 'closed', zh: '已关闭' },
    acted: { en: 'command', zh: '操作' },
    observed: { en: 'looked at the cloud', zh: '向云端核实' },
    called: { en: 'called', zh: '已呼叫' },
  };
  return words[what];
}

function didIt({ what, reason }: Step, by: string, say: Say): string | Text {
  switch (what) {
    case 'acknowledged':
      return say(`${by} acknowledged it`, `${by} 已认领`);
    case 'assigned':
      return say(`${by} assigned it`, `${by} 指派`);
    case 'muted':
      return say(`${by} muted it`, `${by} 屏蔽了告警`);
    case 'unmuted':
      return say(`${by} unmuted it`, `${by} 取消屏蔽`);
    case 'noted':
      return say(`${by} noted`, `${by} 备注`);
    case 'seen':
      return say(`${by} has seen it`, `${by} 已阅`);
    case 'closed':
      return reason === WITH_WHOLE
        ? say(`${by} closed it with the incident`, `${by} 将其随整体一并关闭`)
        : say(`${by} closed it`, `${by} 关闭了告警`);
    case 'acted':
      return say(`${by} ran`, `${by} 操作`);
    default: {
      const words = happened(what);
      return { en: `${words.en} (${by})`, zh: `${words.zh}（${by}）` };
    }
  }
}
