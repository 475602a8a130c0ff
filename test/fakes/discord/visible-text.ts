import { type FakeComponent, flattened } from './message-schema.ts';

const FENCED = /```(?:\w+\n|\n)?([^]*?)\n?```/g;

/** What Discord shows of a line of its markdown, as far as the bot writes any. */
function shownLine(line: string): string {
  return line
    .replace(/^(?:-# |#{1,3} )/, '')
    .replace(/\\(.)|\*\*/g, (_all, escaped: string | undefined) => escaped ?? '');
}

/** What Discord shows of a text: marks gone, escaped signs as themselves, code literal. */
export function shownMarkdown(content: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of content.matchAll(FENCED)) {
    parts.push(content.slice(at, match.index).split('\n').map(shownLine).join('\n'));
    parts.push((match[1] ?? '').replace(/`\u200b(?=`)/g, '`'));
    at = match.index + match[0].length;
  }
  parts.push(content.slice(at).split('\n').map(shownLine).join('\n'));
  return parts.join('');
}

/** All text of a message that its readers see, controls aside. */
export function visibleText(components: readonly FakeComponent[], content: string): string {
  const texts = flattened(components).flatMap((component) =>
    component.type === 10 ? [shownMarkdown(component.content)] : [],
  );
  return [...(content === '' ? [] : [shownMarkdown(content)]), ...texts].join('\n');
}

/** The buttons of a message, in order. */
export function buttonsOf(components: readonly FakeComponent[]): { id: string; label: string }[] {
  return flattened(components).flatMap((component) =>
    component.type === 1
      ? component.components.flatMap((control) =>
          control.type === 2 && 'custom_id' in control
            ? [{ id: control.custom_id, label: control.label }]
            : [],
        )
      : [],
  );
}

/** The links of a message, in order. */
export function linksOf(components: readonly FakeComponent[]): { label: string; url: string }[] {
  return flattened(components).flatMap((component) =>
    component.type === 1
      ? component.components.flatMap((control) =>
          'url' in control ? [{ label: control.label, url: control.url }] : [],
        )
      : [],
  );
}

/** The choices of a message's selects, in order. */
export function choicesOf(
  components: readonly FakeComponent[],
): { selectId: string; value: string; label: string }[] {
  return flattened(components).flatMap((component) =>
    component.type === 1
      ? component.components.flatMap((control) =>
          control.type === 3
            ? control.options.map(({ value, label }) => ({ selectId: control.custom_id, value, label }))
            : [],
        )
      : [],
  );
}

/** Code blocks and escaped signs out of the way: what is left is read as markup. */
function active(content: string): string {
  return content.replace(FENCED, ' ').replace(/\\./gs, ' ');
}

/** What in a message would mention somebody, link somewhere or invite, were it not for allowed_mentions. */
export function markupIn(components: readonly FakeComponent[]): string[] {
  const marked =
    /<(?:@[!&]?|#|t:|a?:\w|id:|\/)[^>]*>|@(?:everyone|here)|https?:\/\/|\]\(|discord\.gg|\|\||~~|__|`|^>|^[-+] |^\d+\. /gim;
  return flattened(components).flatMap((component) =>
    component.type === 10 ? (active(component.content).match(marked) ?? []) : [],
  );
}

/** Ids of the people and roles that a message notifies when it is posted: called in its text, and allowed. */
export function notifiedBy(
  components: readonly FakeComponent[],
  content: string,
  allowed: {
    readonly parse: readonly string[];
    readonly users?: readonly string[] | undefined;
    readonly roles?: readonly string[] | undefined;
  },
): string[] {
  const texts = flattened(components).flatMap((component) =>
    component.type === 10 ? [component.content] : [],
  );
  const text = active([content, ...texts].join('\n'));
  const ids = (mark: RegExp, kind: string, listed: readonly string[] = []): string[] =>
    [...text.matchAll(mark)]
      .map(([, id = '']) => id)
      .filter((id) => allowed.parse.includes(kind) || listed.includes(id));
  const everyone = allowed.parse.includes('everyone') ? (text.match(/@everyone|@here/g) ?? []) : [];
  return [
    ...new Set([
      ...ids(/<@!?(\d+)>/g, 'users', allowed.users),
      ...ids(/<@&(\d+)>/g, 'roles', allowed.roles),
      ...everyone,
    ]),
  ];
}
