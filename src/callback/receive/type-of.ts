type Message = Readonly<Record<string, unknown>>;

/** Messages that can come without `event_type`, and what tells them apart. Samples of 314 and 321 have none. */
const SIGNS: readonly (readonly [type: number, is: (message: Message) => boolean])[] = [
  [314, (message) => typeof message.callback_event === 'string'],
  [321, (message) => Array.isArray(message.abnormal_event)],
  [328, (message) => message.interface === 'general_callback' && typeof message.event_name === 'string'],
  [332, (message) => typeof message.record_event === 'string'],
  [341, (message) => typeof message.exception === 'object' && message.exception !== null],
  [100, (message) => typeof message.record_file_id === 'string'],
  [200, (message) => typeof message.pic_url === 'string' && typeof message.pic_full_url === 'string'],
  [317, (message) => typeof message.suggestion === 'string' && 'screenshotTime' in message],
  [315, (message) => 'HitFlag' in message && ('asr_text' in message || 'moan_results' in message)],
];

/** The `event_type` of a message: as it says, number or digits, or else by its fields. */
export function typeOf(message: Message): number | undefined {
  const told = message.event_type;
  if (typeof told === 'number') return Number.isSafeInteger(told) && told >= 0 ? told : undefined;
  if (typeof told === 'string' && /^\d{1,6}$/.test(told)) return Number(told);
  if (told !== undefined && told !== null && told !== '') return undefined;
  return SIGNS.find(([, is]) => is(message))?.[0];
}
