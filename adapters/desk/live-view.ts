import type { LiveEvent } from '../../src/platform/live-feed.ts';
import type { OnAir } from '../../src/onair/on-air.ts';
import type { AlertRow } from '../../src/onair/open-alerts.ts';
import type { Language } from '../../src/text/language.ts';
import { safeWithin } from './safe-within.ts';
import { renderCard, type DrawnCard } from './render.ts';

/** An alert as the page draws it. */
export interface DrawnAlert extends Omit<AlertRow, 'what' | 'cards'> {
  readonly what: Readonly<Record<Language, string>>;
  readonly cards: Readonly<Record<Language, DrawnCard>>;
}

/** What the page is told under `onair`, and under `alerts`. */
export interface DrawnAlerts {
  readonly account: string;
  readonly all: boolean;
  readonly alerts: readonly DrawnAlert[];
  readonly gone: readonly string[];
}

const NAME = 300;

/** The name and the JSON of an event for the page: every text bounded and safe to show. */
export function drawLive(event: LiveEvent): { readonly event: string; readonly json: string } {
  switch (event.kind) {
    case 'onair':
      return { event: 'onair', json: JSON.stringify(drawOnAir(event.onAir)) };
    case 'alerts': {
      const { account, all, gone = [] } = event;
      const drawn: DrawnAlerts = { account, all, gone, alerts: event.alerts.map(drawAlert) };
      return { event: 'alerts', json: JSON.stringify(drawn) };
    }
  }
}

/** Lines go back as they came; what is shown is made safe. */
function drawOnAir(onAir: OnAir): OnAir {
  const shown = <T extends { readonly name?: string }>(source: T): T =>
    source.name === undefined ? source : { ...source, name: safeWithin(source.name, NAME) };
  return {
    ...onAir,
    streams: onAir.streams.map((stream) => ({ ...stream, label: safeWithin(stream.label, NAME) })),
    casters: onAir.casters.map((caster) => ({
      ...caster,
      label: safeWithin(caster.label, NAME),
      ...(caster.program && { program: shown(caster.program) }),
      ...(caster.preview && { preview: shown(caster.preview) }),
      sources: caster.sources.map(shown),
    })),
  };
}

/** An alert for the page: every text bounded and safe to show. */
export function drawAlert(row: AlertRow): DrawnAlert {
  return {
    ...row,
    ...(row.by !== undefined && { by: safeWithin(row.by, NAME) }),
    what: { en: safeWithin(row.what.en, NAME), 'zh-CN': safeWithin(row.what['zh-CN'], NAME) },
    cards: { en: renderCard(row.cards.en), 'zh-CN': renderCard(row.cards['zh-CN']) },
  };
}
