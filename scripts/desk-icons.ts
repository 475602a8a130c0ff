/** Draws the icons of the desk's page that phones take, from its SVG: `npm run icons`. They are kept beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const folder = fileURLToPath(new URL('../adapters/desk/page/public/', import.meta.url));
const svg = readFileSync(`${folder}icon.svg`, 'utf8');
/** To its edges: phones cut it to a shape of their own, and show black where it is transparent. */
const square = svg.replace(/ rx="\d+"/, '');
if (square === svg) throw new Error('icon.svg has no rounded ground any more: look at what is drawn here');

const ICONS = [
  { name: 'icon-180.png', size: 180, drawn: square },
  { name: 'icon-192.png', size: 192, drawn: svg },
  { name: 'icon-512.png', size: 512, drawn: svg },
  { name: 'icon-512-maskable.png', size: 512, drawn: square },
];

for (const { name, size, drawn } of ICONS) {
  const picture = new Resvg(drawn, { fitTo: { mode: 'width', value: size } }).render();
  writeFileSync(folder + name, picture.asPng());
}
