import type { Chance } from '../campaign/random.ts'
import type { Dimension } from '../reach/segment.ts'
import { between, draw, type Weighted } from './seed-chance.ts'
import type { SeedContent } from './seed-content.ts'

/** What becomes of an account in the end. */
export type Fate = 'counted' | 'uncounted' | 'forgotten'

/** Somebody made up: what is true of them, and what of it they tell. */
export type Person = {
  origin: string
  language: string
  source: string
  fate: Fate
  /** What they tell when they are asked, each once. */
  tells: Readonly<Partial<Record<Dimension, string>>>
  /** From 0 to 1: how far they read and how often they come back. */
  keen: number
}

const origins: Weighted<string> = [
  ['KG', 50],
  ['TJ', 21],
  ['UZ', 17],
  ['KZ', 7],
  ['other', 5],
]
const languagesOf: Readonly<Record<string, Weighted<string>>> = {
  KG: [
    ['ky', 71],
    ['ru', 26],
    ['uz', 2],
    ['en', 1],
  ],
  TJ: [
    ['tg', 73],
    ['ru', 25],
    ['uz', 2],
  ],
  UZ: [
    ['uz', 55],
    ['uz-Cyrl', 20],
    ['ru', 25],
  ],
  KZ: [
    ['kk', 52],
    ['ru', 48],
  ],
  other: [
    ['ru', 80],
    ['en', 20],
  ],
}
/** An answer, and how many of a hundred give it; the rest skip the question. */
const answers: Readonly<Partial<Record<Dimension, Weighted<string | null>>>> = {
  destination: [
    ['RU', 44],
    ['KZ', 5],
    ['TR', 4],
    ['KR', 3],
    ['other', 2],
    [null, 42],
  ],
  sex: [
    ['m', 21],
    ['f', 14],
    [null, 65],
  ],
  age: [
    ['u18', 1],
    ['18-24', 11],
    ['25-34', 12],
    ['35-49', 7],
    ['50', 2],
    [null, 67],
  ],
  status: [
    ['planning', 13],
    ['abroad', 9],
    ['returned', 4],
    ['family', 6],
    [null, 68],
  ],
  disability: [
    ['no', 26],
    ['yes', 2],
    [null, 72],
  ],
}
/** Of those who came without a link to a topic. `none`: no code at all. */
const sources: Weighted<string> = [
  ['none', 52],
  ['poster', 12],
  ['shg', 10],
  ['station', 8],
  ['ngo', 6],
  ['share', 5],
  ['radio', 4],
  ['other', 3],
]
const fates: Weighted<Fate> = [
  ['counted', 93],
  ['uncounted', 4],
  ['forgotten', 3],
]

/** @param broadcast somebody who came because of the radio */
export function makePerson(content: SeedContent, broadcast: boolean, random: Chance): Person {
  const origin = draw(origins, random)
  const told = Object.entries(answers).flatMap(([dimension, list]) => {
    const answer = draw(list, random)
    return answer === null ? [] : [[dimension, answer]]
  })
  const tellsOrigin = random() < 0.68
  const source = broadcast ? 'radio' : sourceFor(content, origin, random)
  return {
    origin,
    language: languageOf(origin, content, random),
    source,
    fate: draw(fates, random),
    tells: { ...Object.fromEntries(told), ...(tellsOrigin ? { origin } : {}) },
    keen: random(),
  }
}

function sourceFor({ entryCodes, topics }: SeedContent, origin: string, random: Chance): string {
  const byTopic = (topics.get(origin) ?? []).flatMap(({ entry }) => entry ?? [])
  if (byTopic.length > 0 && random() < 0.08) return byTopic[between(0, byTopic.length - 1, random)] ?? 'none'
  const registered = ['none', 'other', 'share', ...entryCodes]
  return draw(
    sources.filter(([source]) => registered.includes(source)),
    random,
  )
}

function languageOf(origin: string, { languages }: SeedContent, random: Chance): string {
  const spoken = (languagesOf[origin] ?? []).filter(([language]) => languages.includes(language))
  return draw(spoken.length > 0 ? spoken : languages.map((language) => [language, 1] as const), random)
}
