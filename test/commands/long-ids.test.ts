import { describe, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '../../src/live/json.ts';
import { createAsker, createFakeLive, textOf } from './asking.ts';

/** Ids that a double holds as one and the same number. */
const IDS = [9007199254740992n, 9007199254740993n, 9007199254740994n, 9223372036854775807n] as const;

/** Record templates, each in both lists that the cloud has, as where it does not tell the two kinds apart. */
function studio() {
  const Templates = IDS.map((TemplateId, at) => ({ TemplateId, TemplateName: `t${at}`, Description: '' }));
  const live = createFakeLive({
    DescribeLiveRecordTemplates: () => ({ Templates: Templates }),
    DescribeLiveRecordRules: () => ({ Rules: [] }),
    DeleteLiveRecordTemplate({ TemplateId }) {
      const at = Templates.findIndex((each) => each.TemplateId === BigInt(TemplateId));
      Templates.splice(at, 1);
      return {};
    },
  });
  return { live, asker: createAsker(live) };
}

// cloudflare/workers-sdk#14460, star7th/showdoc#1487: the last digits of an id were lost on the way.
describe('ids beyond 2^53', () => {
  it('are listed once and to the last digit', async () => {
    const card = await studio().asker.look('record template list');
    expect(card.table?.rows.map((row) => row.at(-1))).toEqual(IDS.map(String));
  });

  it.each(IDS.map((id, at) => [String(id), `t${at}`] as const))(
    '%s is shown, and no other',
    async (id, name) => {
      expect(textOf(await studio().asker.look(`record template show ${id}`))).toContain(name);
    },
  );

  it('are sent as they were typed, through what is kept until the confirmation', async () => {
    const { live, asker } = studio();
    await asker.act('record template remove 9007199254740993');
    const sent = live.calls.filter(({ action }) => action === 'DeleteLiveRecordTemplate');
    expect(sent.map(({ params }) => stringifyExact(params as object))).toEqual([
      '{"TemplateId":9007199254740993}',
    ]);
    expect(parseExact('{"TemplateId":9007199254740993}')).toEqual({ TemplateId: 9007199254740993n });
  });
});
