import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/start/metrics.ts';
import { askedBy } from './promql.ts';
import { read } from './pages.ts';

/** Metrics as /metrics shows them, with their labels; those of histograms with what is behind their names. */
const there = new Map(
  createMetrics()
    .registry.getMetricsAsArray()
    .flatMap((metric) => {
      const labels = z.array(z.string()).catch([]).parse(Reflect.get(metric, 'labelNames'));
      const behind = String(metric.type) === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
      return behind.map((end) => [`${metric.name}${end}`, labels] as const);
    }),
);
/** What Prometheus itself knows of whatever it asks. */
const OF_PROMETHEUS: ReadonlySet<string> = new Set(['up']);
const LABELS_OF_PROMETHEUS: ReadonlySet<string> = new Set(['job', 'instance', 'le']);

const RulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Airdesk[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.object({ severity: z.enum(['none', 'warning', 'critical']) }),
          annotations: z.object({ summary: z.string().min(10), description: z.string().optional() }),
        }),
      ),
    }),
  ),
});
const DashboardSchema = z.object({
  title: z.literal('Airdesk'),
  panels: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).optional(),
    }),
  ),
});

const rules = RulesSchema.parse(parse(read('deploy/prometheus-rules.yml'))).groups.flatMap(
  (group) => group.rules,
);
const { panels } = DashboardSchema.parse(JSON.parse(read('deploy/grafana-dashboard.json')));

/** What is wrong with the metrics and labels of an expression. */
function wrongIn(expression: string): string[] {
  return askedBy(expression).flatMap(({ metric, labels }) => {
    const known = there.get(metric);
    if (!known && !OF_PROMETHEUS.has(metric)) return [`there is no metric ${metric}`];
    const wrong = labels.filter((label) => !known?.includes(label) && !LABELS_OF_PROMETHEUS.has(label));
    return wrong.map((label) => `${metric} has no label ${label}`);
  });
}

/** Labels that a text for people names have to be those of a metric of its expression. */
function wrongLabels(text: string, expression: string): string[] {
  const known = askedBy(expression).flatMap(({ metric }) => there.get(metric) ?? []);
  const named = [...text.matchAll(/\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}/g)].map(([, label = '']) => label);
  return named.filter((label) => !known.includes(label));
}

describe('deploy/prometheus-rules.yml', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s asks for what there is', (_, rule) => {
    const { expr, annotations } = rule;
    expect(wrongIn(expr)).toEqual([]);
    expect(wrongLabels(`${annotations.summary} ${annotations.description ?? ''}`, expr)).toEqual([]);
  });

  it('has a dead man, what was not delivered, callbacks that are silent, looks that fail, the audit and the event loop, each once', () => {
    const names = rules.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'AirdeskDeadMan',
        'AirdeskCriticalUndelivered',
        'AirdeskCallbacksSilent',
        'AirdeskLooksFail',
        'AirdeskAuditBehind',
        'AirdeskLoopHeldUp',
      ]),
    );
  });
});

describe('deploy/grafana-dashboard.json', () => {
  const shown = panels.flatMap(({ title, targets = [] }) =>
    targets.map((target) => [title, target] as const),
  );

  it.each(shown)('%s asks for what there is', (_, { expr, legendFormat }) => {
    // The job is chosen on the dashboard.
    const plain = expr.replaceAll('"$job"', '"airdesk"');
    expect(wrongIn(plain)).toEqual([]);
    expect(wrongLabels(legendFormat, plain)).toEqual([]);
  });

  it('shows every metric of ours', () => {
    const used = new Set(shown.flatMap(([, { expr }]) => askedBy(expr).map(({ metric }) => metric)));
    const ruled = new Set(rules.flatMap(({ expr }) => askedBy(expr).map(({ metric }) => metric)));
    const ours = [...there.keys()].filter(
      (name) => name.startsWith('airdesk_') && !/_(?:sum|count|bucket)$/.test(name),
    );
    expect(ours.filter((name) => !used.has(name) && !ruled.has(name))).toEqual([
      'airdesk_build_info',
      'airdesk_live_attempts_total',
      'airdesk_http_cut_short_total',
      'airdesk_alert_checks_total',
      'airdesk_audit_export_attempts_total',
      'airdesk_audit_export_lines_total',
      'airdesk_audit_export_waiting',
    ]);
  });

  it('has panels that do not lie over each other', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (__, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('the check of expressions itself', () => {
  it.each([
    ['rate(airdesk_alerts_open[5m]', /bracket/],
    ['rate(airdesk_alerts_open)[5m]) > 1', /bracket|range/],
    ['airdesk_blind{condition=x} == 1', /selector/],
    ['airdesk_blind{condition="x" account="y"}', /selector/],
    ['rat(airdesk_alerts_open[5m])', /no function rat/],
    ['airdesk_alerts_open >', /operator/],
    ['airdesk_alerts_open § 1', /cannot be read/],
    ['sum by condition (airdesk_blind)', /labels/],
  ])('%s is none', (expression, why) => {
    expect(() => askedBy(expression)).toThrow(why);
  });

  it('finds metrics and labels that there are not', () => {
    expect(wrongIn('airdesk_alert_open > 1')).toEqual(['there is no metric airdesk_alert_open']);
    expect(wrongIn('airdesk_blind{conditions="x"}')).toEqual(['airdesk_blind has no label conditions']);
    expect(wrongLabels('{{ $labels.reciever }}', 'airdesk_audit_export_behind_seconds')).toEqual([
      'reciever',
    ]);
  });
});
