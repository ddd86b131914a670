import { type ContentRule, everyText, problem } from './rule.ts'

export const brokenHtml: ContentRule = {
  id: 'broken-html',
  level: 'error',
  says: 'Only <b>, <i>, <u>, <code> and <a href="https://…"> are allowed, each closed in order; & is &amp; and < is &lt;.',
  wrong: {
    'content/ru/extra.yaml':
      'open: "<b>Важно"\ncrossed: "<b><i>a</b></i>"\nother: "<font>a</font>"\nand: "A & B"\nless: "1 < 2"\n',
  },
  right: {
    'content/ru/extra.yaml':
      'fine: "<b>Важно</b>: <a href=\\"https://мвд.рф\\">сайт</a>, A &amp; B, 1 &lt; 2"\n',
  },
  check: (content) =>
    everyText(content).flatMap(({ key, text }) =>
      htmlProblems(text.text).map((message) => problem(text, `${key}: ${message}`)),
    ),
}

const tags = ['b', 'i', 'u', 'code', 'a']

/** What Telegram would refuse in a text, in the order of the text. */
export function htmlProblems(html: string): string[] {
  if (!/[<&]/.test(html)) return []
  const problems: string[] = []
  const open: string[] = []
  for (const [token] of html.matchAll(/<[^<>]*>?|&[^\s;&<]*;?/g)) {
    const message = token.startsWith('&') ? entityProblem(token) : tagProblem(token, open)
    if (message !== undefined) problems.push(message)
  }
  return [...problems, ...open.map((name) => `<${name}> is not closed`)]
}

function entityProblem(token: string): string | undefined {
  return /^&(amp|lt|gt|quot);$/.test(token) ? undefined : `${token} must be written &amp;${token.slice(1)}`
}

function tagProblem(token: string, open: string[]): string | undefined {
  const [, slash, name = '', rest = ''] = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>$/.exec(token) ?? []
  if (name === '') return '< must be written &lt;'
  if (!tags.includes(name)) return `<${name}> is not allowed`
  if (slash === '/') return closeTag(name, open)
  open.push(name)
  if (name === 'a') return /^ href="[^"]+"$/.test(rest) ? undefined : `${token} must be <a href="https://…">`
  return rest === '' ? undefined : `${token} must be <${name}>`
}

function closeTag(name: string, open: string[]): string | undefined {
  const last = open.at(-1)
  if (last === name) {
    open.pop()
    return undefined
  }
  if (!open.includes(name)) return `</${name}> closes nothing`
  open.splice(open.lastIndexOf(name), 1)
  return `</${name}> stands before </${last}>`
}
