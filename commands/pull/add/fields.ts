import { listOf, plain } from '../../feature/kinds.ts';
import type { FieldRow } from '../../shape/fields.ts';
import { oneOf, switchOf, textOf, type ValueKind } from '../../shape/values.ts';

/** What a task tells of, as CreateLivePullStreamTask calls it. */
const EVENTS = [
  { word: 'start', zh: '启动', value: 'TaskStart' },
  { word: 'exit', zh: '停止', value: 'TaskExit' },
  { word: 'filestart', zh: '文件开始', value: 'VodSourceFileStart' },
  { word: 'fileend', zh: '文件结束', value: 'VodSourceFileFinish' },
  { word: 'change', zh: '更新', value: 'ResetTaskConfig' },
  { word: 'alarm', zh: '告警', value: 'TaskAlarm' },
];

/** Who is told: Airdesk's own address is put in as the call leaves. */
export const TOLD = 'airdesk';

const LOOPS: Readonly<Record<string, string>> = { forever: '-1', 无限: '-1', once: '0', 一次: '0' };

/** How often files are played again; the cloud takes it as text. */
const loops: ValueKind = {
  fits: { en: 'forever, once, or how often they are repeated', zh: '无限、一次，或重复次数' },
  example: 'once',
  read(typed) {
    const word = typed.trim().toLowerCase();
    return Object.hasOwn(LOOPS, word) ? LOOPS[word] : /^[1-9]\d{0,4}$/u.test(word) ? word : undefined;
  },
  spell: (value) => (value === '-1' ? 'forever' : value === '0' ? 'once' : plain(value)),
  show(value, language) {
    if (value === '-1') return language === 'en' ? 'for ever, until its end' : '无限循环，直到结束时间';
    if (value === '0') return language === 'en' ? 'played once' : '只播一次';
    return language === 'en' ? `repeated ${plain(value)} times` : `重复 ${plain(value)} 次`;
  },
};

/** What can be set of a new task besides its options. Addresses with keys in them are none of these. */
export const pullRows: readonly FieldRow[] = [
  {
    ...{ key: 'loop', zh: '循环', label: { en: 'Files are', zh: '循环' }, path: 'VodLoopTimes' },
    kind: loops,
  },
  {
    ...{ key: 'notify', zh: '通知', label: { en: 'Callbacks go to', zh: '事件通知' }, path: 'CallbackUrl' },
    kind: {
      ...oneOf([
        { word: TOLD, zh: 'Airdesk', value: TOLD },
        { word: 'none', zh: '无', value: '' },
      ]),
      show: (value) => (value === TOLD ? 'Airdesk' : ''),
    },
  },
  {
    ...{ key: 'events', zh: '事件', label: { en: 'Events', zh: '事件' }, path: 'CallbackEvents' },
    kind: { ...listOf(oneOf(EVENTS)), example: 'exit,alarm', show: eventsShown },
  },
  {
    ...{ key: 'local', zh: '本地', label: { en: 'Files are fetched first', zh: '本地模式' } },
    ...{ path: 'VodLocalMode', kind: switchOf() },
  },
  {
    ...{
      key: 'record',
      zh: '录制',
      label: { en: 'Record template', zh: '录制模板' },
      path: 'RecordTemplateId',
    },
    kind: {
      ...textOf(18),
      fits: { en: 'the id of a record template', zh: '录制模板的 ID' },
      example: '19342',
      read: (typed) => (/^\d{1,18}$/u.test(typed.trim()) ? typed.trim() : undefined),
    },
  },
  {
    ...{ key: 'transcode', zh: '转码', label: { en: 'Transcode template', zh: '转码模板' } },
    ...{ path: 'TranscodeTemplateName', kind: { ...textOf(64), example: '720p' } },
  },
];

function eventsShown(value: unknown, language: 'en' | 'zh-CN'): string {
  if (!Array.isArray(value)) return '';
  const words = EVENTS.filter((event) => value.includes(event.value));
  return words.map(({ word, zh }) => (language === 'en' ? word : zh)).join(language === 'en' ? ', ' : '、');
}
