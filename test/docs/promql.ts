/** A metric that an expression asks for, with the labels that it names. */
export interface Asked {
  readonly metric: string;
  readonly labels: readonly string[];
}

const FUNCTIONS: ReadonlySet<string> = new Set(
  'rate increase sum max min avg count abs absent vector histogram_quantile min_over_time max_over_time label_values'.split(
    ' ',
  ),
);
const WORDS: ReadonlySet<string> = new Set([
  'by',
  'without',
  'or',
  'and',
  'unless',
  'on',
  'ignoring',
  'bool',
]);

const TOKEN =
  /\s+|(?<string>"(?:[^"\\]|\\.)*")|(?<range>\[(?:\d+[smhd]|\$__\w+)\])|(?<number>\d+(?:\.\d+)?(?:e\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<op>==|!=|=~|!~|>=|<=|[-+*/<>=(){},])/y;

interface Token {
  readonly kind: 'string' | 'range' | 'number' | 'name' | 'op';
  readonly text: string;
}

/**
 * What an expression asks for. As much of the language as we use: brackets that close, selectors with quoted values, ranges behind
 * selectors, functions and words that there are. @throws where it is none
 */
export function askedBy(expression: string): readonly Asked[] {
  const tokens = tokensOf(expression);
  const asked: Asked[] = [];
  const open: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const next = tokens[at + 1]?.text;
    if (token.text === '(') open.push(')');
    else if (token.text === ')') {
      if (open.pop() !== ')') throw new Error(`a bracket too many in ${expression}`);
    } else if (token.kind === 'range') {
      const before = tokens[at - 1];
      if (before?.text !== '}' && before?.kind !== 'name')
        throw new Error(`a range of nothing in ${expression}`);
    } else if (token.kind === 'name') {
      const grouping = WORDS.has(token.text);
      if (grouping) {
        if (token.text === 'by' || token.text === 'without') at = skipLabels(tokens, at + 1, expression);
        continue;
      }
      if (next === '(' || next === 'by') {
        if (!FUNCTIONS.has(token.text)) throw new Error(`no function ${token.text} in ${expression}`);
        continue;
      }
      const labels: string[] = [];
      if (next === '{') at = readSelector(tokens, at + 2, labels, expression);
      asked.push({ metric: token.text, labels });
    }
  }
  if (open.length > 0) throw new Error(`a bracket that does not close in ${expression}`);
  if (tokens.at(-1)?.kind === 'op' && !')}'.includes(tokens.at(-1)?.text ?? ''))
    throw new Error(`ends with an operator: ${expression}`);
  return asked;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(expression);
    if (!found) throw new Error(`cannot be read from "${expression.slice(from)}" on`);
    for (const kind of ['string', 'range', 'number', 'name', 'op'] as const) {
      const text = found.groups?.[kind];
      if (text !== undefined) tokens.push({ kind, text });
    }
  }
  return tokens;
}

/** `a="b", c=~"d"}`: the place of its end. */
function readSelector(tokens: readonly Token[], from: number, labels: string[], expression: string): number {
  let at = from;
  while (tokens[at]?.text !== '}') {
    const [label, op, value, behind] = tokens.slice(at, at + 4);
    const isRight =
      label?.kind === 'name' && /^(?:=|!=|=~|!~)$/.test(op?.text ?? '') && value?.kind === 'string';
    if (!isRight || !/^[,}]$/.test(behind?.text ?? ''))
      throw new Error(`a selector is wrong in ${expression}`);
    labels.push(label.text);
    at += behind?.text === ',' ? 4 : 3;
  }
  return at;
}

function skipLabels(tokens: readonly Token[], from: number, expression: string): number {
  const end = tokens.findIndex(({ text }, at) => at > from && text === ')');
  const inside = tokens.slice(from + 1, end);
  const isRight =
    tokens[from]?.text === '(' &&
    inside.every(({ kind, text }, at) => (at % 2 ? text === ',' : kind === 'name'));
  if (!isRight) throw new Error(`labels are wrong in ${expression}`);
  return end;
}
