import { Refusal } from '../../../src/errors.ts';
import { fingerprint } from '../../../src/json.ts';
import type { CommandContext } from '../../../src/command.ts';
import { readTemplates } from '../../../src/live/read/templates.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { oneOf, type ApiValue, type ValueKind } from '../../shape/values.ts';
import type { Feature, Shortcut } from '../feature.ts';
import { addressOf, listOf, nameOf, plain, PLAIN_NAME } from '../kinds.ts';
import { about } from './about.ts';

/** What the cloud tells of, as people and as the API call it. */
const EVENTS = [
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

const PATHS: readonly string[] = EVENTS.map(([, , , path]) => path);

/** Ours, wherever it is; behind `@` the host, where somebody told it. */
const OURS = 'airdesk';
const address = addressOf('https://desk.example.com/live-events');

/** Who is told: Airdesk, an address, or nobody. Of somebody else's address only the host is known here, and a mark. */
const receiver: ValueKind = {
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
function masked(value: string): string {
  if (value.includes('/…')) return value;
  return `${URL.parse(value)?.host ?? '?'}/… (${fingerprint(value).slice(0, 4)})`;
}

const word = oneOf(EVENTS.map(([key, zh, , path]) => ({ word: key, zh, value: path })));
const events = listOf(word);

const key: FieldRow = {
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

/** These events to this receiver; with everything to us goes our key. */
function told(to: string, on: readonly string[], off: readonly string[] = []): FieldValues {
  return {
    ...Object.fromEntries(on.map((path) => [path, to])),
    ...Object.fromEntries(off.map((path) => [path, ''])),
    ...(to.startsWith(OURS) && { CallbackKey: OURS }),
  };
}

/** The events that are meant: those that were typed; else those that are told of by now; else all. */
function meant(typed: string | undefined, sofar: FieldValues): readonly string[] {
  const read = typed === undefined ? undefined : events.read(typed);
  if (Array.isArray(read)) return (read as readonly ApiValue[]).map(plain);
  const on = PATHS.filter((path) => (sofar[path] ?? '') !== '');
  return on.length > 0 ? on : PATHS;
}

/** Everything to one receiver. With events, the others are told to nobody any more. */
function route(to: string, sofar: FieldValues, typed: string | undefined): FieldValues {
  const on = meant(typed, sofar);
  return told(to, on, typed === undefined ? [] : PATHS.filter((path) => !on.includes(path)));
}

const TO: Shortcut = {
  ...{ key: 'to', zh: '发给', label: { en: 'Airdesk, or another address', zh: '发给 Airdesk 或其他地址' } },
  kind: {
    fits: { en: 'airdesk or address', zh: 'airdesk 或 address' },
    example: OURS,
    read: (typed) => (typed === OURS || typed === 'address' ? typed : undefined),
  },
  choices: [
    { value: OURS, label: { en: 'Airdesk', zh: 'Airdesk' } },
    { value: 'address', label: { en: 'another address', zh: '其他地址' } },
  ],
  means(value, sofar, typed) {
    const host = typed['address'];
    if (value === OURS) return route(host === undefined ? OURS : `${OURS}@${host}`, sofar, typed['events']);
    if (host === undefined)
      throw new Refusal(
        'airdesk.bad-option',
        { en: 'address is missing', zh: '缺少“接收地址”' },
        {
          en: 'With to:address the address has to be there: address:https://desk.example.com/live-events. Nothing was done.',
          zh: '填写 to:address 时必须给出接收地址，例如 address:https://desk.example.com/live-events。未执行任何操作。',
        },
      );
    return route(host, sofar, typed['events']);
  },
};

const ADDRESS: Shortcut = {
  ...{ key: 'address', zh: '接收地址' },
  label: {
    en: "the address; with to:airdesk Airdesk's own host",
    zh: '接收地址；to:airdesk 时填 Airdesk 的域名',
  },
  kind: { ...address, read: (typed) => address.read(typed) },
  means: (value, sofar, typed) => (typed['to'] === undefined ? route(value, sofar, typed['events']) : {}),
};

const EVENT_LIST: Shortcut = {
  ...{
    key: 'events',
    zh: '事件',
    label: { en: 'events, with commas; all when left out', zh: '事件，用逗号分隔；不填为全部' },
  },
  kind: {
    ...events,
    example: 'begin,end',
    read: (typed) => (events.read(typed) === undefined ? undefined : typed),
  },
  means(value, sofar, typed) {
    if (typed['to'] !== undefined || typed['address'] !== undefined) return {};
    const on = meant(value, sofar);
    const receivers = new Set(PATHS.map((path) => sofar[path] ?? '').filter((to) => to !== ''));
    const [only = ''] = receivers;
    const isNew = on.some((path) => (sofar[path] ?? '') === '');
    const off = PATHS.filter((path) => !on.includes(path) && (sofar[path] ?? '') !== '');
    if (!isNew) return told('', [], off);
    if (receivers.size === 1 && only === OURS) return told(OURS, on, off);
    throw new Refusal(
      'airdesk.bad-option',
      { en: 'events: to whom?', zh: '“事件”发给谁？' },
      {
        en: 'Say it with to:airdesk, or address:https://…. Nothing was done.',
        zh: '请同时填写 to:airdesk，或 address:https://…。未执行任何操作。',
      },
    );
  },
};

/** What becomes known of the addresses: that they are ours, or a host. */
function seen({ ownCallbacks }: Pick<CommandContext, 'ownCallbacks'>, values: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]): [string, ApiValue] => {
      if (typeof value !== 'string') return [path, value];
      if (path === 'CallbackKey') {
        const isOurs = value === OURS || ownCallbacks.isOurKey(value);
        return [path, isOurs ? OURS : value === '' ? '' : 'another'];
      }
      if (!PATHS.includes(path) || value === '') return [path, value];
      const isOurs = value.startsWith(OURS) || ownCallbacks.isOurs(value);
      return [path, isOurs ? OURS : masked(value)];
    }),
  );
}

