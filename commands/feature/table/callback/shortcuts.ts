import { Refusal } from '../../../../src/errors.ts';
import type { FieldValues } from '../../../shape/fields.ts';
import type { ApiValue } from '../../../shape/values.ts';
import type { Shortcut } from '../../feature.ts';
import { plain } from '../../kinds.ts';
import { address, events, OURS, PATHS } from './receivers.ts';

/** These events to this receiver; with everything to us goes our key. */
function receiversOf(to: string, on: readonly string[], off: readonly string[] = []): FieldValues {
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
  return receiversOf(to, on, typed === undefined ? [] : PATHS.filter((path) => !on.includes(path)));
}

/** `to:airdesk`, or `to:address` with one. */
export const TO: Shortcut = {
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

/** `address:https://…` says by itself that it goes there. */
export const ADDRESS: Shortcut = {
  ...{ key: 'address', zh: '接收地址' },
  label: {
    en: "the address; with to:airdesk Airdesk's own host",
    zh: '接收地址；to:airdesk 时填 Airdesk 的域名',
  },
  kind: { ...address, read: (typed) => address.read(typed) },
  means: (value, sofar, typed) => (typed['to'] === undefined ? route(value, sofar, typed['events']) : {}),
};

/** `events:begin,end`: those only; the others are told to nobody. */
export const EVENT_LIST: Shortcut = {
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
    if (!isNew) return receiversOf('', [], off);
    if (receivers.size === 1 && only === OURS) return receiversOf(OURS, on, off);
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
