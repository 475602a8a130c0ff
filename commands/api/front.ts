import { safeLine } from '../../src/text/safe-line.ts';
import { defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { actionNamed, actions } from '../../src/live/catalogue/catalogue.ts';
import { nearest } from '../../src/text/nearest.ts';
import { action, fields } from './options.ts';

/** `api`: leads to the command of the action; of one that does not exist it says which are near. */
export const api = defineLook({
  name: 'api',
  zh: '接口',
  summary: { en: 'Call any action of the live API', zh: '调用直播 API 的任意接口' },
  risk: 'read',
  options: { action, fields },
  standsFor({ action: asked, fields: given }) {
    const name = asked === undefined ? undefined : actionNamed(asked);
    if (name === undefined) return undefined;
    const raw: Record<string, string> = given === undefined ? {} : { fields: given };
    return { name: `api ${name}`, raw };
  },
  async run(_, { action: asked }) {
    throw noSuchAction(asked);
  },
});

function noSuchAction(asked: string): Refusal {
  const near = nearActions(asked);
  return new Refusal(
    'airdesk.unknown-action',
    {
      en: `The live API has no action "${safeLine(asked, 60)}"`,
      zh: `直播 API 没有接口“${safeLine(asked, 60)}”`,
    },
    near.length > 0
      ? { en: `Near: ${near.join(', ')}.`, zh: `相近的有：${near.join('、')}。` }
      : { en: 'Type the name as the API document has it.', zh: '请按 API 文档中的名称输入。' },
    near.map((name) => `help api ${name}`),
  );
}

/** Actions that may be meant: with these letters in their name, or nearly so called. */
function nearActions(asked: string): readonly string[] {
  const letters = asked.toLowerCase();
  const names = Object.keys(actions);
  const within = names.filter((name) => name.toLowerCase().includes(letters));
  return (within.length > 0 ? within : nearest(asked, names)).slice(0, 5);
}
