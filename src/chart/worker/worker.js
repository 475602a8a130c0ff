/**
 * Draws in a thread of its own, one picture after another: what is asked there does not wait for pictures here.
 * @typedef {{ width: number, height: number, option: Record<string, any>, marks: [number, string][] }} Drawing
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
// The bundle, because it is one file to read instead of six hundred.
import * as echarts from 'echarts/dist/echarts.esm.min.mjs';

const FONT = fileURLToPath(new URL('noto-sans-sc-gb2312.ttf', import.meta.url));
// Without it every letter would be missing: better no picture, and the reason in the log.
readFileSync(FONT);

/** @param {Drawing} drawing */
function svgOf({ width, height, option, marks }) {
  const texts = new Map(marks);
  if (Array.isArray(option['xAxis']))
    for (const axis of option['xAxis'])
      axis.axisLabel.formatter = (/** @type {number} */ at) => texts.get(at) ?? '';
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

parentPort?.on('message', (/** @type {Drawing} */ drawing) => {
  try {
    const font = { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' };
    const png = new Uint8Array(new Resvg(svgOf(drawing), { font }).render().asPng());
    parentPort?.postMessage({ png }, [png.buffer]);
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : 'unknown' });
  }
});
