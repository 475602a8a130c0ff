/**
 * Controls that no text needs and that can fake what is read: C0 and C1 apart from tab and line feed, and the
 * bidirectional embeddings, overrides and isolates. Plain right-to-left text does without them.
 */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Outside text as it may be shown: control characters, lone surrogates and the overrides of the writing direction
 * (with which a name can pose as another) become a visible replacement character.
 */
export function safeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '\ufffd').replace(LONE_SURROGATE, '\ufffd');
}

/** The same on one line. */
export function safeOnOneLine(text: string): string {
  return safeText(text.replace(/[\r\n\t\u2028\u2029]+/g, ' '));
}
