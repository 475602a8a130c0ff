import type { Language } from '../../src/text/language.ts';
import names from './place-names.json' with { type: 'json' };

type Kind = keyof typeof names;

const english: Readonly<Record<Kind, ReadonlyMap<string, string>>> = {
  countries: new Map(Object.entries(names.countries)),
  provinces: new Map(Object.entries(names.provinces)),
  carriers: new Map(Object.entries(names.carriers)),
};
const chinese: Readonly<Record<Kind, ReadonlyMap<string, string>>> = {
  countries: turned(names.countries),
  provinces: turned(names.provinces),
  carriers: turned(names.carriers),
};

function turned(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(table).map(([en, zh]) => [zh, en]));
}

/**
 * The name of a country, province or carrier in the reader's language, by the cloud's table of names (its API document,
 * appendix). The cloud writes `山东省` as well as `山东`. A name that the table does not have stays as it is.
 */
export function placeName(kind: Kind, given: string | undefined, language: Language): string {
  if (given === undefined || given === '') return '';
  if (given === 'Other' || given === '其他') return language === 'en' ? 'Other' : '其他';
  if (language !== 'en') return english[kind].get(given) ?? given;
  const short = given.replace(/(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区)$/u, '');
  return chinese[kind].get(given) ?? chinese[kind].get(short) ?? given;
}

/** A province, or a country where figures stand in its place. */
export function regionName(given: string | undefined, language: Language): string {
  const province = placeName('provinces', given, language);
  return province === given ? placeName('countries', given, language) : province;
}
