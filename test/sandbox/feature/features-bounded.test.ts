import { expect, it } from 'vitest';
import { demoTemplates } from '../../../sandbox/demo-templates.ts';
import { sceneWith } from '../../../sandbox/scene.ts';
import { NAME, NOW } from '../account.ts';
import { createBench } from '../caller.ts';

const DAY_MS = 86_400_000;
const STUDIO = { domain: 'push.example.com', app: 'studio', stream: 'evening' };

it('what runs along with streams does not grow over a year', async () => {
  const templates = demoTemplates.map((template) => ({
    ...template,
    at:
      template.feature === 'transcode'
        ? [{ domain: 'play.example.com' }]
        : [{ domain: 'push.example.com', app: 'studio' }],
  }));
  const { sandbox, clock, call } = createBench({ scene: sceneWith({ templates }) });
  const state = () => sandbox.state() as { alongside: Record<string, unknown>; under: object };
  for (let day = 0; day < 365; day += 1) {
    sandbox.push(STUDIO);
    const name = { ...NAME, AppName: 'studio', StreamName: 'evening' };
    const now = NOW + day * 86_400;
    for (const action of ['CreateRecordTask', 'CreateScreenshotTask'] as const)
      await call(action, { ...name, EndTime: now + 3600, TemplateId: 0 });
    await call('AddDelayLiveStream', { ...name, StreamName: `evening-${day}`, DelayTime: 30 });
    clock.advance(3 * 3_600_000);
    if (day === 0)
      expect(Object.values(state().under)).toEqual([
        // One template of every kind holds.
        expect.objectContaining(
          Object.fromEntries(templates.map(({ feature }) => [feature, [expect.any(Number)]])),
        ),
      ]);
    sandbox.cut(STUDIO);
    clock.advance(DAY_MS - 3 * 3_600_000);
  }
  expect(state().under).toEqual({});
  // Tasks are kept for 90 days, two a day; delays for two weeks; time shift for two hours.
  const { tasks, delays, timeShifts, recordingsPaused, padding } = state().alongside;
  expect(Number(tasks)).toBeLessThanOrEqual(184);
  expect(Number(delays)).toBeLessThanOrEqual(15);
  expect(Number(timeShifts)).toBe(1);
  expect([recordingsPaused, padding]).toEqual([0, 0]);
});
