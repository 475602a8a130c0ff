import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 180;
/** White, yellow, cyan, green, magenta, red, blue: the bars that every control room knows. */
const BARS = [0xc0c0c0, 0xc0c000, 0x00c0c0, 0x00c000, 0xc000c0, 0xc00000, 0x0000c0];
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const EIGHT_BITS_OF_RGB = [8, 2, 0, 0, 0];

/** Colour bars as a PNG: what every stream of the sandbox shows. */
export function testPicture(): Uint8Array<ArrayBuffer> {
  const row = Buffer.alloc(1 + WIDTH * 3);
  for (let x = 0; x < WIDTH; x += 1)
    row.writeUIntBE(BARS[Math.floor((x * BARS.length) / WIDTH)] ?? 0, 1 + x * 3, 3);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(SIGNATURE),
      chunk('IHDR', Buffer.concat([header, Buffer.from(EIGHT_BITS_OF_RGB)])),
      chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => row)))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
