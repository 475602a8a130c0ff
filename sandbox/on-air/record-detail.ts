import type { Bound, Values } from '../feature/feature.ts';
import type { RECORD_FORMATS } from '../feature/table/record.ts';

/** A format of recorded files, as the message on a file has it. */
export type Format = (typeof RECORD_FORMATS)[keyof typeof RECORD_FORMATS];

/** The same as the message on a recording's state has it. */
const NUMBERS: Readonly<Record<Format, number>> = { flv: 1, hls: 2, mp4: 3, aac: 4, mp3: 5 };
const ORIGINAL = 1;
const WATERMARKED = 2;
const TRANSCODED = 3;

/** `record_detail`, JSON in a text: what is recorded, and what made it so. */
export function detailOf(
  bound: Bound,
  { format, values, taskId }: { format: Format; values: Values; taskId: string | undefined },
): string {
  const [transcoded] = values['RemoveWatermark'] === true ? [] : bound.transcode;
  const marked = values['RemoveWatermark'] !== true && bound.watermark.length > 0;
  return JSON.stringify({
    file_format: NUMBERS[format],
    record_bps: 0,
    start_model: taskId === undefined ? 1 : 5,
    record_content: transcoded ? TRANSCODED : marked ? WATERMARKED : ORIGINAL,
    source_type: 1,
    codec_temp_id: transcoded?.id ?? 0,
  });
}
