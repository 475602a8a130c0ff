/**
 * The address of a calendar: https, or `webcal`, which is read as https; with http where addresses inside are allowed. What
 * is wrong with it otherwise, as the end of a sentence that does not quote it: such an address can be a secret.
 */
export function calendarAddress(text: string, isPrivate: boolean): URL | string {
  const plain = text.trim().replace(/^webcals?:/i, 'https:');
  if (!URL.canParse(plain)) return 'is not an address, as https://calendar.example.com/oncall.ics';
  const url = new URL(plain);
  if (url.protocol !== 'https:' && !(isPrivate && url.protocol === 'http:'))
    return isPrivate
      ? 'is no https or http address'
      : 'is no https address; http is read with private: true only';
  if (url.username !== '' || url.password !== '') return 'holds a name or a password in front of the host';
  return url;
}
