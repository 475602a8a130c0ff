import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage } from '../alert/alert-stage.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import { onAir } from '../stage/streams-on-air.ts';

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';
const KEY = '0123456789abcdef';
const QUERY = `txSecret=${KEY}&txTime=6E07415C`;
const ONE = sceneWith({ streams: [liveStream(MAIN)] });

async function ask(line: string, text: RegExp, user = 'engineer') {
  await stage.driver.say(user, line);
  return stage.expectMessage(text);
}

describe('an account at the end of what somebody wrote', () => {
  const bound = (platform: 'slack' | 'discord') =>
    `channels:\n  ${platform}:${CHANNEL[platform]}: { account: news }\n`;
  const open = async (platform: 'slack' | 'discord', more = ''): Promise<string> => {
    const accounts =
      'accounts:\n  sports: { endpoint: CLOUD }\n  news: { endpoint: CLOUD }\ndefaultAccount: news\n';
    const both = ['slack over http', 'discord over http'] as const;
    const places = platform === 'slack' ? both : ([both[1], both[0]] as const);
    const alerts = await createAlertStage(places, ONE, 'graceSeconds: 0', accounts + more);
    stage = alerts;
    stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main' });
    await stage.expectMessage(/main: off air/);
    return alerts.alertId(/main: off air/);
  };
  /** Says it, waits for the answer, and until the alert shows what was written. */
  const written = async (id: string, line: string, answer: RegExp, text: string) => {
    const answers = () => stage.driver.messages().filter((message) => answer.test(message.text)).length;
    const before = answers();
    await stage.driver.say('lead', line);
    await stage.until(`the answer to ${line}`, () => answers() > before);
    await show(id, text);
  };
  const show = async (id: string, text: string) => {
    await stage.driver.say('lead', `alert show ${id}`);
    await stage.until(text, () => stage.driver.messages().some((message) => message.text.includes(text)));
  };

  it.each(['slack', 'discord'] as const)(
    '%s, bound to an account: it is text, whatever account it names',
    async (platform) => {
      const id = await open(platform, bound(platform));
      for (const text of ['they pushed with the wrong account: sports', 'they pushed with account: news'])
        await written(id, `alert note ${id} ${text}`, /Noted/, text);
      const why = 'encoder had account: news';
      await written(id, `alert close ${id} ${why}`, /[Cc]losed/, why);
    },
  );

  it('not bound: it is asked, and both can be pressed; neither is shortened', async () => {
    const id = await open('slack');
    const asked = await ask(
      `alert note ${id} they used the wrong account: sports`,
      /the account, or part/,
      'lead',
    );
    expect(asked.buttons).toEqual([
      `alert note ${id} "they used the wrong account: sports" account:news`,
      `alert note ${id} "they used the wrong" account:sports`,
    ]);
    await stage.driver.press('lead', asked, asked.buttons[0] ?? '');
    await stage.expectMessage(/Noted/);
    await show(id, 'they used the wrong account: sports');
  });
});

describe('an address as the filter of a list', () => {
  it.each([
    ['backup list', `rtmp://push.example.com/live/main?${QUERY}`, true],
    ['backup list', `http://play.example.com/live/main.flv?${QUERY}`, true],
    ['stream list', `rtmp://Push.example.com:1935/live/main`, true],
    ['stream list', `rtmp://push.example.com/live/ main?${QUERY}`, true],
    [
      '流 列表',
      `srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/main,txSecret=${KEY}`,
      true,
    ],
    ['stream list', 'rtmp://push.example.com/live/nobody', false],
    ['stream list', 'Push.example.com/live/main', true],
  ])('%s %s', async (list, address, isThere) => {
    stage = await createStage('slack over http', onAir('main', 'other'));
    await stage.driver.say('engineer', `${list} ${address}`);
    const answer = await stage.expectMessage(/./s);
    if (isThere) expect(answer.text).toContain(MAIN);
    else expect(answer.text).not.toContain(MAIN);
    expect(answer.text).not.toContain('live/other');
    expect(
      JSON.stringify([stage.driver.messages(), await stage.audit(), stage.sandbox.calls()]),
    ).not.toContain(KEY);
  });
});

