import provinces from './provinces.json' with { type: 'json' };
import countries from './countries.json' with { type: 'json' };

/** A name in both languages that the figures are given in. */
export interface PlaceName {
  readonly en: string;
  readonly zh: string;
}

/** Where some of the viewers are: a province's customers of one carrier, or a country. */
export interface Place {
  readonly zone: Zone;
  /** With Hong Kong, Macao and Taiwan. */
  readonly isChina: boolean;
  readonly country: PlaceName;
  readonly province: PlaceName;
  readonly isp: PlaceName;
  /** The region by which play is billed. */
  readonly region: string;
  /** The part of the viewers of its zone that is here: from `low` to `high`, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

/** Where viewers are, as DescribeAreaBillBandwidthAndFluxList and its like name the two halves of the world. */
export type Zone = 'Mainland' | 'Oversea';

/** The part of all viewers that is on the mainland. */
export const MAINLAND = 0.94;

const CHINA: PlaceName = { en: 'China', zh: '中国' };
const OTHER: PlaceName = { en: 'Other', zh: '其他' };
const CARRIERS: readonly (readonly [PlaceName, number])[] = [
  [{ en: 'China Telecom', zh: '中国电信' }, 0.42],
  [{ en: 'China Mobile', zh: '中国移动' }, 0.3],
  [{ en: 'China Unicom', zh: '中国联通' }, 0.22],
  [{ en: 'Cernet', zh: '教育网' }, 0.06],
];

type Weighted = Omit<Place, 'low' | 'high'> & { readonly weight: number };

const mainland: Weighted[] = provinces.flatMap(({ en, zh, weight }) =>
  CARRIERS.map(([isp, part]) => ({
    ...{ zone: 'Mainland' as const, isChina: true, country: CHINA, province: { en, zh }, isp },
    ...{ region: 'China Mainland', weight: weight * part },
  })),
);

/** Beyond China neither provinces nor carriers are told apart, as the document says. */
const oversea: Weighted[] = countries.map(({ en, zh, region, weight, isp }) => ({
  ...{ zone: 'Oversea' as const, isChina: isp !== undefined, country: isp ? CHINA : { en, zh } },
  ...{ province: isp ? { en, zh } : OTHER, isp: isp ?? OTHER, region, weight },
}));

/** All places, those of a zone side by side, those of a province and of a region too. */
export const places: readonly Place[] = [...laidOut(mainland), ...laidOut(oversea)];

function laidOut(given: readonly Weighted[]): Place[] {
  const whole = given.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  return given.map(({ weight, ...place }, index) => {
    const low = reached / whole;
    reached += weight;
    return { ...place, low, high: index === given.length - 1 ? 1 : reached / whole };
  });
}
