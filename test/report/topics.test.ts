import { describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { topicsOf } from '../../src/report/topics.ts'

const { script } = loadFlows('.', loadContent('.', []), [])

describe('the topic of a card', () => {
  const { topics, topicOf } = topicsOf(script)

  it('is that of its flow', () => {
    expect(topicOf('papers.start')).toBe('docs.copies-checklist')
    expect(topics).toContain('docs.copies-checklist')
  })

  it('is found for a card that moved', () => {
    const moved = new Map([['old.card', 'papers.start']])
    expect(topicsOf({ ...script, moved }).topicOf('old.card')).toBe('docs.copies-checklist')
  })

  it('is "other" where there is none: no topic, an unknown card, a word that is no card', () => {
    expect(['menu.start', 'gone.card', 'none'].map(topicOf)).toEqual(['other', 'other', 'other'])
  })
})
