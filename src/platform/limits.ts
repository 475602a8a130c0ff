/**
 * What every platform takes, so that nothing of a card is left out anywhere. An adapter whose platform takes less splits
 * or shortens by itself. Texts in UTF-16 units.
 */
export const LIMITS = {
  buttonLabel: 75,
  buttons: 20,
  /** Of a select. */
  choices: 25,
  linkAddress: 512,
  /** Offered for an option that is being typed, and how long each may be. */
  suggestions: 25,
  suggestion: 100,
} as const;
