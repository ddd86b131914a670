import type { Args } from '../content/texts.ts'
import type { Script } from '../flow/script.ts'
import type { IndicatorName } from '../reach/indicators.ts'
import { mostBegun } from '../report/digest.ts'
import { periodName } from '../report/reach-period.ts'
import type { Headline, View } from '../report/view.ts'
import { headlineOf } from './headlines.tsx'
import type { StaffHealth } from './health-signs.ts'
import { nameOf, periodInWords } from './namings.ts'
import { valueText } from './values.tsx'
import type { Words } from './words.ts'

export type DigestParts = {
  words: Words
  script: Script
  health: StaffHealth
  /** Facts and contacts whose day for checking them again is over. */
  overdue: number
  /** Where the pages are seen from outside. */
  publicUrl: string | undefined
  now: Date
}

const topicsMost = 3
const oldHours = 24

/**
 * The weekly numbers as one message: for Telegram (HTML), or for a terminal.
 *
 * @param view of the last whole week
 */
export function digestMessage(view: View, parts: DigestParts, as: 'html' | 'plain'): string {
  const { words, script, publicUrl } = parts
  const say = (key: string, args: Args = {}) =>
    as === 'html' ? words.html(`digest.${key}`, args) : words.t(`digest.${key}`, args)
  const bold = (text: string) => (as === 'html' ? `<b>${text}</b>` : text)
  const value = (indicator: IndicatorName) => textOf(headlineOf(view, indicator)?.value, words)
  const week = periodInWords(view.period, words)
  const link = publicUrl && `${new URL(publicUrl).origin}/staff?period=${periodName(view.period)}`
  const lines = [
    bold(say('heading', { campaign: script.content.campaign.name, week })),
    ...(view.synthetic ? [bold(say('synthetic'))] : []),
    '',
    reachedLine(view, words, say),
    say('in.all', { n: value('reached_in_all') }),
    ...topicLines(view, parts, say),
    say('unmet', { questions: value('questions'), unanswered: value('unanswered') }),
    '',
    ...troubles(view, parts, say),
    ...(link === undefined ? [] : ['', say('link', { link })]),
  ]
  return lines.join('\n')
}

type Say = (key: string, args?: Args) => string

function textOf(value: Headline['value'] | undefined, words: Words): string {
  return value === undefined ? '–' : valueText(value, words)
}

function reachedLine(view: View, words: Words, say: Say): string {
  const headline = headlineOf(view, 'reached')
  const n = textOf(headline?.value, words)
  const before = headline?.before
  return before === null || before === undefined
    ? say('reached', { n })
    : say('reached.before', { n, before: valueText(before, words) })
}

function topicLines(view: View, { words, script }: DigestParts, say: Say): string[] {
  const topics = mostBegun(view, topicsMost).map(({ name, values: [begun] }) =>
    say('topic', { topic: nameOf(name, words, script).text, n: textOf(begun, words) }),
  )
  return topics.length === 0 ? [] : [say('topics'), ...topics]
}

/** What is stale or broken; that nothing is, is told too. */
function troubles(view: View, { health, overdue, now, words }: DigestParts, say: Say): string[] {
  const { spoolBytes, setAside, lost } = health
  const counted = view.countedAt === null ? null : new Date(view.countedAt)
  const isOld = counted !== null && now.getTime() - counted.getTime() > oldHours * 3_600_000
  const found = [
    ...(overdue > 0 ? [say('overdue', { n: overdue })] : []),
    ...(spoolBytes > 0 ? [say('waiting')] : []),
    ...(setAside > 0 ? [say('set.aside', { n: setAside })] : []),
    ...(lost > 0 ? [say('lost', { n: lost })] : []),
    ...(isOld ? [say('old', { at: words.clock(counted, view.timeZone) })] : []),
  ]
  return found.length === 0 ? [say('well')] : [say('trouble'), ...found.map((each) => `– ${each}`)]
}
