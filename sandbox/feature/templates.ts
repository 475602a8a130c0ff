import { refuse } from '../refuse.ts';
import type { World } from '../world.ts';
import { complete } from './complete.ts';
import type { Feature, Template, Values } from './feature.ts';

/** Adds a template; it does nothing before a rule binds it. @throws ApiError */
export function createTemplate(world: World, feature: Feature, action: string, given: Values): Template {
  const { templates } = world.features.bindings[feature.name];
  if (templates.size >= feature.most)
    throw refuse(action, 'templatesFull', `There are ${templates.size} templates already.`);
  const now = world.clock.now();
  const values = complete(feature, { action, given, old: undefined, others: [...templates.values()] });
  const template = { id: world.features.nextTemplateId++, createTime: now, updateTime: now, values };
  templates.set(template.id, template);
  return template;
}

/** Changes what is given; streams that are on air keep what they began under. @throws ApiError */
export function modifyTemplate(world: World, feature: Feature, action: string, given: Values): void {
  const { templates } = world.features.bindings[feature.name];
  const old = findTemplate(world, feature, action, given[feature.members.id]);
  const others = [...templates.values()].filter((other) => other.id !== old.id);
  const values = complete(feature, { action, given, old: old.values, others });
  templates.set(old.id, { ...old, updateTime: world.clock.now(), values });
}

/** @throws ApiError where there is none, or a rule binds it */
export function removeTemplate(world: World, feature: Feature, action: string, given: Values): void {
  const { id } = findTemplate(world, feature, action, given[feature.members.id]);
  if (isInUse(world, feature, id))
    throw refuse(action, 'templateInUse', `Template ${id} is bound by a rule; remove the rule first.`);
  world.features.bindings[feature.name].templates.delete(id);
}

/** @throws ApiError where there is none */
export function findTemplate(world: World, feature: Feature, action: string, id: unknown): Template {
  const template = world.features.bindings[feature.name].templates.get(Number(id));
  if (!template) throw refuse(action, 'noTemplate', `There is no ${feature.name} template ${String(id)}.`);
  return template;
}

/** The template as the cloud shows it. */
export function templateInfo(world: World, feature: Feature, template: Template): Values {
  const shown = Object.entries(template.values).filter(([name]) => !feature.values[name]?.hidden);
  return {
    [feature.members.id]: template.id,
    ...Object.fromEntries(shown),
    ...feature.shows?.(template, isInUse(world, feature, template.id)),
  };
}

function isInUse(world: World, feature: Feature, id: number): boolean {
  return world.features.bindings[feature.name].rules.some((rule) => rule.templateId === id);
}
