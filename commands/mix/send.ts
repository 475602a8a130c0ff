import type { CommandContext } from '../../src/command.ts';
import type { Input } from '../../src/live/catalogue/catalogue.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Mix } from '../../src/mix/mix-book.ts';
import { isNewStream } from './told.ts';

/**
 * Asks for a mix, new or changed: it is on disk before it leaves, since nothing at the cloud tells of it. What the cloud
 * refuses is as it was. @throws LiveError
 */
export async function sendMix({ live, mixes }: CommandContext, mix: Mix): Promise<void> {
  const former = await mixes.find(mix.session);
  await mixes.keep(mix);
  try {
    await live.call('CreateCommonMixStream', mixParams(mix));
  } catch (error) {
    const isRefused = error instanceof LiveError && error.outcome === 'refused';
    if (isRefused) await (former ? mixes.keep(former) : mixes.forget(mix.session));
    throw error;
  }
}

/** The parameters of the call. The first input lies at the bottom, and has the size of the whole picture. */
function mixParams(mix: Mix): Input<'CreateCommonMixStream'> {
  const isNew = isNewStream(mix);
  return {
    MixStreamSessionId: mix.session,
    InputStreamList: mix.inputs.map(({ name, place }, at) => ({
      InputStreamName: name,
      LayoutParams: {
        ImageLayer: at + 1,
        ...(place && {
          ...{ LocationX: place.x, LocationY: place.y },
          ...{ ImageWidth: place.width, ImageHeight: place.height },
        }),
        ...(at === 0 && mix.size && { ImageWidth: mix.size.width, ImageHeight: mix.size.height }),
      },
    })),
    OutputParams: {
      OutputStreamName: mix.output,
      OutputStreamType: isNew ? 1 : 0,
      ...(mix.bitrate && { OutputStreamBitRate: mix.bitrate }),
    },
    ...(mix.layout > 0 && { MixStreamTemplateId: mix.layout }),
    // One input alone is copied.
    ...(isNew && mix.inputs.length === 1 && { ControlParams: { AllowCopy: 1 } }),
  };
}
