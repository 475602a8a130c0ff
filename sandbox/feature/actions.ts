import { actions } from '../../src/live/catalogue/catalogue.ts';
import { checkLimits } from '../wire/check-limits.ts';
import type { World } from '../world.ts';
import type { Feature, Values } from './feature.ts';
import { bind, listRules, ruleInfo, unbind } from './rules.ts';
import { FEATURES } from './table/features.ts';
import { createTemplate, findTemplate, modifyTemplate, removeTemplate, templateInfo } from './templates.ts';

/** What an action of any feature does: its parameters are known by data only. */
type FeatureHandler = (world: World, params: Values) => Values;

/** The 55 actions on templates and rules, made of the table of features. */
export const featureActions: Readonly<Record<string, FeatureHandler>> = Object.fromEntries(
  Object.values(FEATURES).flatMap(handlersOf),
);

function handlersOf(feature: Feature): (readonly [string, FeatureHandler])[] {
  const { create, modify, remove, one, all, bind: add, unbind: take, rules } = feature.actions;
  const { members } = feature;
  const handlers: [string, FeatureHandler][] = [
    [create, (world, params) => ({ [members.id]: createTemplate(world, feature, create, params).id })],
    [modify, nothing((world, params) => modifyTemplate(world, feature, modify, params))],
    [remove, nothing((world, params) => removeTemplate(world, feature, remove, params))],
    [add, nothing((world, params) => bind(world, feature, add, params))],
    [take, nothing((world, params) => unbind(world, feature, take, params))],
    [all, (world, params) => listTemplates(world, feature, params)],
    [
      rules,
      (world, params) => ({
        Rules: listRules(world, feature, params).map((rule) => ruleInfo(feature, rule)),
      }),
    ],
  ];
  if (one)
    handlers.push([
      one,
      (world, params) => {
        const template = findTemplate(world, feature, one, params[members.id]);
        return { [members.one]: templateInfo(world, feature, template) };
      },
    ]);
  return handlers.map(([action, handler]) => [action, withLimits(action, handler)]);
}

function listTemplates(world: World, feature: Feature, params: Values): Values {
  const held = [...world.features.bindings[feature.name].templates.values()];
  const { templates, beside } = feature.select?.(held, params) ?? { templates: held };
  return { ...beside, [feature.members.all]: templates.map((one) => templateInfo(world, feature, one)) };
}

function nothing(run: (world: World, params: Values) => void): FeatureHandler {
  return (world, params) => {
    run(world, params);
    return {};
  };
}

function withLimits(action: string, handler: FeatureHandler): FeatureHandler {
  return (world, params) => {
    checkLimits(action, params, actions[action]?.input ?? []);
    return handler(world, params);
  };
}
