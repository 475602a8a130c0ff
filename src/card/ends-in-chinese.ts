/** Whether a label takes a full-width colon: `当前主流`, `备流 2`. */
export function endsInChinese(label: string): boolean {
  return /\p{Script=Han}[\s\d]*$/u.test(label);
}
