/**
 * Called before and after each step in which a store changes a file, with the step's name. Tests end the process there;
 * otherwise nothing happens.
 */
export type WriteBoundary = (step: string) => void;

/** No interruption. */
export const uninterrupted: WriteBoundary = () => undefined;
