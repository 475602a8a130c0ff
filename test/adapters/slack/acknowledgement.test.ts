import { describe, expect, it, vi } from 'vitest';
import { acknowledgementOf } from '../../../adapters/slack/acknowledgement.ts';
import { parse } from '../../../adapters/slack/parse.ts';
import { Ticket } from '../../../adapters/slack/ticket.ts';
import type { Form } from '../../../src/reply.ts';
import press from './fixtures/press.json' with { type: 'json' };
import slash from './fixtures/slash-command.json' with { type: 'json' };
import submit from './fixtures/submit.json' with { type: 'json' };

const AT = 1_772_395_200_000;
const FIELDS = Object.keys(submit.view.state.values);
const wrong: Form = {
  kind: 'form',
  id: 'f',
  title: 'Drop',
  submit: 'Go on',
  fields: FIELDS.map((name) => ({ name, label: name, problem: `${name} does not work here.` })),
};

function acknowledged(body: object, form: Form | undefined, isBusy = false) {
  const intent = parse(body, AT);
  if (!intent) throw new Error('no intent');
  const formFirst = vi.fn(() => form);
  const acknowledgement = acknowledgementOf(intent, body, { isBusy, formFirst });
  const { ticket } = intent.place;
  return { acknowledgement, formFirst, isAgain: ticket instanceof Ticket && ticket.isFormAgain };
}

describe('what Slack is told at once', () => {
  it('is nothing of a form that can be taken', () => {
    expect(acknowledged(submit, undefined)).toMatchObject({ acknowledgement: undefined, isAgain: false });
  });

  it('is what is wrong in a form, which stays open', () => {
    const { acknowledgement, isAgain } = acknowledged(submit, wrong);
    expect(acknowledgement).toEqual({
      response_action: 'errors',
      errors: Object.fromEntries(FIELDS.map((name) => [name, `${name} does not work here.`])),
    });
    expect(isAgain).toBe(true);
  });

  it('is nothing where what is wrong is in no field of it: that is posted', () => {
    const elsewhere = { ...wrong, fields: [{ name: 'elsewhere', label: 'x', problem: 'no' }] };
    expect(acknowledged(submit, elsewhere)).toMatchObject({ acknowledgement: undefined, isAgain: false });
  });

  it('is never a form of a command or a press: one is opened for those', () => {
    for (const body of [slash, press]) {
      const { acknowledgement, formFirst } = acknowledged(body, wrong);
      expect(acknowledgement).toBeUndefined();
      expect(formFirst).not.toHaveBeenCalled();
    }
  });

  it('is that Airdesk is busy: to a line in words, in a form at its first field, so that nothing is lost', () => {
    expect(acknowledged(slash, undefined, true).acknowledgement).toContain('busy');
    expect(acknowledged(submit, undefined, true).acknowledgement).toMatchObject({
      response_action: 'errors',
      errors: { [FIELDS[0]!]: expect.stringContaining('busy') },
    });
    expect(acknowledged(press, undefined, true).acknowledgement).toBeUndefined();
  });
});

describe('a form of Slack that is sent once more', () => {
  it('is another ask after what was wrong in it, and the same one when Slack delivers it again', () => {
    const id = (body: object) => parse(body, AT)?.id;
    expect(id(structuredClone(submit))).toBe(id(submit));
    expect(id({ ...submit, trigger_id: 'another' })).not.toBe(id(submit));
    const without = { ...submit, trigger_id: undefined };
    const values = { ...submit.view.state.values, more: { value: { type: 'plain_text_input', value: 'x' } } };
    const corrected = { ...without, view: { ...submit.view, state: { values } } };
    expect(id(without)).toBeDefined();
    expect(id(corrected)).not.toBe(id(without));
  });
});
