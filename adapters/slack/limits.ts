/**
 * Slack's limits on a message and a modal (docs.slack.dev/reference/block-kit), as far as our layout meets them.
 * `visible` is ours: messages of about 13,000 characters are refused with `msg_blocks_too_long` although every
 * documented limit holds (bolt-js #2509).
 */
export const LIMITS = {
  header: 150,
  plainText: 3_000,
  elementsInActions: 25,
  /** Ours: five rows of actions are more than anybody reads. */
  actionsBlocks: 4,
  buttonText: 75,
  buttonId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  fallbackText: 1_000,
  visible: 9_000,
  compact: 1_500,
  modalTitle: 24,
  modalButton: 24,
  modalBlocks: 100,
  /** Ours: blocks above the fields. */
  modalLeads: 2,
  label: 2_000,
  inputValue: 3_000,
  /** Ours. */
  fieldError: 300,
  options: 100,
  placeholder: 150,
  optionGroups: 100,
  optionText: 75,
  optionValue: 150,
  /** Ours. */
  links: 5,
  /** Ours. */
  mentions: 20,
} as const;

/** Columns of fixed-width text that a phone shows without breaking the line. */
export const PHONE_COLUMNS = 40;
