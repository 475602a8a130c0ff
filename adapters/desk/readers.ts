/** Whether a reader (user id) may see what is about all these accounts. */
export type MayRead = (userId: string, accounts: readonly string[]) => boolean;
