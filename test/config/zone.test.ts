import { describe, expect, it } from 'vitest';
import { linesOf, load } from './files.ts';

describe('the zone of airdesk.yaml', () => {
  it.each([
    ['Asia/Beijing', 'did you mean "Asia/Shanghai"?'],
    ['CST', 'did you mean "Asia/Shanghai", "America/Chicago" or "America/Havana"?'],
    ['UTC+8', 'did you mean "Asia/Shanghai" or "Asia/Singapore"?'],
    ['Etc/GMT+8', 'did you mean "Asia/Shanghai", "Asia/Singapore" or "America/Los_Angeles"?'],
    ['EST', 'did you mean "America/New_York" or "Australia/Sydney"?'],
    ['北京', 'did you mean "Asia/Shanghai"?'],
    ['Mars/Base', 'write an IANA name, as "Asia/Shanghai" or "UTC"'],
  ])('%s stops the start, with what is meant', (zone, question) => {
    expect(linesOf(load(`timeZone: ${zone}`))).toEqual([
      `airdesk.yaml:1: timeZone: there is no time zone "${zone}"; ${question}`,
    ]);
    expect(linesOf(load(`alerts:\n  watched: [{ streams: ["*"], timeZone: ${zone} }]`))).toContain(
      `airdesk.yaml:2: alerts.watched.0.timeZone: there is no time zone "${zone}"; ${question}`,
    );
  });

  it('is taken in any case, and has its own spelling from then on', () => {
    const yaml = 'timeZone: Asia/shanghai\nalerts:\n  watched: [{ streams: ["*"], timeZone: europe/BERLIN }]';
    const result = load(yaml);
    expect(linesOf(result)).toEqual([]);
    expect(result.ok && result.loaded.config).toMatchObject({
      timeZone: 'Asia/Shanghai',
      alerts: { watched: [{ timeZone: 'Europe/Berlin' }] },
    });
  });
});
