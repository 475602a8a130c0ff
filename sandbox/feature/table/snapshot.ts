import type { Feature } from '../feature.ts';
import { amount, onOff, plainDescription, templateName, text } from '../rules-of-value.ts';

/** Pictures of a stream at an interval, looked through if the template says so. */
export const snapshot: Feature = {
  name: 'snapshot',
  actions: {
    create: 'CreateLiveSnapshotTemplate',
    modify: 'ModifyLiveSnapshotTemplate',
    remove: 'DeleteLiveSnapshotTemplate',
    one: 'DescribeLiveSnapshotTemplate',
    all: 'DescribeLiveSnapshotTemplates',
    bind: 'CreateLiveSnapshotRule',
    unbind: 'DeleteLiveSnapshotRule',
    rules: 'DescribeLiveSnapshotRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'push',
  most: 50,
  mostRules: 1000,
  oneTemplateADomain: true,
  values: {
    TemplateName: templateName,
    Description: plainDescription,
    SnapshotInterval: amount(10),
    // Modifying has no limits of its own in the catalogue; they are those of creating.
    Width: amount(0, { min: 0, max: 3000 }),
    Height: amount(0, { min: 0, max: 2000 }),
    PornFlag: onOff(0),
    CosAppId: amount(0, { min: 1 }),
    CosBucket: {
      fallback: '',
      pattern: /^(?!.*-\d{6,}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
      allows: 'small letters, digits and `-`, without the account number',
    },
    CosRegion: text,
    CosPrefix: { fallback: '/{Year}-{Month}-{Day}' },
    CosFileName: {
      fallback: '{StreamID}-screenshot-{Hour}-{Minute}-{Second}-{Width}x{Height}{Ext}',
      pattern: /^(?:[^{}\\:*?"<>|]|\{[A-Za-z]+\})+$/,
      allows: 'a file name with placeholders such as {StreamID}',
      why: 'cosFileName',
    },
  },
  together: ({ CosBucket, CosRegion }) =>
    CosBucket === '' || CosRegion === ''
      ? { why: 'value', message: 'CosBucket and CosRegion must not be empty.' }
      : undefined,
};
