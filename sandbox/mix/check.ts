import type { Actions, CommonMixInputParam } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import { upstreamsOf } from '../stream/streams.ts';
import type { World } from '../world.ts';

type Given = Actions['CreateCommonMixStream']['input'];

const NAME = /^[A-Za-z0-9_]{1,80}$/;
const MOST_INPUTS = 16;
/** Layouts of the cloud, by how many streams they are for. */
const TEMPLATES: Readonly<Record<number, readonly number[]>> = {
  2: [10, 20, 30, 40, 50],
  3: [310, 390, 391],
  4: [410],
  5: [510, 590],
  6: [610],
};
const SAMPLE_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];
const PICTURE = 2;
const CANVAS = 3;

/** Whether an input is a stream, and not a picture or a canvas. */
export function isStream({ LayoutParams }: CommonMixInputParam): boolean {
  return ![PICTURE, CANVAS].includes(Number(LayoutParams.InputType ?? 0));
}

/** Holds a mix against what the document says of it. @throws ApiError with the code of what is wrong */
export function checkMix(world: World, given: Given): void {
  const { MixStreamSessionId, InputStreamList: inputs, MixStreamTemplateId } = given;
  if (!NAME.test(MixStreamSessionId))
    throw invalid('', 'MixStreamSessionId is 1 to 80 letters, digits and `_`.');
  if (inputs.length < 1 || inputs.length > MOST_INPUTS)
    throw invalid('.InputNumLimitExceeded', `InputStreamList takes 1 to ${MOST_INPUTS} inputs.`);
  for (const input of inputs) checkInput(world, input);
  const layers = new Set(inputs.map(({ LayoutParams }) => Number(LayoutParams.ImageLayer)));
  if (layers.size < inputs.length)
    throw invalid('.InvalidLayerParam', 'Every input has an ImageLayer of its own.');
  const template = Number(MixStreamTemplateId ?? 0);
  if (template !== 0 && !TEMPLATES[inputs.length]?.includes(template))
    throw invalid('.TemplateNotMatchInputNum', `Template ${template} is not for ${inputs.length} inputs.`);
  for (const [name, value] of Object.entries(given.ControlParams ?? {}))
    if (![0, 1].includes(Number(value))) throw invalid('', `ControlParams.${name} must be 0 or 1.`);
  checkOutput(given);
}

function checkInput(world: World, input: CommonMixInputParam): void {
  const { InputStreamName: name, LayoutParams: layout, CropParams: crop = {} } = input;
  const layer = Number(layout.ImageLayer);
  const type = Number(layout.InputType ?? 0);
  if (!NAME.test(name)) throw invalid('', 'InputStreamName is 1 to 80 letters, digits and `_`.');
  if (layer < 1 || layer > MOST_INPUTS)
    throw invalid('.InvalidLayerParam', 'ImageLayer must be between 1 and 16.');
  if (type < 0 || type > 5 || type === 1)
    throw invalid('.InvalidLayerParam', 'InputType must be 0, 2, 3, 4 or 5.');
  for (const side of ['ImageWidth', 'ImageHeight', 'LocationX', 'LocationY'] as const)
    if (isOutside(layout[side])) throw invalid('.InvalidLayerParam', `${side} must be between 0 and 2000.`);
  if (Object.values(crop).some(isOutside))
    throw invalid('.InvalidCropParam', 'A crop must be between 0 and 2000.');
  const { templates } = world.features.bindings.watermark;
  if (type === PICTURE && !templates.has(Number(layout.WatermarkId ?? 0)))
    throw invalid('.InvalidPictureID', `There is no watermark ${String(layout.WatermarkId ?? 0)}.`);
  if (isStream(input) && !upstreamsOf(world.streams).some(({ stream }) => stream === name))
    throw new ApiError('FailedOperation.StreamNotExist', `Stream ${name} is not live.`);
}

function checkOutput({ OutputParams: output, InputStreamList: inputs, ControlParams: control }: Given): void {
  const isInput = inputs.some((input) => input.InputStreamName === output.OutputStreamName);
  const type = Number(output.OutputStreamType ?? 0);
  if (output.OutputStreamName === '' || output.OutputStreamName.length > 256)
    throw invalid('.InvalidOutputStreamID', 'OutputStreamName must not be empty.');
  if (type !== 0 && type !== 1) throw invalid('.InvalidOutputType', 'OutputStreamType must be 0 or 1.');
  if (type === 0 && !isInput)
    throw invalid(
      '.InvalidOutputType',
      'OutputStreamType 0 puts out on one of the inputs; take 1 for a new stream.',
    );
  if (type === 1 && isInput)
    throw invalid('.InvalidOutputStreamID', 'OutputStreamName of a new stream is none of the inputs.');
  if (isBeyond(output.OutputStreamBitRate, 10_000) || isBeyond(output.OutputAudioBitRate, 500))
    throw invalid('.InvalidBitrate', 'Bitrates are 1 to 10000 for pictures and 1 to 500 for sound.');
  if (isBeyond(output.OutputStreamGop, 10) || isBeyond(output.OutputStreamFrameRate, 60))
    throw invalid('', 'OutputStreamGop is 1 to 10 and OutputStreamFrameRate 1 to 60.');
  if (isBeyond(output.OutputAudioChannels, 2)) throw invalid('', 'OutputAudioChannels must be 1 or 2.');
  const rate = output.OutputAudioSampleRate;
  if (rate !== undefined && !SAMPLE_RATES.includes(Number(rate)))
    throw invalid('', `OutputAudioSampleRate must be one of ${SAMPLE_RATES.join(', ')}.`);
  if (inputs.length === 1 && type === 1 && Number(control?.AllowCopy ?? 0) === 0)
    throw invalid('', 'One input alone is copied to a new stream with ControlParams.AllowCopy 1 only.');
}

function isOutside(value: number | bigint | undefined): boolean {
  return value !== undefined && (value < 0 || value > 2000);
}

/** Outside 1..`most`. */
function isBeyond(value: number | bigint | undefined, most: number): boolean {
  return value !== undefined && (value < 1 || value > most);
}

function invalid(kind: string, message: string): ApiError {
  return new ApiError(`InvalidParameter${kind}`, message);
}
