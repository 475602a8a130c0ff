/** The group of an action that the document does not name, by its name. The first that fits counts. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/Avatar/, 'avatar'],
  [/PadStream/, 'stream'],
  [/Caster/, 'caster'],
  [/CloudEffect/, 'effect'],
  [/AuditKeyword/, 'keyword'],
  [/SceneVideo|VideoRedraw|AIGC/, 'video'],
  [/OriginStream|SourceStream/, 'origin'],
  [/PullTransform/, 'statistics'],
  [/Task/, 'pull'],
];

/** The group that an action belongs to; `later` where its name does not tell. */
export function groupOf(action: string): string {
  return GROUPS.find(([pattern]) => pattern.test(action))?.[1] ?? 'later';
}