describe('what Slack makes of a line where links and people are escaped', () => {
  const sent = async (text: string) => {
    const wire = { mode: 'http', botOrigin: stage.origin() } as const;
    await stage.slack?.slashAsSent(wire, userId('slack', 'lead'), CHANNEL.slack, text);
  };

  it.each([
    ['<http://push.example.com/live/main|push.example.com/live/main>'],
    ['<http://push.example.com|push.example.com>/live/main'],
    ['<push.example.com|push.example.com>/live/main'],
    ['<http://Push.example.com|Push.example.com>/live/main'],
    ['`<http://push.example.com|push.example.com>/live/main`'],
    ['“<http://push.example.com|push.example.com>/live/main”'],
  ])('stream show %s', async (typed) => {
    stage = await createStage('slack over http', onAir('main', 'other'));
    await sent(`stream show ${typed}`);
    await stage.expectMessage(/^.*push\.example\.com\/live\/main\n[^]*State: on air/);
  });

  it('an address with a key is one, and its key is nowhere', async () => {
    stage = await createStage('slack over http', onAir('main', 'other'));
    await sent(`stream drop <rtmp://push.example.com/live/main?${QUERY.replace('&', '&amp;')}>`);
    const refused = await stage.expectMessage(/That is an address/);
    expect(refused.buttons).toEqual([`stream drop ${MAIN}`]);
    expect(JSON.stringify([refused, await stage.audit(), stage.sandbox.calls()])).not.toContain(KEY);
  });

  it('free text is what people saw, and notifies nobody', async () => {
    stage = await createStage('slack over http', onAir('main'));
    const text =
      'see <https://t.example.com/AB-1|AB-1> with <@U0PRODUCER|bo> in <#C0ONAIR|on-air>, <!here> &lt;b&gt; &amp; <mailto:a@b.example|a@b.example>';
    await sent(`stream forbid ${MAIN} 2h ${text}`);
    const card = await stage.expectMessage(/Forbid /);
    expect(card.text).toContain('see AB-1 with @bo in #on-air, @here <b> & a@b.example (lin)');
    expect(card.notified).toEqual([]);
  });
});

describe('where Airdesk was not invited', () => {
  it('whoever asks is answered all the same through the address that came with the ask', async () => {
    stage = await createStage('slack over http', onAir('main'));
    const { slack } = stage;
    slack?.workspace.closed.set(CHANNEL.slack, 'not_in_channel');
    await ask('stream list nobody', /No such stream is on air/);
    await ask('stream shw main', /There is no command "stream shw"/);
    // What is to be pressed or edited later has to be a message of Airdesk's own.
    await ask(`stream drop ${MAIN}`, /\/invite/);
    const asker = userId('slack', 'engineer');
    const answers = slack?.messages(CHANNEL.slack) ?? [];
    expect(answers.map(({ viaResponseUrl, onlyFor }) => [viaResponseUrl, onlyFor])).toEqual([
      [true, undefined],
      [true, asker],
      [true, asker],
    ]);
    expect(stage.writes()).toEqual([]);
    expect(stage.slack?.calls.filter(({ method }) => method === 'response_url')).toHaveLength(3);
  });
});

describe('the capital of a phone, where alerts are on', () => {
  it.each(['Stream drop Push.Example.com/live/main', 'Stream forbid PUSH.example.com/live/main 2h'])(
    '%s: our own cut is no outage, and one by somebody else is',
    async (line) => {
      const alerts = await createAlertStage(['slack over http', 'discord over http'], ONE, 'graceSeconds: 0');
      stage = alerts;
      const card = await ask(line, /(?:Drop|Forbid) push\.example\.com\/live\/main.*\?/);
      await stage.driver.press('engineer', card, 'Confirm');
      await stage.expectUpdate(card, /: done/);
      await alerts.wait(60_000, 1000);
      expect(alerts.cards(/off air/)).toEqual([]);
      expect(alerts.cardsThere(/off air/)).toEqual([]);
      expect(await alerts.metric('airdesk_alerts_open')).toBe(0);
      await stage.console.call('ResumeLiveStream', {
        DomainName: 'push.example.com',
        AppName: 'live',
        StreamName: 'main',
      });
      stage.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'main' });
      await alerts.wait(10 * 60_000, 5000);
      stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main', errcode: 21 });
      await stage.expectMessage(/main: off air/);
    },
  );
});
