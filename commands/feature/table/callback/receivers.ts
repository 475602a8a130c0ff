import { fingerprint } from '../../../../src/json.ts';
import type { FieldRow } from '../../../shape/fields.ts';
import { oneOf, type ValueKind } from '../../../shape/values.ts';
import { addressOf, listOf, plain } from '../../kinds.ts';

/** What the cloud tells of, as people and as the API call it. */
export const EVENTS = [
  ['begin', '开播', { en: 'Push begins', zh: '开播' }, 'StreamBeginNotifyUrl'],
  ['end', '断流', { en: 'Push ends', zh: '断流' }, 'StreamEndNotifyUrl'],
  ['record', '录制文件', { en: 'Recorded file', zh: '录制文件' }, 'RecordNotifyUrl'],
  ['recordstate', '录制状态', { en: 'Recording state', zh: '录制状态' }, 'RecordStatusNotifyUrl'],
  ['recorderror', '录制异常', { en: 'Recording fault', zh: '录制异常' }, 'RecordExceptionNotifyUrl'],
  ['snapshot', '截图', { en: 'Snapshot', zh: '截图' }, 'SnapshotNotifyUrl'],
  ['picture', '鉴黄', { en: 'Picture review', zh: '智能鉴黄' }, 'PornCensorshipNotifyUrl'],
  ['sound', '音频审核', { en: 'Sound review', zh: '音频审核' }, 'AudioAuditNotifyUrl'],
  ['pushfault', '推流异常', { en: 'Push fault', zh: '推流异常' }, 'PushExceptionNotifyUrl'],
] as const;

/** The fields of a template that hold a receiver. */
export const PATHS: readonly string[] = EVENTS.map(([, , , path]) => path);

/** Ours, wherever it is; behind `@` the host, where somebody told it. */
export const OURS = 'airdesk';
/** The address of a receiver, as people write it; the example is shown in help. */
export const address = addressOf('https://desk.example.com/live-events');

/** Who is told: Airdesk, an address, or nobody. Of somebody else's address only the host is known here, and a mark. */
export const receiver: ValueKind = {
  fits: { en: 'airdesk, an address, or none', zh: 'airdesk、接收地址或“无”' },
  example: OURS,
  read(typed) {
    const word = typed.trim().toLowerCase();
    if (word === OURS) return OURS;
    return word === 'none' || word === '无' ? '' : address.read(typed);
  },
  spell: (value) => (value === OURS ? OURS : value === '' ? 'none' : undefined),
  show(value, language) {
    if (value === '') return language === 'en' ? 'nobody' : '不通知';
    return value === OURS ? 'Airdesk' : masked(plain(value));
  },
};

/** Host and a mark that tells two addresses of a host apart: paths are secrets more often than not. */
export function masked(value: string): string {
  if (value.includes('/…')) return value;
  return `${URL.parse(value)?.host ?? '?'}/… (${fingerprint(value).slice(0, 4)})`;
}

const word = oneOf(EVENTS.map(([key, zh, , path]) => ({ word: key, zh, value: path })));
/** Typed names of them, with commas. */
export const events = listOf(word);

/** Nobody types a key: ours goes along with what is sent to us. */
export const key: FieldRow = {
  ...{ key: 'key', zh: '密钥', label: { en: 'Key', zh: '回调密钥' }, path: 'CallbackKey' },
  kind: {
    fits: {
      en: 'no typed value: with to:airdesk Airdesk sends its own',
      zh: '不接受手动填写：to:airdesk 时由 Airdesk 自动填入',
    },
    example: OURS,
    read: () => undefined,
    spell: () => undefined,
    show: (value, language) =>
      value === OURS
        ? language === 'en'
          ? "Airdesk's"
          : 'Airdesk 的密钥'
        : language === 'en'
          ? 'another'
          : '其他密钥',
  },
};
