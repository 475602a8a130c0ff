import { beijingText } from '../../cloud-time.ts';
import type { Feature } from '../feature.ts';
import { amount, onOff, plainDescription, templateName } from '../rules-of-value.ts';

/** A picture or film in place of a push that broke off. Times in ms; a MaxDuration of 0 has no end [I]. */
export const pad: Feature = {
  name: 'pad',
  actions: {
    create: 'CreateLivePadTemplate',
    modify: 'ModifyLivePadTemplate',
    remove: 'DeleteLivePadTemplate',
    one: 'DescribeLivePadTemplate',
    all: 'DescribeLivePadTemplates',
    bind: 'CreateLivePadRule',
    unbind: 'DeleteLivePadRule',
    rules: 'DescribeLivePadRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'push',
  most: 50,
  mostRules: 1000,
  values: {
    TemplateName: templateName,
    Description: plainDescription,
    Url: { fallback: '', url: true },
    WaitDuration: amount(),
    MaxDuration: amount(),
    Type: { fallback: 1, oneOf: [1, 2] },
    // 1: only where the push broke off by a fault.
    TriggerCondition: onOff(0),
  },
  together: ({ Url }) => (Url === '' ? { why: 'value', message: 'Url must not be empty.' } : undefined),
  shows: ({ createTime, updateTime }) => ({
    CreateTime: beijingText(createTime),
    UpdateTime: beijingText(updateTime),
  }),
};
