import type { Script } from '../flow/script.ts'
import type { View } from '../report/view.ts'
import { nameOf, periodInWords } from './namings.ts'
import type { Words } from './words.ts'

/** What stands around the numbers of a file, a report or a shared page. */
export type Around = {
  words: Words
  script: Script
  title: string
  /** When the file or page was made. */
  made: Date
  /** Further facts, such as which revision a report is. */
  besides?: readonly Fact[]
}
export type Fact = { label: string; text: string }

/** Whose numbers these are, of when, of whom, and how far they can be trusted. */
export function factsOf(view: View, { words, script, made, besides = [] }: Around): Fact[] {
  const { t } = words
  const fact = (key: string, text: string): Fact => ({ label: t(`export.about.${key}`), text })
  const clock = (at: Date) => words.clock(at, view.timeZone)
  return [
    fact('campaign', script.content.campaign.name),
    fact('period', periodInWords(view.period, words)),
    fact('filters', filtersText(view, words, script)),
    fact('state', stateText(view, words)),
    ...besides,
    fact('zone', view.timeZone),
    fact('counted', view.countedAt === null ? t('export.about.never') : clock(new Date(view.countedAt))),
    fact('made', clock(made)),
    ...(view.late > 0 ? [fact('late', t('reach.late', { n: view.late }))] : []),
    fact('who', t('reach.who')),
    fact('small', t('export.small')),
  ]
}

function stateText({ state, running }: View, { t }: Words): string {
  if (running) return t('export.state.running')
  return t(`export.state.${state}`)
}

function filtersText({ filters }: View, words: Words, script: Script): string {
  if (filters.length === 0) return words.t('export.filters.none')
  return filters
    .map(({ dimension, value }) => {
      const name = nameOf({ kind: 'dimension', dimension, value }, words, script).text
      return `${words.t(`reach.table.${dimension}.rows`)}: ${name}`
    })
    .join('; ')
}
