import { z } from 'zod';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { readPages } from '../../src/live/read/pages.ts';
import { wording } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { when } from '../when.ts';
import { httpMeaning } from './http-code.ts';
import { barsOf, mostFirst, shareText } from './ranked-rows.ts';
import { areaOf, areaOption, countOption, domainsOption } from './options.ts';
import { placeName, regionName } from './place-name.ts';
import { cellText, rankingCommand, type Cell } from './ranking.ts';
import { beijingSpanOf, spanOf, readSpan, spanFacts, spanOptions } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A fifth of all answers: more than a few viewers with old addresses. */
const MANY = 0.2;
/** What changes who is let in. */
const LETS_IN = /^(?:key|referer|鉴权|防盗链) /u;

/** `error list`: DescribeHttpStatusInfoList, added up by code. */
export const errorList = rankingCommand({
  name: 'error list',
  zh: '错误码 列表',
  summary: {
    en: 'Every HTTP code that viewers got, with its meaning',
    zh: '观众收到的各个 HTTP 状态码及含义',
  },
  title: { en: 'Answers to viewers', zh: '播放状态码' },
  options: { ...spanOptions, domain: domainsOption },
  note: {
    en: 'An hour behind: 10:00 to 10:59 is available at 12:00. `error chart` is only minutes behind.',
    zh: '延迟约一小时：10:00–10:59 的数据 12:00 才可查。需要更新的数据请用 `错误码 曲线`。',
  },
  async read(context, { domain, ...asked }) {
    const { live, language, now, say } = context;
    const ended = asked.to === undefined ? { ...asked, to: '1h' } : asked;
    const span = readSpan(context, ended, { usual: 2 * HOUR, longest: DAY, back: 31 * DAY });
    const { DataInfoList } = await live.call('DescribeHttpStatusInfoList', {
      ...spanOf(span),
      ...(domain && { PlayDomains: domain }),
    });
    const moments = DataInfoList.map(({ Time, HttpStatusInfoList = [] }) => ({
      at: fromCloud(Time),
      counts: new Map(
        HttpStatusInfoList.map(({ HttpStatus = '', Num = 0 }) => [safeLine(HttpStatus, 10), Number(Num)]),
      ),
    }));
    const sums = new Map<string, number>();
    for (const { counts } of moments)
      for (const [code, count] of counts) sums.set(code, (sums.get(code) ?? 0) + count);
    const all = [...sums.values()].reduce((sum, count) => sum + count, 0);
    const rows = mostFirst(
      [...sums]
        .filter(([, count]) => count > 0)
        .map(([code, count]): Cell[] => [
          code,
          count,
          shareText(count, all),
          wording(httpMeaning(code), language),
        ]),
      1,
    );
    const refused = (sums.get('403') ?? 0) > MANY * all;
    const changes = refused ? (await context.recentAudit(500)).filter(changesWhoIsLetIn).slice(0, 3) : [];
    const codes = rows.map(([code]) => String(code)).filter((code) => /^[45]/u.test(code));
    return {
      heads: [
        ...[
          { en: 'Code', zh: '状态码' },
          { en: 'Answers', zh: '次数' },
        ],
        ...[
          { en: 'Share', zh: '占比' },
          { en: 'Meaning', zh: '含义' },
        ],
      ],
      ...{ rows, count: 40, facts: spanFacts(context, span) },
      lines: refused
        ? [
            say(
              'Many were refused (403). The code does not say why: check keys, address validity and referer lists.',
              '很多请求被拒绝（403）。状态码不说明原因：请检查 Key、地址有效期和 Referer 名单。',
            ),
            ...changes.map(({ at, command, person, userId }) =>
              say(
                `Changed before: \`${safeLine(command, 80)}\`, ${when(context, at)}, ${safeLine(person ?? userId, 40)}.`,
                `此前的改动：\`${safeLine(command, 80)}\`，${when(context, at)}，${safeLine(person ?? userId, 40)}。`,
              ),
            ),
          ]
        : [],
      chart:
        codes.length === 0
          ? undefined
          : {
              ...{ kind: 'lines', ...span, step: 5 * MINUTE, timeZone: context.config.timeZone },
              panels: [
                {
                  unit: say('in 5 min', '次/5 分钟'),
                  lines: codes.slice(0, 6).map((name) => ({
                    name,
                    points: moments.flatMap(({ at, counts }) =>
                      at === undefined || at > now() ? [] : [{ at, value: counts.get(name) ?? 0 }],
                    ),
                  })),
                },
              ],
            },
    };
  },
});

