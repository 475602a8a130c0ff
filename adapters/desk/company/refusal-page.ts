import type { Text } from '../../../src/text/language.ts';

/** A page that says in both languages why somebody was not let in, and what to do. */
export function refusalPage(hint: Text, who?: string): string {
  const line = who === undefined ? '' : `<p><code dir="auto">${escaped(who)}</code></p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Airdesk</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/desk/page/style.css"></head>
<body><main class="sheet login">
<h2>Not signed in <span lang="zh-CN">未能登录</span></h2>
<p>${escaped(hint.en)}</p>
<p lang="zh-CN">${escaped(hint.zh)}</p>
${line}
<p><a href="/desk">Airdesk</a></p>
</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
