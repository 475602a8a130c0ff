/** What a platform can do besides: say who is in a group that cards and people call. Not every platform can. */
export interface Groups {
  /** Makes these, by their ids there, the members of the group, and nobody else. At least one. Twice is as good as once. @throws DeliveryError */
  readonly setMembers: (group: string, people: readonly string[]) => Promise<void>;
}
