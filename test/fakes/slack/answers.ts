/** What a Web API method answers. */
export type Answer = { readonly ok: boolean; readonly error?: string } & Record<string, unknown>;
/** Its arguments, strings as they came in the form. */
export type Args = Readonly<Record<string, unknown>>;

/** An answer that it was done. */
export const ok = (facts: Record<string, unknown> = {}): Answer => ({ ok: true, ...facts });
/** A refusal with Slack's error word. */
export const no = (error: string, facts: Record<string, unknown> = {}): Answer => ({
  ok: false,
  error,
  ...facts,
});
