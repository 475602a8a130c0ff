import type { Feature } from '../feature.ts';
import { callbackUrl, plainDescription, templateName, text } from '../rules-of-value.ts';

/** The member with the URL that messages of a type go to. Types that are not here have no URL in a template. */
export const URL_OF_TYPE: Readonly<Record<number, string>> = {
  0: 'StreamEndNotifyUrl',
  1: 'StreamBeginNotifyUrl',
  100: 'RecordNotifyUrl',
  200: 'SnapshotNotifyUrl',
  315: 'AudioAuditNotifyUrl',
  317: 'PornCensorshipNotifyUrl',
  321: 'PushExceptionNotifyUrl',
  332: 'RecordStatusNotifyUrl',
  341: 'RecordExceptionNotifyUrl',
};
const LEVELS = ['error', 'warning', 'info'];

/** Where the messages about streams go. Its rules name no stream. */
export const callback: Feature = {
  name: 'callback',
  actions: {
    create: 'CreateLiveCallbackTemplate',
    modify: 'ModifyLiveCallbackTemplate',
    remove: 'DeleteLiveCallbackTemplate',
    one: 'DescribeLiveCallbackTemplate',
    all: 'DescribeLiveCallbackTemplates',
    bind: 'CreateLiveCallbackRule',
    unbind: 'DeleteLiveCallbackRule',
    rules: 'DescribeLiveCallbackRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'push',
  most: 50,
  mostRules: 1000,
  noStreams: true,
  values: {
    TemplateName: templateName,
    Description: plainDescription,
    StreamBeginNotifyUrl: callbackUrl,
    StreamEndNotifyUrl: callbackUrl,
    StreamMixNotifyUrl: callbackUrl,
    RecordNotifyUrl: callbackUrl,
    // Answers do not give it back.
    RecordStatusNotifyUrl: { ...callbackUrl, hidden: true },
    SnapshotNotifyUrl: callbackUrl,
    PornCensorshipNotifyUrl: callbackUrl,
    CallbackKey: text,
    PushExceptionNotifyUrl: callbackUrl,
    AudioAuditNotifyUrl: callbackUrl,
    RecordExceptionNotifyUrl: callbackUrl,
    RecordExceptionLevels: { fallback: [] },
  },
  together(values) {
    const urls = [...Object.values(URL_OF_TYPE), 'StreamMixNotifyUrl'];
    if (urls.every((name) => values[name] === ''))
      return { why: 'value', message: 'A callback template has at least one URL.' };
    const unknown = (values['RecordExceptionLevels'] as readonly string[]).find(
      (level) => !LEVELS.includes(level),
    );
    return unknown === undefined
      ? undefined
      : {
          why: 'value',
          message: `RecordExceptionLevels: there is no ${unknown}; take ${LEVELS.join(', ')}.`,
        };
  },
};
