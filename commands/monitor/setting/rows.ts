import { listOf, wordsOf } from '../../feature/kinds.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { oneOf, switchOf, type ApiValue, type ValueKind } from '../../shape/values.ts';
import type { InputConfig, MonitorConfig } from './config.ts';

/** What a monitor can look for. */
const CHECKS = [
  { word: 'broken', zh: '断流', label: { en: 'broken stream', zh: '断流' } },
  { word: 'lowfps', zh: '低帧率', label: { en: 'low frame rate', zh: '低帧率' } },
  { word: 'format', zh: '格式', label: { en: 'format', zh: '格式诊断' } },
  { word: 'quality', zh: '质检', label: { en: 'picture quality', zh: '内容质检' } },
  { word: 'speech', zh: '语音', label: { en: 'speech to text', zh: '语音识别' } },
  { word: 'words', zh: '文字', label: { en: 'text in the picture', zh: '文字识别' } },
] as const;
type Check = (typeof CHECKS)[number]['word'];

const LANGUAGES = [
  { word: 'zh', zh: '中文', value: 1 },
  { word: 'en', zh: '英文', value: 2 },
  { word: 'ja', zh: '日文', value: 3 },
  { word: 'ko', zh: '韩文', value: 4 },
];

/** Sides of the picture, px (LiveStreamMonitorOutputInfo). */
const WIDEST = 1920;
const HIGHEST = 1080;
const PART = /^[\w.-]*$/u;
const DOMAIN = /^(?=.{1,128}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu;

/** Of a name the cloud counts letters once and Chinese characters twice, below 128. */
const name: ValueKind = {
  ...wordsOf(127),
  fits: {
    en: 'text of less than 128 letters, or 64 Chinese characters',
    zh: '少于 128 个字符，一个汉字算两个',
  },
  example: 'evening-wall',
  read: (typed) => (typed.trim() !== '' && weight(typed) < 128 ? typed.trim() : undefined),
};

function weight(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/^[\p{ASCII}]$/u.test(sign) ? 1 : 2), 0);
}

const word = oneOf(CHECKS.map((check) => ({ ...check, value: check.word })));
const checks: ValueKind = {
  ...listOf(word),
  example: 'broken,lowfps',
  show(value, language) {
    const labels = CHECKS.filter((check) => listed(value).includes(check.word)).map(({ label }) => label);
    if (labels.length === 0) return language === 'en' ? 'none' : '无';
    return language === 'en' ? labels.map(({ en }) => en).join(', ') : labels.map(({ zh }) => zh).join('、');
  },
};

function listed(value: ApiValue): readonly ApiValue[] {
  return Array.isArray(value) ? (value as readonly ApiValue[]) : [];
}

const notify: ValueKind = {
  ...oneOf([
    { word: 'airdesk', zh: 'Airdesk', value: 'airdesk' },
    { word: 'none', zh: '无', value: 'none' },
  ]),
  show(value, language) {
    if (value === 'airdesk') return 'Airdesk';
    if (value === 'none') return language === 'en' ? 'nobody' : '不通知';
    return language === 'en' ? 'another receiver' : '其他接收方';
  },
};

const size: ValueKind = {
  fits: { en: `width x height, up to ${WIDEST}x${HIGHEST} px`, zh: `宽x高，最大 ${WIDEST}x${HIGHEST} 像素` },
  example: '1280x720',
  read(typed) {
    const [, width = '', height = ''] = /^\s*([1-9]\d{0,3})\s*[x×*]\s*([1-9]\d{0,3})\s*$/iu.exec(typed) ?? [];
    const fits = width !== '' && Number(width) <= WIDEST && Number(height) <= HIGHEST;
    return fits ? `${Number(width)}x${Number(height)}` : undefined;
  },
  spell: (value) => (typeof value === 'string' ? value : undefined),
  show: (value) => (typeof value === 'string' ? `${value.replace('x', '×')} px` : ''),
};

