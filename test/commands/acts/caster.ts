import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'caster pvw evening-studio layout 3', action: 'CreateCasterPvw', undo: 'CreateCasterPvw' },
  { line: 'caster pvw spare-studio layout 1', action: 'CreateCasterPvw', undo: 'StopCasterPvw' },
  { line: 'caster pgm evening-studio input 4', action: 'CreateCasterPgm', undo: 'CreateCasterPgm' },
  { line: 'caster pgm spare-studio input 1', action: 'CreateCasterPgm', undo: 'StopCasterPgm' },
  { line: 'caster take evening-studio', action: 'CreateCasterPgm', undo: 'CreateCasterPgm' },
  { line: 'caster stop evening-studio', action: 'StopCasterPgm', undo: 'CreateCasterPgm' },
  { line: 'caster stop evening-studio pvw', action: 'StopCasterPvw', undo: 'CreateCasterPvw' },
  { line: 'caster overlay evening-studio texts:1', action: 'CreateCasterPvw', undo: 'CreateCasterPvw' },
  {
    line: 'caster overlay evening-studio pgm watermarks:none',
    action: 'CreateCasterPgm',
    undo: 'CreateCasterPgm',
  },
  { line: 'caster sound evening-studio 2', action: 'CreateCasterPgm', undo: 'CreateCasterPgm' },
  { line: 'caster sound evening-studio 1,2 pvw', action: 'CreateCasterPvw', undo: 'CreateCasterPvw' },
  { line: 'caster add late-studio 1920x1080 fps:50 until:30d', action: 'CreateCaster', undo: 'DeleteCaster' },
  {
    line: 'caster set evening-studio delay:30s until:30d fields:description=Late',
    action: 'ModifyCaster',
    undo: 'ModifyCaster',
  },
  { line: 'caster copy evening-studio late-studio late', action: 'CopyCaster', undo: 'DeleteCaster' },
  { line: 'caster release evening-studio', action: 'ReleaseCaster', undo: 'CreateCasterPgm' },
  {
    line: 'caster release spare-studio',
    action: 'ReleaseCaster',
    undo: 'CreateCasterPvw',
    before: ['caster pvw spare-studio layout 1'],
  },
  { line: 'caster remove spare-studio', action: 'DeleteCaster' },
];
