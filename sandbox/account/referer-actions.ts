import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { requireDomain } from './find-domain.ts';

const MAX_RULES = 4000;

/** Which pages may embed a stream, by the play domain. */
export const refererActions: Handlers<'DescribeLiveDomainReferer' | 'ModifyLiveDomainReferer'> = {
  DescribeLiveDomainReferer(world, { DomainName }) {
    const { referer } = requireDomain(world, 'DescribeLiveDomainReferer', DomainName, 'play');
    return {
      RefererAuthConfig: {
        DomainName,
        Enable: referer.isOn ? 1 : 0,
        Type: referer.type,
        AllowEmpty: referer.allowEmpty ? 1 : 0,
        Rules: referer.rules,
      },
    };
  },

  ModifyLiveDomainReferer(world, params) {
    const action = 'ModifyLiveDomainReferer';
    const { referer } = requireDomain(world, action, params.DomainName, 'play');
    const isOn = oneOf(action, 'Enable', params.Enable, [0, 1], 0) === 1;
    const type = oneOf(action, 'Type', params.Type, [0, 1], 0);
    const allowEmpty = oneOf(action, 'AllowEmpty', params.AllowEmpty, [0, 1], 0) === 1;
    if (params.Rules.length > MAX_RULES || /\s/.test(params.Rules))
      throw badValue(
        action,
        `Rules must be names with a semicolon between them, at most ${MAX_RULES} characters.`,
      );
    Object.assign(referer, { isOn, type, allowEmpty, rules: params.Rules });
    return {};
  },
};
