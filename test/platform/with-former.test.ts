import { describe, expect, it } from 'vitest';
import { withFormer } from '../../src/platform/with-former.ts';

const refused = new Error('refused');
const isRefused = (error: unknown) => error === refused;

/** What comes of a call that answers by the secret it is made with. */
async function called(answers: Readonly<Record<string, string | Error>>) {
  const tried: string[] = [];
  let former = 0;
  const answer = await withFormer(
    () => ['new', 'old', 'older'],
    async (value) => {
      tried.push(value);
      const found = answers[value] ?? refused;
      if (found instanceof Error) throw found;
      return found;
    },
    isRefused,
    () => (former += 1),
  ).catch((error: unknown) => error);
  return { answer, tried, former };
}

describe('a secret that was exchanged', () => {
  it.each([
    ['is taken', { new: 'done' }, 'done', ['new'], 0],
    ['is refused, and the former one is taken', { old: 'done' }, 'done', ['new', 'old'], 1],
    ['is refused, and so are all former ones', {}, refused, ['new', 'old', 'older'], 0],
  ] as const)('%s', async (_, answers, answer, tried, former) => {
    expect(await called(answers)).toEqual({ answer, tried, former });
  });

  it('says that the outcome is unknown where the answer to a former one was lost, and tries no other', async () => {
    const lost = new Error('no answer');
    expect(await called({ old: lost, older: 'done again' })).toEqual({
      ...{ answer: lost, tried: ['new', 'old'], former: 0 },
    });
  });
});
