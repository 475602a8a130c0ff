import { isListed } from '../src/command.ts';
import type { SuggestionSource, SuggestionSources } from '../src/chat/suggest/source.ts';
import { actionSuggestions } from './api/suggestions.ts';
import { backupSuggestions } from './backup/suggestions.ts';
import { casterSuggestions, layoutSuggestions } from './caster/suggestions.ts';
import { partSuggestions } from './caster/part/suggestions.ts';
import { featureSuggestions } from './feature/suggestions.ts';
import { domainSuggestions, playDomainSuggestions, pushDomainSuggestions } from './domain/suggestions.ts';
import { monitorSuggestions } from './monitor/suggestions.ts';
import { conditionSuggestions } from './mute/mutable.ts';
import { oncallSuggestions } from './oncall/suggestions.ts';
import { pullSuggestions } from './pull/suggestions.ts';
import { streamSuggestions } from './stream/suggestions.ts';
import { taskSuggestions } from './task/suggestions.ts';

/** The commands that people type. The name works in every language, so it is the value. */
const commandSuggestions: SuggestionSource = {
  within: [],
  async load({ commands }) {
    return commands.filter(isListed).map(({ name, zh, summary }) => ({
      value: name,
      also: [zh],
      label: ({ say }) => ({ name: say(name, zh), state: say(summary.en, summary.zh) }),
    }));
  },
};

/** Where suggestions come from, by the kind that an option asks for. */
export const suggestionSources: SuggestionSources = {
  stream: streamSuggestions,
  upstream: backupSuggestions,
  caster: casterSuggestions,
  layout: layoutSuggestions,
  monitor: monitorSuggestions,
  pull: pullSuggestions,
  domain: domainSuggestions,
  'push-domain': pushDomainSuggestions,
  'play-domain': playDomainSuggestions,
  command: commandSuggestions,
  action: actionSuggestions,
  condition: conditionSuggestions,
  ...oncallSuggestions,
  ...partSuggestions,
  ...featureSuggestions,
  ...taskSuggestions,
};
