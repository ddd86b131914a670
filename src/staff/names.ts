import type { Content } from '../content/load.ts'
import type { Script } from '../flow/script.ts'
import { otherTopic } from '../report/topics.ts'

/** A name for people, and the language it is in where that is not the page's. */
export type Name = { text: string; lang?: string }

const english = new Intl.DisplayNames('en', { type: 'language' })

export function languageName(language: string | null): Name {
  return { text: language === null ? 'Not known' : (english.of(language) ?? language) }
}

/** The title of the topic's first flow: in English, else in the campaign's source language. */
export function topicName({ flows }: Script, content: Content, topic: string): Name {
  if (topic === otherTopic) return { text: 'Other' }
  const flow = [...flows.values()].find((each) => each.topic === topic)
  if (flow === undefined) return { text: topic }
  const { phrases, campaign } = content
  const key = `${flow.flow}.title`
  if (phrases.has('en', key)) return { text: phrases.plain('en', key) }
  const { source_language: source } = campaign
  return phrases.has(source, key) ? { text: phrases.plain(source, key), lang: source } : { text: topic }
}

const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** 2026-11-24 as 24 Nov 2026. */
export function dayName(day: string): string {
  return longDay.format(new Date(`${day}T00:00:00Z`))
}

/** 14:02, on the clock of a time zone. */
export function clock(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)
}

const digits = new Intl.NumberFormat('en')

export function number(n: number): string {
  return digits.format(n)
}
