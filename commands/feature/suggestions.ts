import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { readRules, readTemplates, type FeatureName } from '../../src/live/read/templates.ts';
import { distinctLabels } from '../distinct-labels.ts';
import { worded } from '../pick.ts';
import type { Feature } from './feature.ts';
import { FEATURES } from './features.ts';
import { scopeOf, scopeText } from './scope.ts';

/** The templates of a feature, by name. */
function templates({ name }: Feature): SuggestionSource {
  return {
    within: [],
    async load(context) {
      const items = worded((await readTemplates(name, context)).items);
      const labels = distinctLabels(items.map((item) => ({ id: item.id, label: item.name })));
      return items.map((item, at) => ({
        value: item.word,
        also: [item.name, item.id],
        label: () => ({ name: labels[at] ?? item.id, state: item.id }),
      }));
    },
  };
}

/** Where the rules of a feature are, and where something is pushed now. */
function scopes({ name, domains, hasStreams }: Feature): SuggestionSource {
  return {
    within: [],
    async load(context) {
      const [rules, online] = await Promise.all([
        readRules(name, context),
        domains === 'push' ? onlineMany(context) : { streams: [] },
      ]);
      const bound = rules.map((rule) => scopeText(scopeOf(rule)));
      const apps = online.streams.map(({ domain, app }) => scopeText({ domain, app, stream: '' }));
      const wide = [...rules, ...online.streams].map(({ domain }) => domain);
      const all = [...bound, ...apps, ...wide, ...(hasStreams ? online.streams.map(fullName) : [])];
      return [...new Set(all)].map((place) => ({
        value: place,
        label: ({ say }) => ({
          name: place,
          state: bound.includes(place) ? say('has a rule', '已有规则') : say('no rule', '无规则'),
        }),
      }));
    },
  };
}

type Sources<Kind extends 'template' | 'scope'> = Readonly<
  Record<`${FeatureName}-${Kind}`, SuggestionSource>
>;

/** By feature. */
export const featureSuggestions = Object.fromEntries(
  FEATURES.flatMap((feature) => [
    [`${feature.name}-template`, templates(feature)],
    [`${feature.name}-scope`, scopes(feature)],
  ]),
) as Sources<'template'> & Sources<'scope'>;