function changesWhoIsLetIn({
  phase,
  command,
}: {
  readonly phase: string;
  readonly command: string;
}): boolean {
  return (phase === 'done' || phase === 'accepted') && LETS_IN.test(command);
}

/** `error top`: DescribePlayErrorCodeSumInfoList. */
export const errorTop = rankingCommand({
  name: 'error top',
  zh: '错误码 排行',
  summary: {
    en: 'Where viewers get errors: by country or province and carrier',
    zh: '哪里的观众出错最多：按国家或省份和运营商',
  },
  title: { en: 'Errors by place', zh: '错误分布' },
  options: {
    ...spanOptions,
    by: {
      schema: z.enum(['country', 'province']).optional(),
      summary: { en: 'countries, or provinces and carriers', zh: '按国家，或按省份和运营商' },
      ...{ zh: '维度', required: false, example: 'province' },
      choices: [
        { value: 'country', label: { en: 'country', zh: '国家' } },
        { value: 'province', label: { en: 'province and carrier', zh: '省份和运营商' } },
      ],
    },
    domain: domainsOption,
    area: areaOption,
    count: countOption(50, 10),
  },
  note: {
    en: 'Figures are about 4 min behind. Outside mainland China, provinces and carriers are not distinguished.',
    zh: '数据约延迟 4 分钟。境外不区分省份和运营商。',
  },
  async read(context, { by = 'province', domain, area: where, count = 10, ...asked }) {
    const { language, say } = context;
    const span = readSpan(context, asked, { usual: HOUR, longest: DAY, back: DAY });
    const area = areaOf(where);
    const sums = { all: 0, bad: 0 };
    const { items, total, complete } = await readPages(5, async (page) => {
      const answer = await context.live.call('DescribePlayErrorCodeSumInfoList', {
        ...{ ...beijingSpanOf(span), OutLanguage: 'English' },
        ...{ GroupType: by === 'country' ? 'Country' : 'CountryProIsp', PageNum: page, PageSize: 1000 },
        ...(domain && { PlayDomains: domain }),
        ...(area && { MainlandOrOversea: area }),
      });
      sums.all = Number(answer.TotalCodeAll);
      sums.bad = Number(answer.TotalCode4xx) + Number(answer.TotalCode5xx);
      return { items: answer.ProIspInfoList, total: Number(answer.TotalNum) };
    });
    const rows = mostFirst(
      items.map((one): Cell[] => {
        const counts = [one.Code2xx, one.Code3xx, one.Code4xx, one.Code5xx].map((value) =>
          Number(value ?? 0),
        );
        const bad = (counts[2] ?? 0) + (counts[3] ?? 0);
        const country = placeName('countries', safeLine(one.CountryAreaName ?? '', 40), language);
        const place =
          by === 'country'
            ? country
            : [
                regionName(safeLine(one.ProvinceName ?? '', 40), language) || country,
                placeName('carriers', safeLine(one.IspName ?? '', 40), language),
              ]
                .filter(Boolean)
                .join(' ');
        return [
          place,
          bad,
          shareText(
            bad,
            counts.reduce((sum, value) => sum + value, 0),
          ),
          ...counts,
        ];
      }),
      1,
    );
    const [bad, every] = [cellText(sums.bad), cellText(sums.all)];
    const part = shareText(sums.bad, sums.all) || '0 %';
    return {
      heads: [
        ...[
          { en: 'Place', zh: '地区' },
          { en: 'Errors', zh: '错误' },
          { en: 'Share', zh: '占比' },
        ],
        ...['2xx', '3xx', '4xx', '5xx'].map((code) => ({ en: code, zh: code })),
      ],
      ...{ rows, count, ...(complete ? {} : { total }) },
      facts: [
        {
          label: say('Errors in all', '错误合计'),
          value: say(`${bad} of ${every} answers (${part})`, `${every} 次响应中有 ${bad} 次（${part}）`),
        },
        ...spanFacts(context, span),
      ],
      chart: { kind: 'bars', unit: '4xx + 5xx', bars: barsOf(rows.slice(0, count), 1) },
    };
  },
});
