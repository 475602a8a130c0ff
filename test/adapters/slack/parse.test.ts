import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../adapters/slack/escape.ts';
import { parse } from '../../../adapters/slack/parse.ts';
import { ticketOf } from '../../../adapters/slack/ticket.ts';
import press from './fixtures/press.json' with { type: 'json' };
import slash from './fixtures/slash-command.json' with { type: 'json' };
import submit from './fixtures/submit.json' with { type: 'json' };

const AT = 1_772_395_200_000;

describe('what a payload from Slack asks', () => {
  it('reads a slash command', () => {
    const intent = parse(slash, AT)!;
    expect(intent).toMatchObject({
      kind: 'command',
      at: AT,
      actor: { platform: 'slack', userId: 'U0ENGINEER', name: 'lin.wei' },
      place: { platform: 'slack', channelId: 'C0ONAIR' },
      line: 'stream drop live.example.com/live/main',
    });
    expect(ticketOf(intent.place.ticket)).toMatchObject({
      triggerId: slash.trigger_id,
      responseUrl: slash.response_url,
    });
  });

  it('reads a pressed button', () => {
    expect(parse(press, AT)).toMatchObject({
      kind: 'press',
      actor: { platform: 'slack', userId: 'U0LEAD', name: 'chen.jie' },
      place: { platform: 'slack', channelId: 'C0ONAIR' },
      button: 'p7:confirm',
      message: { platform: 'slack', channelId: 'C0ONAIR', messageId: '1772395201.000200' },
    });
  });

  it('reads a choice in a select as a press of that choice', () => {
    const option = { text: { type: 'plain_text', text: 'Drop main…' }, value: 'run:stream drop main' };
    const choose = (value: string) => ({
      ...press,
      actions: [
        { type: 'static_select', action_id: 'more', selected_option: { ...option, value }, action_ts: '1.2' },
      ],
    });
    expect(parse(choose(option.value), AT)).toMatchObject({
      kind: 'press',
      button: 'run:stream drop main',
      message: { messageId: '1772395201.000200' },
    });
    expect(parse(choose('run:other'), AT)!.id).not.toBe(parse(choose(option.value), AT)!.id);
    expect(parse(choose('x'.repeat(256)), AT)).toBeUndefined();
  });

  it('keeps the thread of a message, and the only reader of an ephemeral one', () => {
    const container = { ...press.container, thread_ts: '1772395100.000100', is_ephemeral: true };
    expect(parse({ ...press, container }, AT)).toMatchObject({
      place: { threadId: '1772395100.000100' },
      message: { messageId: 'ephemeral:U0LEAD:1772395201.000200' },
    });
  });

  it('reads a sent form, with the channel it was asked for in', () => {
    const intent = parse(submit, AT)!;
    expect(intent).toMatchObject({
      kind: 'submit',
      actor: { userId: 'U0PRODUCER' },
      place: { channelId: 'C0ONAIR' },
      form: 'form:stream drop',
      values: { stream: 'live.example.com/live/main', region: 'ap-guangzhou' },
    });
    expect(ticketOf(intent.place.ticket).responseUrl).toContain('hooks.slack.com');
  });

  it.each([
    ['slash command', slash],
    ['press', press],
    ['form', submit],
  ])('gives a redelivered %s the same id, without what Slack keeps secret', (_what, payload) => {
    const [first, second] = [parse(payload, AT)!, parse(structuredClone(payload), AT + 60_000)!];
    expect(second.id).toBe(first.id);
    expect(JSON.stringify(first)).not.toMatch(/scrubbed|8088930838d88f008e0|hooks\.slack/);
  });

  it('tells two asks apart', () => {
    expect(parse({ ...slash, trigger_id: '2.2.b' }, AT)!.id).not.toBe(parse(slash, AT)!.id);
    const again = { ...press, trigger_id: '2.2.b' };
    expect(parse(again, AT)!.id).not.toBe(parse(press, AT)!.id);
  });

  it.each([
    ['a closed modal', { ...submit, type: 'view_closed' }],
    ['a shortcut', { type: 'shortcut', callback_id: 'x', user: { id: 'U1' }, trigger_id: '1.1.a' }],
    ['a button in a modal', { ...press, container: { type: 'view', view_id: 'V1' } }],
    ['a menu without a choice', { ...press, actions: [{ type: 'static_select', action_id: 'a' }] }],
    ['a form of somebody else', { ...submit, view: { ...submit.view, private_metadata: 'theirs' } }],
    ['a slash command without trigger', { ...slash, trigger_id: undefined }],
    ['nothing', undefined],
    ['text', 'command'],
    ['a list', [slash]],
  ])('makes nothing of %s', (_what, payload) => {
    expect(parse(payload, AT)).toBeUndefined();
  });

  it('gets every line back as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => {
        expect(parse({ ...slash, text: escapeText(line) }, AT)).toMatchObject({ line: line.trim() });
      }),
    );
  });

  it('never throws on what is not as documented', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom('type', 'command', 'actions', 'user', 'view') }),
        (body) => {
          parse(body, AT);
        },
      ),
    );
  });
});
