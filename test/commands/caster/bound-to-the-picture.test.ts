import { describe, expect, it } from 'vitest';
import { LiveError } from '../../../src/live/live-error.ts';
import { fingerprint } from '../../../src/json.ts';
import { type Answers, createAsker, createFakeLive, textOf } from '../asking.ts';
import { SHOWN, studio, type Studio } from './studio.ts';

describe('what a picture of a caster is bound to', () => {
  const mark = async (one: Studio, line: string) =>
    fingerprint((await createAsker(createFakeLive(one.answers)).preview(line)).state);

  it.each<[string, (one: Studio) => void]>([
    ['another stream is pulled', (one) => (one.input(2).InputUrl = 'rtmp://far/live/secret?token=a')],
    ['it is pulled with another key', (one) => (one.input(2).InputUrl = 'rtmp://far/live/feed?token=b')],
    ['another address is pushed to', (one) => (one.input(1).InputUrl = 'rtmp://in/live/cam2?txSecret=1')],
    ['another volume', (one) => (one.input(2).Volume = 0)],
    ['another kind of input', (one) => (one.input(1).InputType = 4)],
    ['another file is heard', (one) => (one.input(3).InputUrls = ['https://x/ad.mp4'])],
    ['another order of the layers', (one) => (one.layout(2).InputIndexList = '2|1')],
    ['another template', (one) => (one.layout(2).LayoutTemplateId = 21)],
    ['another size', (one) => (one.layout(2).LayoutWidth = 1920)],
    ['another place of a layer', (one) => (one.layout(2).LayoutParams![1]!.LayerLocationX = 0.25)],
    ['another watermark picture', (one) => (one.picture(1).MarkPicUrl = 'https://x/rival.png')],
    ['another size of the watermark', (one) => (one.picture(1).MarkPicWidth = 900)],
    ['another text', (one) => (one.state.texts[0]!.MarkWordText = 'BREAKING')],
    ['a text that rolls', (one) => (one.state.texts[0]!.MarkWordRollEnable = true)],
    ['another transition', (one) => (one.state.pvw = { ...one.state.pvw, TransitionType: 'wipe' })],
    ['PVW shows something else', (one) => (one.state.pvw = { LayoutIndex: 1, AudioIndexList: [3] })],
  ])('%s: another ask', async (_what, change) => {
    const one = studio();
    const before = await mark(one, SHOWN);
    expect(await mark(one, SHOWN)).toBe(before);
    change(one);
    expect(await mark(one, SHOWN)).not.toBe(before);
  });

  it.each<[string, (one: Studio) => void]>([
    [
      'an address that is pushed to is signed anew',
      (one) => (one.input(1).InputUrl = 'rtmp://in/live/cam?txSecret=2'),
    ],
    ['the parts come in another order', (one) => one.layout(2).LayoutParams!.reverse()],
    ['an input that is neither seen nor heard', (one) => (one.input(4).InputUrl = 'https://x/new.png')],
    ['a watermark that is not shown', (one) => (one.picture(2).MarkPicUrl = 'https://x/new.png')],
    [
      'outputs, while PGM runs: they count from the next start',
      (one) => (one.state.outputs[0]!.OutputUrl = 'rtmp://n'),
    ],
  ])('%s: the same ask', async (_what, change) => {
    const one = studio();
    const before = await mark(one, SHOWN);
    change(one);
    expect(await mark(one, SHOWN)).toBe(before);
  });

  it('where PGM is to be started, also to where it is pushed', async () => {
    const one = studio();
    one.state.pgm = undefined;
    const before = await mark(one, SHOWN);
    const output = (index: number) => one.state.outputs.find((each) => Number(each.OutputIndex) === index)!;
    output(0).OutputUrl = 'rtmp://own/live/pgm?sign=2';
    expect(await mark(one, SHOWN)).toBe(before);
    output(1).OutputUrl = 'rtmp://third/party?key=b';
    expect(await mark(one, SHOWN)).not.toBe(before);
  });

  it.each(['caster pgm 7 input 2', 'caster pvw 7 input 2'])('%s: to that input', async (line) => {
    const one = studio();
    const before = await mark(one, line);
    one.input(2).InputUrl = 'rtmp://far/live/secret?token=a';
    expect(await mark(one, line)).not.toBe(before);
  });

  it('a stop is bound to the run, since another one may have been started with the same picture', async () => {
    const one = studio();
    const before = await mark(one, 'caster stop 7');
    one.state.since += 60;
    expect(await mark(one, 'caster stop 7')).not.toBe(before);
  });

  it('no address is in a preview, and none is kept', async () => {
    const asker = createAsker(createFakeLive(studio().answers));
    const { preview, undo } = await asker.act(SHOWN);
    expect(JSON.stringify([preview, undo])).not.toMatch(/:\/\//);
  });

  it('watermarks are read only where they are shown; a key that may not read them is told so', async () => {
    const one = studio();
    const live = createFakeLive(one.answers);
    await createAsker(live).preview('caster pgm 7 input 2');
    expect(live.calls.filter(({ action }) => action.startsWith('DescribeCasterMark'))).toEqual([]);
    const without: Answers = Object.fromEntries(
      Object.entries(one.answers).filter(([action]) => action !== 'DescribeCasterMarkPicInfos'),
    );
    const asker = createAsker(createFakeLive(without));
    const { preview, verified } = await asker.act(SHOWN);
    expect(textOf(preview)).toContain('the content of the watermarks could not be read');
    expect(verified.seen).toBe(true);
  });

  it('while watermarks cannot be read for another reason, nothing is previewed', async () => {
    const live = createFakeLive({
      ...studio().answers,
      DescribeCasterMarkPicInfos() {
        const hint = { en: '', zh: '' };
        throw new LiveError('x', { action: 'x', code: 'airdesk.timeout', outcome: 'unsent', hint });
      },
    });
    await expect(createAsker(live).preview(SHOWN)).rejects.toMatchObject({ code: 'airdesk.timeout' });
  });
});
