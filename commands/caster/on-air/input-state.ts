import type { CasterInputInfo } from '../../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import type { Reader } from '../../../src/live/reader.ts';
import { casterNumber } from '../scene.ts';

/** CasterInputInfo, InputType. */
export const INPUT_TYPES = { push: 0, file: 1, live: 2, picture: 3, webrtc: 4 } as const;

/** DescribeCasterPlayUrl, PlayUrlType: an input. */
const OF_AN_INPUT = 1;

/** Whether something arrives at an input that is pushed into. */
export type Arrives = 'yes' | 'no' | 'unknown';

/** Whether it is pushed into the caster, and not fetched by it. */
export function isPushedInto(input: CasterInputInfo): boolean {
  const type = Number(input.InputType ?? -1);
  return type === INPUT_TYPES.push || type === INPUT_TYPES.webrtc;
}

/** Asks for the address to look at an input, which the cloud refuses where nothing arrives. The address is not kept. */
export async function readArrives(context: Reader, id: string, input: CasterInputInfo): Promise<Arrives> {
  try {
    await context.live.call('DescribeCasterPlayUrl', {
      CasterId: casterNumber(id),
      PlayUrlType: OF_AN_INPUT,
      PlayUrlIndex: Number(input.InputIndex),
    });
    return 'yes';
  } catch (error) {
    if (!(error instanceof LiveError)) throw error;
    return /\.Input(?:Is)?NotActive$/u.test(error.code) ? 'no' : 'unknown';
  }
}
