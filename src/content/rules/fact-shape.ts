import type { Fact } from '../facts.ts'
import { type ContentRule, isBroken, placeIn, problem } from './rule.ts'

export const factShape: ContentRule = {
  id: 'fact-shape',
  level: 'error',
  says: 'A fact names a source that sources.yaml names, was checked on a real day that has come, and is checked again later.',
  wrong: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: nobody, dated: "2026", confidence: high, checked: 2026-11-24, recheck: 2026-11-01, publish: true }\n',
  },
  right: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, dated: "2026", confidence: high, checked: 2026-11-24, recheck: 2027-01-31, publish: true }\n',
  },
  check(content, ground) {
    const source = content.campaign.source_language
    const sources = content.texts.get(source)
    const blind = isBroken(ground, `content/${source}/sources.yaml`)
    return [...content.facts].flatMap(([id, fact]) => {
      const messages = dayProblems(fact, ground.today)
      if (!blind && !sources?.has(`sources.${fact.source}`))
        messages.push(`names the source ${fact.source}, which sources.yaml does not name`)
      return messages.map((message) => problem(placeIn(content, id), `${id} ${message}`))
    })
  },
}

function dayProblems({ checked, recheck }: Fact, today: string): string[] {
  return [
    ...[checked, recheck].filter((day) => !isDay(day)).map((day) => `has ${day}, which is no day`),
    ...(recheck < checked ? ['is to be checked again before it was checked'] : []),
    ...(checked > today ? [`was checked on ${checked}, which has not come`] : []),
  ]
}

function isDay(day: string): boolean {
  const date = new Date(day)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
