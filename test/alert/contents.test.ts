import { describe, expect, it } from 'vitest';
import { createAlertState } from '../../src/alert/alert-state.ts';
import { createContents } from '../../src/alert/contents.ts';
import { anAlert, AT } from './alerts.ts';
import { aConfig } from './card/cards.ts';

describe('a channel that cannot be reached', () => {
  it.each([
    [['slack'], ['slack:C1']],
    [
      ['slack', 'desk'],
      ['slack:C1', 'desk:desk'],
    ],
  ])('is told at the desk too, where there is one: %j', (platforms, channels) => {
    const alertState = createAlertState();
    const subject = { type: 'channel', id: 'slack:C1' } as const;
    const alert = anAlert({ condition: 'airdesk.undelivered', subject, channels: ['slack:C1'] });
    alertState.putAlert({ ...alert, announced: true });
    const contents = createContents({
      alertState,
      config: aConfig(),
      now: () => AT,
      platforms: () => platforms,
    });
    expect([...contents.all()].map((content) => content.channels)).toEqual([channels]);
  });
});