const output: ValueKind = {
  fits: {
    en: 'play domain, with app and stream where wanted: play.example.com/live/wall; or auto',
    zh: '播放域名，可加应用和流名：play.example.com/live/wall；或 auto',
  },
  example: 'play.example.com',
  read(typed) {
    const text = typed.trim();
    if (/^(?:auto|自动)$/iu.test(text)) return '';
    const [domain = '', app = '', stream = '', ...more] = text.split('/');
    const isName = (part: string, most: number) => PART.test(part) && part.length <= most;
    const fits = DOMAIN.test(domain) && isName(app, 32) && isName(stream, 256) && more.length === 0;
    return fits ? [domain.toLowerCase(), app, stream].filter((part) => part !== '').join('/') : undefined;
  },
  spell: (value) => (value === '' ? 'auto' : typeof value === 'string' ? value : undefined),
  show: (value, language) =>
    value === ''
      ? language === 'en'
        ? 'chosen by the cloud'
        : '由云端生成'
      : typeof value === 'string'
        ? value
        : '',
};

/** What can be set of a monitor, inputs aside: those are looked up. Paths are names of ours. */
export const monitorRows: readonly FieldRow[] = [
  { key: 'name', zh: '名称', label: { en: 'Name', zh: '名称' }, path: 'name', kind: name },
  { key: 'checks', zh: '检测', label: { en: 'Checks', zh: '检测项' }, path: 'checks', kind: checks },
  { key: 'notify', zh: '通知', label: { en: 'Callbacks go to', zh: '通知' }, path: 'notify', kind: notify },
  { key: 'size', zh: '尺寸', label: { en: 'Picture', zh: '画面' }, path: 'size', kind: size },
  { key: 'output', zh: '输出', label: { en: 'Output', zh: '输出' }, path: 'output', kind: output },
  {
    ...{ key: 'language', zh: '语种', label: { en: 'Language of speech', zh: '语音语种' }, path: 'language' },
    kind: oneOf(LANGUAGES),
  },
  {
    ...{ key: 'report', zh: '报告', label: { en: 'Kept for the report', zh: '存入报告' }, path: 'report' },
    kind: switchOf(),
  },
];

/** The settings as the rows have them. */
export function valuesOfConfig(config: MonitorConfig): FieldValues {
  const { output: to } = config;
  return {
    name: config.name,
    checks: CHECKS.map(({ word: check }) => check).filter((check) => config[check] > 0),
    notify: config.notify,
    size: `${config.width}x${config.height}`,
    output: [to.domain, to.app, to.stream].filter((part) => part !== '').join('/'),
    ...(config.speech > 0 && { language: config.speech }),
    report: config.report,
  };
}

/** The settings with what was typed, and with other inputs where those are given. */
export function configWith(
  before: MonitorConfig,
  given: FieldValues,
  inputs: readonly InputConfig[] = before.inputs,
): MonitorConfig {
  const wanted = given['checks'] === undefined ? undefined : listed(given['checks']);
  const on = (check: Check) => (wanted ? wanted.includes(check) : before[check] > 0);
  const kept = (check: Check) => (on(check) ? before[check] || 1 : 0);
  const language = typeof given['language'] === 'number' ? given['language'] : before.speech || 1;
  const [width = before.width, height = before.height] = text(given['size'])?.split('x').map(Number) ?? [];
  const [domain = '', app = '', stream = ''] = text(given['output'])?.split('/') ?? [];
  const speech = on('speech') ? language : 0;
  const words = on('words') ? before.words || 1 : 0;
  return {
    name: text(given['name']) ?? before.name,
    inputs,
    ...{ width, height },
    output: given['output'] === undefined ? before.output : { domain, app, stream },
    ...{ broken: kept('broken'), lowfps: kept('lowfps') },
    ...{ format: kept('format'), quality: kept('quality') },
    ...{ speech, words },
    speechInputs: speech > 0 ? sameInputs(before, before.speechInputs, inputs) : [],
    wordsInputs: words > 0 ? sameInputs(before, before.wordsInputs, inputs) : [],
    report: typeof given['report'] === 'number' ? given['report'] : before.report,
    notify: given['notify'] === 'airdesk' || given['notify'] === 'none' ? given['notify'] : before.notify,
  };
}

/** The numbers that inputs have among others now; all of them where none of those is left. */
function sameInputs(
  before: MonitorConfig,
  indexes: readonly number[],
  inputs: readonly InputConfig[],
): readonly number[] {
  const chosen = indexes.flatMap((index) => before.inputs[index - 1] ?? []);
  const still = inputs.flatMap((input, at) =>
    chosen.some(
      ({ stream, domain, app }) => stream === input.stream && domain === input.domain && app === input.app,
    )
      ? [at + 1]
      : [],
  );
  return still.length > 0 ? still : inputs.map((_, at) => at + 1);
}

function text(value: ApiValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
