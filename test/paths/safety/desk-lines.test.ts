import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

/** The lines that the desk offers somebody to type. */
async function linesOf(as: string, language: string) {
  const response = await fetch(`${stage.origin()}/desk/setup?as=${as}&language=${language}`);
  const told: { suggestions: string[]; completions: { line: string }[] } = JSON.parse(await response.text());
  return { begin: told.suggestions, all: told.completions.map(({ line }) => line) };
}

describe('the desk offers lines', () => {
  it('that whoever reads may use, and none to a stranger', async () => {
    stage = await createStage('desk', demoScene);
    const engineer = await linesOf('engineer', 'en');
    expect(engineer.begin).toContain('stream list');
    expect(engineer.all).toEqual(expect.arrayContaining(['stream drop', 'stream list', 'help']));
    const viewer = await linesOf('viewer', 'zh-CN');
    expect(viewer.begin).toContain('流 列表');
    expect(viewer.all).toEqual(expect.arrayContaining(['流 列表', '帮助']));
    expect(viewer.all).not.toContain('流 断开');
    expect(await linesOf('stranger', 'en')).toEqual({ begin: [], all: [] });
  });
});