/** Puts our address and our key where they are meant, in the moment in which they are sent. @throws Refusal, LiveError */
async function sent(context: CommandContext, values: FieldValues): Promise<FieldValues> {
  const ours = Object.values(values).find((value) => typeof value === 'string' && value.startsWith(OURS));
  if (ours === undefined) return values;
  const own = await ownAddress(context, plain(ours).split('@', 2)[1]);
  const { key: ownKey } = context.ownCallbacks;
  const real = Object.entries(values).flatMap(([path, value]): [string, FieldValues[string]][] => {
    if (path === 'CallbackKey') return ownKey === undefined ? [] : [[path, ownKey]];
    return [
      [path, typeof value === 'string' && value.startsWith(OURS) && PATHS.includes(path) ? own : value],
    ];
  });
  return Object.fromEntries(real);
}

async function ownAddress(context: CommandContext, host: string | undefined): Promise<string> {
  const { ownCallbacks } = context;
  const told = host === undefined ? await knownAddress(context) : undefined;
  const origin = host === undefined ? undefined : URL.parse(host)?.origin;
  const made = told ?? (origin === undefined ? undefined : ownCallbacks.at(origin));
  if (made !== undefined) return made;
  const takes = ownCallbacks.at('https://airdesk.example.com') !== undefined;
  throw new Refusal(
    'airdesk.no-address',
    takes
      ? {
          en: 'Airdesk does not know under which host the cloud reaches it',
          zh: 'Airdesk 不知道云端可访问的域名',
        }
      : { en: 'Airdesk takes no callbacks of this account', zh: 'Airdesk 未为该账号开启回调接收' },
    takes
      ? {
          en: 'Add the host: address:https://airdesk.example.com. Nothing was done.',
          zh: '请补充域名：address:https://airdesk.example.com。未执行任何操作。',
        }
      : {
          en: 'Set LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY first: see docs/callbacks.md. Nothing was done.',
          zh: '请先设置 LIVE_CALLBACK_TOKEN 和 LIVE_CALLBACK_KEY，参见 docs/callbacks.md。未执行任何操作。',
        },
  );
}

/** Our address on the host that another template of the account has for it already. */
async function knownAddress(context: CommandContext): Promise<string | undefined> {
  const { items } = await readTemplates('callback', context);
  const all = items.flatMap(({ info }) => PATHS.map((path) => (info as Record<string, unknown>)[path]));
  const ours = all.find((value) => typeof value === 'string' && context.ownCallbacks.isOurs(value));
  const origin = typeof ours === 'string' ? URL.parse(ours)?.origin : undefined;
  return origin === undefined ? undefined : context.ownCallbacks.at(origin);
}

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
      en: 'Whoever hears of these events by this template hears otherwise, or no more.',
      zh: '通过该模板接收事件的一方，收到的内容会改变，或不再收到。',
    },
    add: {
      en: 'Whoever was told of this domain and app by another template is told no more.',
      zh: '原来通过其他模板接收该域名和应用事件的一方，将不再收到。',
    },
    change: {
      en: 'The former receiver is told no more.',
      zh: '原接收方将不再收到通知。',
    },
    remove: {
      en: 'Nobody is told any more when a stream of the domain breaks.',
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
      en: `Airdesk goes deaf: it hears no more of ${en}. Streams break unseen, and no alert is raised.`,
      zh: `Airdesk 将收不到回调：${zh}。流中断时无人知晓，也不会产生告警。`,
    };
  },
};
