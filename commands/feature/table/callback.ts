import type { FieldRow } from '../../shape/fields.ts';
import { oneOf } from '../../shape/values.ts';
import type { Feature } from '../feature.ts';
import { listOf, nameOf, PLAIN_NAME } from '../kinds.ts';
import { about } from './about.ts';
import { seen, sent } from './callback/own-address.ts';
import { EVENTS, key, OURS, PATHS, receiver } from './callback/receivers.ts';
import { ADDRESS, EVENT_LIST, TO } from './callback/shortcuts.ts';

/** Who hears what the cloud tells of streams. */
export const callback: Feature = {
  name: 'callback',
  zh: '回调',
  words: { en: 'callback template', zh: '回调模板' },
  one: 'a callback template',
  domains: 'push',
  hasStreams: false,
  everything: '',
  app: 'live',
  namePath: 'TemplateName',
  canRename: true,
  nameKind: nameOf('to-airdesk', 255, PLAIN_NAME),
  rows: [
    ...EVENTS.map(([name, zh, label, path]): FieldRow => ({ key: name, zh, label, path, kind: receiver })),
    {
      ...{ key: 'levels', zh: '级别', label: { en: 'Recording faults', zh: '录制异常级别' } },
      path: 'RecordExceptionLevels',
      kind: listOf(
        oneOf([
          { word: 'error', zh: '错误', value: 'error' },
          { word: 'warning', zh: '警告', value: 'warning' },
          { word: 'info', zh: '信息', value: 'info' },
        ]),
      ),
    },
    key,
    about(false),
  ],
  shortcuts: [TO, ADDRESS, EVENT_LIST],
  required: ['to'],
  optional: ['address', 'events', 'levels'],
  usual: { ...Object.fromEntries(PATHS.map((path) => [path, ''])), RecordExceptionLevels: [] },
  columns: ['begin', 'end', 'record', 'pushfault', 'key'],
  untold: ['RecordStatusNotifyUrl', 'CallbackKey'],
  example: { name: 'to-airdesk', scope: 'push.example.com/live' },
  risks: { set: 'change', ruleAdd: 'change', ruleSet: 'change', ruleRemove: 'change' },
  warnings: {
    set: {
      en: 'Receivers of this template will get these events differently, or not at all.',
      zh: '通过该模板接收事件的一方，收到的内容会改变，或不再收到。',
    },
    add: {
      en: 'Receivers of another template for this domain and app will no longer get its callbacks.',
      zh: '原来通过其他模板接收该域名和应用事件的一方，将不再收到。',
    },
    change: {
      en: 'The former receiver will get nothing more.',
      zh: '原接收方将不再收到通知。',
    },
    remove: {
      en: 'Nobody will be notified when a stream of the domain breaks.',
      zh: '该域名下的流中断时，将不再通知任何一方。',
    },
  },
  seen,
  sent,
  deaf(before, after) {
    const lost = EVENTS.filter(([, , , path]) => before[path] === OURS && after?.[path] !== OURS);
    if (lost.length === 0) return undefined;
    const en = lost.map(([name]) => name).join(', ');
    const zh = lost.map(([, name]) => name).join('、');
    return {
      en: `Airdesk goes deaf: it no longer hears about ${en}. Streams break unseen, and no alert is raised.`,
      zh: `Airdesk 将收不到回调：${zh}。流中断时无人知晓，也不会产生告警。`,
    };
  },
};
