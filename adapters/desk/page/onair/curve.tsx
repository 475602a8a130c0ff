import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import type { Curve } from './figures.ts';

const HEIGHT = 150;
/** Its type is an enum that exists in no file. */
const AT_THE_RIGHT: object = { side: 1 };

/** Bitrate and viewers of a stream as curves. They say nothing that is not in the row as a number. */
export function CurveOf({
  curve,
  at,
}: {
  readonly curve: Curve | undefined;
  readonly at: number;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const isEnough = curve !== undefined && curve.at.length > 1;

  useEffect(() => {
    if (!place.current || !isEnough) return undefined;
    const made = new uPlot(optionsFor(place.current), [[], [], []], place.current);
    plot.current = made;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) made.setSize({ width: Math.floor(entry.contentRect.width), height: HEIGHT });
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [isEnough, language.value]);

  useEffect(() => {
    if (curve) plot.current?.setData([curve.at, curve.kbps, curve.viewers]);
  }, [at, isEnough, language.value]);

  return (
    <figure class="curve">
      <figcaption class="small">
        {words().curves}
        <span class="curve-key" data-line="kbps">
          {words().bitrate}
        </span>
        <span class="curve-key" data-line="viewers">
          {words().watching}
        </span>
      </figcaption>
      {isEnough ? (
        <div class="curve-plot" ref={place} aria-hidden="true" />
      ) : (
        <p class="small">{words().noCurve}</p>
      )}
    </figure>
  );
}

function optionsFor(place: HTMLElement): uPlot.Options {
  const style = getComputedStyle(place);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  return {
    width: Math.max(200, place.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      kbps: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] },
      viewers: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      { ...axis, size: 26, values: (_plot, ticks) => ticks.map(clock) },
      { ...axis, scale: 'kbps', size: 48 },
      { ...axis, scale: 'viewers', ...AT_THE_RIGHT, size: 44, grid: { show: false } },
    ],
    series: [
      {},
      { scale: 'kbps', stroke: colour('--accent'), width: 2, spanGaps: true },
      { scale: 'viewers', stroke: colour('--success'), width: 2, spanGaps: true, dash: [4, 3] },
    ],
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(language.value, {
    ...{ hour: '2-digit', minute: '2-digit', hour12: false },
  });
}
