/**
 * Discord's limits on a message of components (docs.discord.com/developers/components/reference), as far as our layout
 * meets them. `text` is over all text displays of a message; `components` counts nested ones.
 */
export const LIMITS = {
  text: 4_000,
  components: 40,
  buttonsInRow: 5,
  buttons: 25,
  selects: 5,
  label: 80,
  customId: 100,
  placeholder: 150,
  options: 25,
  optionText: 100,
  choices: 25,
  choiceText: 100,
  nonce: 25,
  modalTitle: 45,
  /** Fields of a modal, and texts beside them. */
  modalParts: 5,
  fieldLabel: 45,
  fieldText: 100,
  fieldValue: 4_000,
  /** Of a longer one the end is not seen in a field of one line (discord-api-docs #6275). */
  seenPlaceholder: 55,
  /** Ours. */
  mentions: 20,
} as const;

/** What the parts of a card may take of the text, in characters as sent. Title and footer come first. */
export const BUDGETS = {
  total: 3_900,
  title: 900,
  footer: 400,
  lines: 1_600,
  facts: 1_600,
  compact: 1_500,
  /** A plain text in a thread. */
  plain: 3_000,
} as const;

/** Columns of fixed-width text that a phone shows without breaking the line. */
export const PHONE_COLUMNS = 40;

/** Message flags (docs.discord.com/developers/resources/message#message-object-message-flags). */
export const FLAGS = { ephemeral: 1 << 6, components: 1 << 15 } as const;

/** A token answers for 15 min; a little less, because ours and Discord's clock differ. */
export const TOKEN_MS = 14.5 * 60_000;
