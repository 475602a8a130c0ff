import { expect, it } from 'vitest';
import { moment } from '../passing-time.ts';
import { card, type Stage } from '../stage.ts';

/** Nothing comes of what a bot wrote, and of what is forged, too old or altered. */
export function refusing(stage: Stage): void {
  it('to answer itself and other bots', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const shown = await stage.show(
      asked,
      card('/live stream list', {
        lines: ['stream drop push.example.com/live/main', '@airdesk stream list'],
        buttons: [{ id: 'b1', label: 'Go' }],
      }),
    );
    const { ref } = shown;
    await stage.edit(ref!, card('/live stream list', { buttons: [{ id: 'b1', label: 'Go' }] }));
    const before = h.intents.length;
    const inChannel = (): number => h.shown().filter(({ onlyFor }) => onlyFor === undefined).length;
    const messages = inChannel();
    for (const { what, send } of h.bots) {
      const status = await send();
      await moment();
      // An error would make the platform send it again, and switch the bot off in the end.
      expect.soft(status, what).toBeLessThan(300);
      expect.soft(h.intents.slice(before), what).toEqual([]);
    }
    await moment();
    expect(h.intents).toHaveLength(before);
    expect(inChannel()).toBe(messages);
  });

  it('whoever is not who they claim to be, what is too old, and what was altered', async () => {
    const { h } = stage;
    const asked = await stage.ask(h.ada);
    const secret = card('Only for Ada', { visibility: 'asker', buttons: [{ id: 'b1', label: 'Go' }] });
    await stage.show(asked, secret);
    await stage.show(asked, card('For all', { buttons: [{ id: 'b1', label: 'Go' }] }));
    const before = h.intents.length;
    const messages = h.shown().length;
    expect(h.forgeries.length).toBeGreaterThan(0);
    for (const { what, send } of h.forgeries) {
      const status = await send();
      await moment();
      expect.soft(status === 0 || status >= 400, `${what}: answered ${status}`).toBe(true);
      expect.soft(h.intents.slice(before), what).toEqual([]);
    }
    expect(h.shown()).toHaveLength(messages);
    expect(h.forms()).toEqual([]);
  });
}
