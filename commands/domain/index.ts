import type { Command } from '../../src/command.ts';
import { domainAdd } from './add.ts';
import { domainCheck } from './check.ts';
import { domainList } from './list.ts';
import { domainDisable, domainEnable } from './power.ts';
import { domainRemove } from './remove.ts';
import { domainSet } from './set.ts';
import { domainShow } from './show.ts';
import { domainVerify } from './verify.ts';

/** Domains: what is pushed to and played from. */
export const domainCommands: readonly Command[] = [
  domainList,
  domainShow,
  domainCheck,
  domainAdd,
  domainVerify,
  domainSet,
  domainEnable,
  domainDisable,
  domainRemove,
];
