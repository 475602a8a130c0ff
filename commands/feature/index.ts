import type { Command } from '../../src/command.ts';
import type { Feature } from './feature.ts';
import { FEATURES } from './features.ts';
import { ruleAdd } from './rule-add.ts';
import { ruleList } from './rule-list.ts';
import { ruleRemove } from './rule-remove.ts';
import { ruleSet } from './rule-set.ts';
import { templateDiff } from './template-diff.ts';
import { templateList } from './template-list.ts';
import { templateAdd, templateCopy } from './template-make.ts';
import { templateRemove } from './template-remove.ts';
import { templateSet } from './template-set.ts';
import { templateShow } from './template-show.ts';

/** What every feature has. */
const VERBS: readonly ((feature: Feature) => Command)[] = [
  templateList,
  templateShow,
  templateAdd,
  templateSet,
  templateCopy,
  templateDiff,
  templateRemove,
  ruleList,
  ruleAdd,
  ruleSet,
  ruleRemove,
];

/** Templates and the rules that bind them, of all features: one shape. */
export const featureCommands: readonly Command[] = FEATURES.flatMap((feature) =>
  VERBS.map((verb) => verb(feature)),
);
