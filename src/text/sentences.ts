/** Sentences one after the other: behind a full-width sign there is no space. */
export function sentences(...texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined && text !== '')
    .reduce<string>((all, text = '') => {
      if (all === '') return text;
      return /[。！？：；]$/u.test(all) ? all + text : `${all} ${text}`;
    }, '');
}
