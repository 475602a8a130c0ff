/** The secret id that the sandbox knows when `SANDBOX_SECRET_ID` is not set. Worth nothing anywhere else. */
export const DEFAULT_SECRET_ID = 'AKIDsandbox-not-a-real-id';
/** The secret key that belongs to it, when `SANDBOX_SECRET_KEY` is not set. */
export const DEFAULT_SECRET_KEY = 'sandbox-not-a-real-key';
