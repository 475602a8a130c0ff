import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import { oneOf } from '../bad-value.ts';
import type { Place, PlaceName, Zone } from './places.ts';

const AREAS = ['Global', 'Mainland', 'Oversea', 'China', 'Foreign'] as const;

/** Which places an area has. @throws ApiError */
export function readArea(action: ActionName, given: string | undefined): (place: Place) => boolean {
  const area = oneOf(action, 'MainlandOrOversea', given, AREAS, 'Global');
  return ({ zone, isChina }) => {
    switch (area) {
      case 'Global':
        return true;
      case 'China':
        return isChina;
      case 'Foreign':
        return !isChina;
      default:
        return zone === area;
    }
  };
}

/** The mainland, the rest, or undefined for both. @throws ApiError */
export function readZone(action: ActionName, given: string | undefined): Zone | undefined {
  const zone = oneOf(action, 'MainlandOrOversea', given, ['all', 'Mainland', 'Oversea'], 'all');
  return zone === 'all' ? undefined : zone;
}

/** In which of its two languages names are answered. @throws ApiError */
export function readLanguage(action: ActionName, given: string | undefined): (name: PlaceName) => string {
  const language = oneOf(action, 'OutLanguage', given, ['Chinese', 'English'], 'Chinese');
  return (name) => (language === 'English' ? name.en : name.zh);
}
