import type { Feature } from '../feature.ts';
import { amount, flag, plainDescription, templateName } from '../rules-of-value.ts';

/** Lets viewers go back in a stream. Its rules may say `*` for every path and every stream. */
export const timeshift: Feature = {
  name: 'timeshift',
  actions: {
    create: 'CreateLiveTimeShiftTemplate',
    modify: 'ModifyLiveTimeShiftTemplate',
    remove: 'DeleteLiveTimeShiftTemplate',
    all: 'DescribeLiveTimeShiftTemplates',
    bind: 'CreateLiveTimeShiftRule',
    unbind: 'DeleteLiveTimeShiftRule',
    rules: 'DescribeLiveTimeShiftRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'push',
  most: 50,
  mostRules: 1000,
  values: {
    TemplateName: templateName,
    Description: plainDescription,
    Duration: amount(0, { min: 1 }),
    Area: { fallback: 'Mainland', oneOf: ['Mainland', 'Overseas'] },
    ItemDuration: amount(5),
    RemoveWatermark: flag,
    TranscodeTemplateIds: { fallback: [] },
  },
};
