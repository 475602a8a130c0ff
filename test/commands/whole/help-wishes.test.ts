import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { commandsFor, termsOf } from '../../../commands/help/find.ts';
import { PURPOSES } from '../../../commands/help/purposes.ts';
import { WISHES } from '../../../commands/help/wishes.ts';
import { isListed } from '../../../src/command.ts';
import { createAsker, createFakeLive } from '../asking.ts';

/** What people want, as one says it in English and in Chinese, and the command for it. */
const WANTED: readonly (readonly [string, string, string])[] = [
  ['how do I stop the recording', '怎么停止录制', 'record task stop'],
  ['switch to the backup encoder', '怎么切备播', 'backup switch'],
  ['the main feed died, go to backup', '主流断了怎么切到备流', 'backup switch'],
  ['why is the picture black', '画面黑屏了怎么办', 'stream check'],
  ['kick the encoder off', '怎么踢掉推流', 'stream drop'],
  ['ban a stream for illegal content', '封掉违规的流', 'stream forbid'],
  ['how do I unban a stream', '怎么解除禁推', 'stream resume'],
  ['start recording now', '马上开始录制', 'record now'],
  ['schedule a recording for tonight', '预约今晚录制', 'record task add'],
  ['take a screenshot of the stream', '截个图看一眼画面', 'snapshot now'],
  ['how many people are watching', '现在多少人在看', 'traffic show'],
  ['who is on call tonight', '今晚谁值班', 'oncall who'],
  ['take over the shift', '我来接班', 'oncall take'],
  ['swap my shift with somebody', '和别人换班', 'oncall swap'],
  ['silence alerts during maintenance', '维护期间别再报警', 'mute add'],
  ['acknowledge an alert', '确认一条告警', 'alert ack'],
  ['where do I push to from OBS', 'obs 往哪推', 'push-url'],
  ['give me a link to watch', '给我一个观看地址', 'play-url'],
  ['the play link does not work 403', '播放地址打不开', 'url check'],
  ['our key leaked, rotate it', '密钥泄露了要换密钥', 'key rotate'],
  ['another site is hotlinking us', '被别的网站盗链了', 'referer set'],
  ['when does the certificate expire', '证书什么时候到期', 'cert check'],
  ['delay the broadcast by ten seconds', '延迟播出十秒', 'delay set'],
  ['put our logo on the stream', '给流加台标', 'watermark rule add'],
  ['relay a stream from another cdn', '把外部流转推过来', 'pull add'],
  ['the pull task is stuck, restart it', '拉流转推任务卡住了要重启', 'pull restart'],
  ['cut to the preview', '把预监切到主监', 'caster take'],
  ['viewers get 404 errors', '观众播放报错', 'error chart'],
  ['how much bandwidth are we billed', '这个月花了多少钱', 'bill show'],
  ['main is down', '主流断了', 'stream check'],
  ['hand over to lin', '交班给林', 'oncall override'],
  ['who did that', '这是谁操作的', 'audit'],
  ['what am I allowed to do', '我有什么权限', 'whoami'],
  ['no callbacks arrive', '收不到回调', 'callback check'],
  ['write the post-mortem', '写事故复盘', 'incident report'],
];

const inEnglish = createAsker(createFakeLive({}));
const inChinese = createAsker(createFakeLive({}), { language: 'zh-CN' });
const nameOf = (name: string) => commands.find((command) => command.name === name)?.zh ?? '';
const plain = (label: string) => label.replace(/\u00a0.*$/u, '');

describe('help in one’s own words has the command among three', () => {
  it.each(WANTED)('%s · %s', async (en, zh, name) => {
    // Bandwidth that is billed is the usage of playback in one language, the bill in the other.
    const wanted = name === 'bill show' ? [name, 'traffic usage'] : [name];
    const english = await inEnglish.look(`help ${en}`);
    const chinese = await inChinese.look(`帮助 ${zh}`);
    const labels = [english, chinese].map(({ facts = [] }) => facts.map(({ label }) => plain(label)));
    expect(labels[0]?.length).toBeLessThanOrEqual(3);
    expect(labels[1]?.length).toBeLessThanOrEqual(3);
    expect(wanted.some((each) => labels[0]?.includes(each))).toBe(true);
    expect(wanted.some((each) => labels[1]?.includes(nameOf(each)))).toBe(true);
  });

  it.each([
    ['record template lst', 'record template list'],
    ['caster input lits', 'caster input list'],
    ['录制模板', 'record template list'],
    ['“How do I stop the recording?”', 'record task stop'],
  ])('has a name with a slip in it first: %s', async (asked, name) => {
    const { facts = [] } = await inEnglish.look(`help ${asked}`);
    expect(plain(facts[0]?.label ?? '')).toBe(name);
  });

  it('runs nothing: each button explains', async () => {
    const { buttons = [] } = await inEnglish.look('help how do I stop the recording');
    expect(buttons.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^run:help /u),
      expect.stringMatching(/^run:help /u),
      expect.stringMatching(/^run:help /u),
      'run:help',
    ]);
  });

  it('is bounded, and knows when it knows nothing', async () => {
    expect(termsOf('word '.repeat(100_000)).size).toBe(1);
    expect(termsOf('录制'.repeat(100_000)).size).toBeLessThan(200);
    expect(commandsFor('xyzzy plugh', commands)).toEqual([]);
    expect((await inEnglish.refusal('help xyzzy plugh frobnicate')).code).toBe('airdesk.unknown-command');
  });

  it('shows what was asked as text', async () => {
    const { title } = await inEnglish.look('help stop recording <!channel> `x` now');
    expect(title).not.toMatch(/[\n\r]/u);
  });
});

describe('purposes and wishes', () => {
  const listed = commands.filter(isListed);

  it('name commands that there are', () => {
    const names = new Set(listed.map(({ name }) => name));
    const named = [...PURPOSES.flatMap(({ first }) => first), ...Object.keys(WISHES)];
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });

  it('have each noun once, and words that are the first of no command', () => {
    const nouns = PURPOSES.flatMap(({ nouns: each }) => each).sort();
    expect(nouns).toEqual([...new Set(listed.map(({ name }) => name.split(' ')[0] ?? ''))].sort());
    const first = new Set(listed.flatMap(({ name, zh }) => [name.split(' ')[0], zh.split(' ')[0]]));
    expect(PURPOSES.flatMap(({ word }) => [word.en, word.zh]).filter((word) => first.has(word))).toEqual([]);
  });
});
