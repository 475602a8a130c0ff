import { beijingText } from '../cloud-time.ts';
import { refuse } from '../refuse.ts';
import type { World } from '../world.ts';
import type { Feature, Rule, Values } from './feature.ts';
import { textOf } from './text-of.ts';

const DOMAIN = /^(?=.{1,255}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** Where a rule holds. Empty: every path of the domain, every stream of the path. */
interface Place {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
}

/** Binds a template; what is on air is not touched. @throws ApiError */
export function bind(world: World, feature: Feature, action: string, given: Values): void {
  const held = world.features.bindings[feature.name];
  const place = placeOf(given);
  const templateId = Number(given['TemplateId']);
  checkPlace(world, feature, action, place);
  if (!held.templates.has(templateId))
    throw refuse(action, 'nothingToBind', `There is no ${feature.name} template ${templateId}.`);
  const there = held.rules.filter((rule) => isSamePlace(rule, place));
  if (there.some((rule) => !feature.manyAtOnePlace || rule.templateId === templateId))
    throw refuse(action, 'bound', `${placeText(place)} has a rule already; remove it first.`);
  const other =
    feature.oneTemplateADomain &&
    held.rules.find((rule) => rule.domain === place.domain && rule.templateId !== templateId);
  if (other)
    throw refuse(
      action,
      'bound',
      `${place.domain} is bound to template ${other.templateId}, and takes one only.`,
    );
  if (held.rules.length >= feature.mostRules)
    throw refuse(action, 'rulesFull', `There are ${held.rules.length} rules already.`);
  const now = world.clock.now();
  held.rules = [...held.rules, { ...place, templateId, createTime: now, updateTime: now }];
}

/** Takes a rule away: exactly that of the domain, path and stream given. @throws ApiError */
export function unbind(world: World, feature: Feature, action: string, given: Values): void {
  const held = world.features.bindings[feature.name];
  const place = placeOf(given);
  const { TemplateId } = given;
  const rule = held.rules.find(
    (one) => isSamePlace(one, place) && (TemplateId === undefined || one.templateId === Number(TemplateId)),
  );
  if (!rule) throw refuse(action, 'noRule', `There is no rule at exactly ${placeText(place)}.`);
  held.rules = held.rules.filter((one) => one !== rule);
}

/** The rules of a feature, filtered where the call says so. */
export function listRules(world: World, feature: Feature, given: Values): Rule[] {
  const ids = (given['TemplateIds'] as readonly unknown[] | undefined)?.map(Number) ?? [];
  const domains = (given['DomainNames'] as readonly string[] | undefined) ?? [];
  return world.features.bindings[feature.name].rules.filter(
    (rule) =>
      (ids.length === 0 || ids.includes(rule.templateId)) &&
      (domains.length === 0 || domains.includes(rule.domain)),
  );
}

/** The rule as the cloud shows it. Callback rules have no stream. */
export function ruleInfo(feature: Feature, rule: Rule): Values {
  return {
    CreateTime: beijingText(rule.createTime),
    UpdateTime: beijingText(rule.updateTime),
    TemplateId: rule.templateId,
    DomainName: rule.domain,
    AppName: rule.app,
    ...(feature.name !== 'callback' && { StreamName: rule.stream }),
  };
}

function placeOf(given: Values): Place {
  return {
    domain: textOf(given, 'DomainName'),
    app: textOf(given, 'AppName'),
    stream: textOf(given, 'StreamName'),
  };
}

function checkPlace(world: World, feature: Feature, action: string, place: Place): void {
  const { domain, app, stream } = place;
  if (!DOMAIN.test(domain))
    throw refuse(action, 'domain', 'DomainName must be a domain, without a scheme or path.');
  const known = world.scene.domains.filter(({ name }) => name === domain);
  if (known.length > 0 && !known.some(({ type }) => type === feature.domains))
    throw refuse(action, 'value', `${domain} is no ${feature.domains} domain.`);
  if (app.length > 255 || stream.length > 256)
    throw refuse(action, 'value', 'AppName or StreamName is too long.');
  if (feature.noStreams && stream !== '')
    throw refuse(action, 'value', 'StreamName must be empty: these rules hold for a domain or a path of it.');
  if (app === '' && stream !== '') throw refuse(action, 'value', 'AppName must be given with StreamName.');
}

function isSamePlace(left: Place, right: Place): boolean {
  return left.domain === right.domain && left.app === right.app && left.stream === right.stream;
}

function placeText({ domain, app, stream }: Place): string {
  return `${domain}/${app}/${stream}`;
}
