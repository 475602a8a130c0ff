import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, unescapeText } from '../../../adapters/slack/escape.ts';
import { withoutMarkup } from '../../../adapters/slack/markup.ts';
import { hostileText } from './any-card.ts';

describe('what Slack makes of a line', () => {
  it.each([
    ['<http://push.example.com/live/main|push.example.com/live/main>', 'push.example.com/live/main'],
    ['<http://push.example.com|push.example.com>/live/main', 'push.example.com/live/main'],
    ['<push.example.com|push.example.com>/live/main', 'push.example.com/live/main'],
    ['<https://t.example.com/AB-1|ticket AB-1>', 'ticket AB-1'],
    ['<https://t.example.com/AB-1>', 'https://t.example.com/AB-1'],
    ['<rtmp://push.example.com/live/main?a=1&amp;b=2>', 'rtmp://push.example.com/live/main?a=1&amp;b=2'],
    ['<mailto:bo@b.example|bo@b.example>', 'bo@b.example'],
    ['<tel:+4930123|030 123>', '030 123'],
    ['<@U045EF6GH|lin.wei>', '<@U045EF6GH>'],
    ['<@U045EF6GH>', '<@U045EF6GH>'],
    ['<@W045EF6GH|lin>', '<@W045EF6GH>'],
    ['<#C024BE7LR|on-air>', '#on-air'],
    ['<#C024BE7LR|>', '#C024BE7LR'],
    ['<#C024BE7LR>', '#C024BE7LR'],
    ['<!here>', '@here'],
    ['<!here|here>', 'here'],
    ['<!subteam^S012|@crew>', '@crew'],
    ['<!subteam^S012>', '@S012'],
    ['<!date^1772395200^{time}|20:00>', '20:00'],
    ['a &lt;b|c&gt; d', 'a &lt;b|c&gt; d'],
    ['x < y | z > w', 'x < y | z > w'],
  ])('%s', (sent, typed) => {
    expect(withoutMarkup(sent)).toBe(typed);
  });

  it('what somebody typed and Slack escaped is left alone', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(unescapeText(withoutMarkup(escapeText(text)))).toBe(text);
      }),
    );
  });
});
