import { mayBeShown } from '../content/contacts.ts'
import type { Content } from '../content/load.ts'
import { countsOf } from './content-state.ts'
import { neededTexts } from './rules/keys.ts'
import type { Script } from './script.ts'

type Row = readonly (string | number)[]

/** How much content there is and how far it is checked, as tables in Markdown. README holds them; a test keeps them true. */
export function countTables(script: Script): string {
  const { content } = script
  return [
    table(['flows', 'topics', 'cards', 'buttons'], [sizes(script)]),
    table(['facts', 'high', 'medium', 'low', 'practice', 'not to be published'], [factRow(content)]),
    table(['contacts', 'shown', 'hidden until dialled', 'dialled'], [contactRow(content)]),
    table(
      ['language', 'texts', 'read by a speaker', 'machine draft', 'stale', 'missing'],
      reviewRows(content),
    ),
  ].join('\n')
}

function sizes(script: Script): Row {
  const needed = neededTexts(script)
  const topics = new Set([...script.flows.values()].flatMap(({ topic }) => topic ?? []))
  const count = (role: string) => needed.filter((each) => each.role === role).length
  return [script.flows.size, topics.size, count('card'), count('label') + count('item')]
}

function factRow({ facts }: Content): Row {
  const all = [...facts.values()]
  const of = (confidence: string) => all.filter((fact) => fact.confidence === confidence).length
  return [
    all.length,
    of('high'),
    of('medium'),
    of('low'),
    of('practice'),
    all.filter(({ publish }) => !publish).length,
  ]
}

function contactRow({ contacts }: Content): Row {
  const all = [...contacts.values()]
  const shown = all.filter(mayBeShown).length
  return [all.length, shown, all.length - shown, all.filter(({ dialled }) => dialled !== null).length]
}

function reviewRows(content: Content): Row[] {
  const { languages, source_language: source } = content.campaign
  const keys = [...(content.texts.get(source)?.keys() ?? [])]
  const counts = countsOf(content, keys)
  return languages.map((language) => {
    const count = counts.get(language)
    if (count === undefined) return [`${language} (source)`, keys.length, '', '', '', '']
    const { missing, stale, draft, reviewed } = count
    return [language, keys.length - missing, reviewed, draft, stale, missing]
  })
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}
