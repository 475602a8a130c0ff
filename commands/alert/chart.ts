import { whatText } from '../../src/alert/card/title.ts';
import { alertMoments } from '../../src/alert/report/alert-moments.ts';
import { outagesOf } from '../../src/alert/report/outages-of.ts';
import { sayIn } from '../../src/text/language.ts';
import type { Alert } from '../../src/alert/model/alert.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { streamParts, type StreamName } from '../../src/live/read/stream-name.ts';
import { seriesCard } from '../figures/series.ts';
import type { Span } from '../../src/clock.ts';
import { streamButton } from '../stream/button.ts';
import { PUSH_REACH, pushFigures } from '../stream/push-figures.ts';
import { typedLine } from '../typed-line.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';
import { viewOf } from './view.ts';

/** So much before it broke and after it was well is shown, ms: enough to see what led to it. */
const AROUND_MS = 30 * 60_000;

/** `alert chart`: the push and the viewers of an alert's stream around it, with its moments marked. */
export const alertChart = defineLook({
  name: 'alert chart',
  zh: '告警 曲线',
  summary: {
    en: 'Draw frame rate, bitrate and viewers of an alert’s stream, with what happened marked',
    zh: '绘制告警所涉流的帧率、码率和观众数，并标出告警经过',
  },
  risk: 'read',
  options: { id: alertOption },
  async run(asked, options) {
    // Posted for everybody, and so in the language of the channel.
    const language = asked.channelLanguage;
    const context = { ...asked, language, say: sayIn(language) };
    const { say } = context;
    const alert = resolveAlert(context, options.id, 'alert chart');
    const name = streamOf(context, alert);
    const span = spanOf(alert, context.now());
    if (span === undefined) throw tooOld(alert);
    const what = whatText(alert, viewOf(context, alert), 160);
    const shown = await seriesCard(
      context,
      {
        name: 'alert chart',
        title: { en: what, zh: what },
        note: {
          en: 'Viewers are about 4 min behind. A gap means nothing was pushed, or there is no data.',
          zh: '观众数约延迟 4 分钟。曲线中断处：没有推流，或没有数据。',
        },
      },
      span,
      {
        ...(await pushFigures(context, name, span, { withLag: false })),
        moments: alertMoments([alert], span, context),
      },
    );
    return {
      ...shown,
      buttons: buttonRow(
        runButton(typedLine('alert show', alert.id), say('Alert', '查看告警')),
        streamButton(context, 'stream check', name, say('Check stream', '检查流')),
        streamButton(context, 'stream health', name, say('Health now', '当前质量')),
      ),
      footer: alert.id,
    };
  },
});

/** @throws Refusal where it is about no stream whose figures can be asked for */
function streamOf({ alerts }: Pick<CommandContext, 'alerts'>, alert: Alert): StreamName {
  const name = alert.subject.type === 'stream' ? streamParts(alert.subject.id) : undefined;
  if (name) return name;
  const parts = alert.children
    ? alerts.childrenOf(alert).filter(({ subject }) => subject.type === 'stream')
    : [];
  throw new Refusal(
    'airdesk.no-figures',
    { en: `Alert ${alert.id} is not about one stream`, zh: `告警 ${alert.id} 不是针对某一路流` },
    parts.length > 0
      ? {
          en: 'A chart shows one stream. Choose one of the parts.',
          zh: '曲线图针对单路流，请选择其中一路。',
        }
      : {
          en: 'Charts show how one stream was pushed. For a stream: stream health <stream>',
          zh: '曲线图显示单路流的推流情况。查看某路流：流 质量 <流>',
        },
    parts.length > 0
      ? parts.slice(0, 5).map(({ id }) => typedLine('alert chart', id))
      : [typedLine('alert show', alert.id)],
  );
}

/**
 * From before it broke until after it was well, at most three hours: of one that broke several times, as many of these times
 * as that holds, the newest ones. Undefined where the cloud keeps nothing of it any more.
 */
function spanOf(alert: Alert, now: number): Span | undefined {
  const outages = outagesOf(alert);
  const last = outages.at(-1) ?? { from: alert.startedAt };
  const over = last.to ?? now;
  const first = outages.find(({ from }) => over - from <= PUSH_REACH.longest - 2 * AROUND_MS) ?? last;
  const from = Math.max(first.from - AROUND_MS, now - PUSH_REACH.back);
  const to = Math.min(now, over + AROUND_MS, from + PUSH_REACH.longest);
  return from < to ? { from, to } : undefined;
}

function tooOld({ id }: Alert): Refusal {
  return new Refusal(
    'airdesk.no-figures',
    { en: `Alert ${id} is older than 7 days`, zh: `告警 ${id} 已超过 7 天` },
    { en: 'The cloud keeps the figures of a push for 7 days.', zh: '云端只保留最近 7 天的推流数据。' },
    [typedLine('alert show', id)],
  );
}
