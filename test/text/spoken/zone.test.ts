import { describe, expect, it } from 'vitest';
import { zoneNamed, zonesMeant } from '../../../src/text/spoken/zone.ts';

describe('a zone by its IANA name', () => {
  it.each([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['Asia/shanghai', 'Asia/Shanghai'],
    ['AMERICA/NEW_YORK', 'America/New_York'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    // A name of its own, whatever a machine takes it for.
    ['asia/kolkata', 'Asia/Kolkata'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('%s is %s', (given, name) => {
    expect(zoneNamed(given)).toBe(name);
  });
});

describe('what is no name of a zone, and which is meant', () => {
  it.each([
    ['CST', 'Asia/Shanghai', 'America/Chicago'],
    ['EST', 'America/New_York', 'Australia/Sydney'],
    ['IST', 'Asia/Kolkata', 'Europe/Dublin'],
    ['BST', 'Europe/London'],
    ['JST', 'Asia/Tokyo'],
    ['PRC', 'Asia/Shanghai'],
    ['GMT', 'UTC', 'Europe/London'],
    ['EST5EDT', 'America/New_York'],
    ['UTC+8', 'Asia/Shanghai'],
    ['GMT+08:00', 'Asia/Shanghai'],
    ['+0530', 'Asia/Kolkata'],
    ['UTC-5', 'America/New_York'],
    // Eight hours behind UTC, and hardly ever meant so.
    ['Etc/GMT+8', 'Asia/Shanghai', 'America/Los_Angeles'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['Beijing', 'Asia/Shanghai'],
    ['北京', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['ＵＴＣ＋８', 'Asia/Shanghai'],
    ['China Standard Time', 'Asia/Shanghai'],
    ['Asia/Mumbai', 'Asia/Kolkata'],
    ['Berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['Asia/Shangai', 'Asia/Shanghai'],
  ])('%s', (given, ...meant) => {
    expect(zoneNamed(given)).toBeUndefined();
    expect(zonesMeant(given)).toEqual(expect.arrayContaining(meant));
    expect(zonesMeant(given)[0]).toBe(meant[0]);
  });

  it.each(['', 'Mars/Base', '+8000', 'constructor', '__proto__'])('%j is near nothing', (given) => {
    expect(zoneNamed(given)).toBeUndefined();
    expect(zonesMeant(given)).toEqual([]);
  });

  it('every name that is offered is one', async () => {
    const { ZONE_NAMES, ZONES_AT } = await import('../../../src/text/spoken/zone-names.ts');
    const offered = [...Object.values(ZONE_NAMES), ...Object.values(ZONES_AT)].flat();
    expect(offered.filter((zone) => zoneNamed(zone) !== zone)).toEqual([]);
  });
});
