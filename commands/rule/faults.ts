import type { Domain } from '../../src/live/read/domains.ts';
import type { Rule, Template } from '../../src/live/read/templates.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Feature } from '../feature/feature.ts';
import type { Bindings } from '../feature/rule-noun.ts';
import { isSame, scopeOf, scopeText } from '../feature/scope.ts';
import type { Finding } from '../findings.ts';
import { typedLine } from '../typed-line.ts';

/** What is wrong with the rules and templates of a feature. `domains` undefined: they could not be read. */
export function faultsOf(
  feature: Feature,
  bindings: Bindings,
  domains: readonly Domain[] | undefined,
): readonly Finding[] {
  const found = [
    ...bindings.rules.flatMap((rule) => ruleFaults(feature, bindings, domains, rule)),
    ...contradictions(feature, bindings),
    ...bindings.templates.flatMap((template) => templateFaults(feature, bindings, template)),
  ];
  if (found.length > 0) return found;
  const count = bindings.rules.length;
  return [
    {
      is: 'well',
      text: {
        en: `${feature.name}: ${count} ${count === 1 ? 'rule' : 'rules'}`,
        zh: `${feature.zh}：${count} 条规则`,
      },
    },
  ];
}

function ruleFaults(
  feature: Feature,
  { templates }: Bindings,
  domains: readonly Domain[] | undefined,
  rule: Rule,
): readonly Finding[] {
  const place = scopeText(scopeOf(rule));
  const shown = safeLine(place, 100);
  const fix = typedLine(`${feature.name} rule remove`, place, byId(rule.templateId));
  const found: Finding[] = [];
  if (!templates.some(({ id }) => id === rule.templateId))
    found.push({
      is: 'wrong',
      text: {
        en: `${feature.name}: the rule of ${shown} names template ${rule.templateId}, which does not exist`,
        zh: `${feature.zh}：${shown} 的规则指向不存在的模板 ${rule.templateId}`,
      },
      fix,
    });
  if (domains && !domains.some(({ name }) => name === rule.domain))
    found.push({
      is: 'wrong',
      text: {
        en: `${feature.name}: the rule of ${shown} is of a domain that the account does not have`,
        zh: `${feature.zh}：${shown} 的规则属于账号中不存在的域名`,
      },
      fix,
    });
  return found;
}

/** Two templates where there can be one. */
function contradictions(feature: Feature, { rules }: Bindings): readonly Finding[] {
  if (feature.isMany) return [];
  return rules.flatMap((rule, at): Finding[] => {
    const other = rules
      .slice(0, at)
      .find(
        (before) =>
          before.templateId !== rule.templateId &&
          (feature.isOneADomain ? before.domain === rule.domain : isSame(scopeOf(before), scopeOf(rule))),
      );
    if (!other) return [];
    const shown = safeLine(feature.isOneADomain ? rule.domain : scopeText(scopeOf(rule)), 100);
    return [
      {
        is: 'wrong',
        text: {
          en: `${feature.name}: ${shown} has templates ${other.templateId} and ${rule.templateId}, and only one can hold`,
          zh: `${feature.zh}：${shown} 同时关联模板 ${other.templateId} 和 ${rule.templateId}，只能有一个生效`,
        },
        fix: typedLine(`${feature.name} rule list`, rule.domain),
      },
    ];
  });
}

function templateFaults(feature: Feature, { rules }: Bindings, template: Template): readonly Finding[] {
  const called = safeLine(template.name || template.id, 60);
  const found: Finding[] = [];
  if (!rules.some(({ templateId }) => templateId === template.id))
    found.push({
      is: 'note',
      text: {
        en: `${feature.name}: no rule uses template ${called}`,
        zh: `${feature.zh}：没有规则使用模板 ${called}`,
      },
    });
  const kept = feature.name === 'record' ? keptForever(feature, template) : [];
  if (kept.length > 0)
    found.push({
      is: 'note',
      text: {
        en: `record: template ${called} keeps files forever (${kept.join(', ')}), and storage is billed`,
        zh: `录制：模板 ${called} 永久保留文件（${kept.join('、')}），持续产生存储费用`,
      },
    });
  return found;
}

/** The formats that are recorded and never deleted. */
function keptForever({ rows }: Feature, { info }: Template): readonly string[] {
  return rows.flatMap(({ path, label }) => {
    const [member, field] = path.split('.');
    if (member === undefined || field !== 'Enable') return [];
    const settings = (info as Readonly<Record<string, unknown>>)[member];
    if (typeof settings !== 'object' || settings === null) return [];
    const { Enable, StorageTime } = settings as { readonly Enable?: unknown; readonly StorageTime?: unknown };
    return Number(Enable ?? 0) === 1 && Number(StorageTime ?? 0) === 0 ? [label.en] : [];
  });
}
