import { dayMs } from '../campaign/days.ts'
import type { Chance } from '../campaign/random.ts'
import { type EventName, eventNumbers } from '../reach/catalogue.ts'
import { type Known, segmentKey } from '../reach/segment.ts'
import { between, draw, drawEarly } from './seed-chance.ts'
import type { SeedContent, SeedTopic } from './seed-content.ts'
import type { Person } from './seed-person.ts'

export type Happening = {
  at: number
  kind: number
  item: string | null
  value: number | null
  segment: string
}

export type Life = {
  happened: readonly Happening[]
  known: Known
  completed: readonly string[]
  /** How far the question about counting came. */
  counting: 'unasked' | 'shown' | 'counted'
  /** When messages were stopped, or the bot was blocked, for good. */
  stoppedAt: number | null
  blockedAt: number | null
}

/** Hours of the day at which people have time, and how many of them. */
const hours = [1, 1, 0, 0, 0, 1, 3, 5, 5, 4, 4, 5, 7, 6, 4, 4, 5, 6, 8, 11, 13, 12, 8, 4].map(
  (weight, hour) => [hour, weight] as const,
)
/** An account that comes back does so on one of these days; most do not. */
const laterDays = [1, 1, 1, 2, 2, 3, 4, 5, 7, 7, 8, 10, 13, 14, 18, 21, 27, 30, 45, 75]

type Start = {
  person: Person
  /** The midnight before the first Start, in milliseconds. */
  day: number
  now: number
  content: SeedContent
  random: Chance
}

/** One life with the bot, from the first Start to what has happened until `now`. */
export function live(start: Start): Life {
  return new Living(start).live()
}

class Living {
  readonly #start: Start
  readonly #topics: readonly SeedTopic[]
  readonly #happened: Happening[] = []
  readonly #shown = new Set<string>()
  readonly #voted = new Set<string>()
  readonly #completed: string[] = []
  #known: Known
  #at: number
  #asked = false
  #counting: Life['counting'] = 'unasked'
  #stoppedAt: number | null = null
  #blockedAt: number | null = null

  constructor(start: Start) {
    this.#start = start
    this.#topics = start.content.topics.get(start.person.origin) ?? []
    this.#known = { source: start.person.source }
    const soon = start.day + Math.floor(start.random() * (start.now - start.day))
    const at = this.#hourOf(start.day)
    this.#at = Math.min(at < start.now ? at : soon, start.now - 1)
  }

  live(): Life {
    const { now, day } = this.#start
    if (this.#comesIn()) {
      this.#visit()
      for (const later of this.#returns()) {
        const at = this.#hourOf(day + later * dayMs)
        if (this.#blockedAt !== null || at > now) break
        this.#at = Math.max(at, this.#at)
        this.#visit()
        this.#leaves()
      }
    } else this.#leaves()
    const happened = this.#happened.filter(({ at }) => at < now)
    const before = (at: number | null) => (at !== null && at < now ? at : null)
    return {
      happened,
      known: this.#known,
      completed: this.#completed,
      counting: this.#counting,
      stoppedAt: before(this.#stoppedAt),
      blockedAt: before(this.#blockedAt),
    }
  }

  #chance(share: number): boolean {
    return this.#start.random() < share
  }

  #happens(name: EventName, item: string | null = null, value: number | null = null): void {
    const { random } = this.#start
    const kind = eventNumbers[name]
    this.#happened.push({ at: this.#at, kind, item, value, segment: segmentKey(this.#known) })
    this.#at += Math.round(4000 + random() ** 2 * 100_000)
  }

  #shows(card: string): void {
    this.#shown.add(card)
    this.#happens('card_shown', card)
  }

  #hourOf(day: number): number {
    const { random } = this.#start
    return day + Math.round((draw(hours, random) + random()) * 3_600_000)
  }

  /** From Start to the first useful card; false for who left on the way. */
  #comesIn(): boolean {
    const { person } = this.#start
    this.#happens('started', person.source)
    if (this.#chance(0.07)) return false
    this.#known = { ...this.#known, language: person.language }
    this.#happens('language_chosen', person.language)
    if (this.#chance(0.05)) return false
    this.#shows('welcome.useful')
    this.#counting = 'shown'
    if (this.#chance(0.82)) {
      this.#counting = 'counted'
      this.#happens('counting_accepted')
    }
    return this.#chance(0.72 + person.keen * 0.2)
  }

  /** One sitting: the menu, a topic or a few, perhaps the quiz, and what comes of it. */
  #visit(): void {
    const { person, content, random } = this.#start
    this.#shows('menu.start')
    if (content.crossings.length > 0 && this.#chance(0.45)) this.#shows(drawEarly(content.crossings, random))
    do this.#readsTopic()
    while (this.#chance(0.32 + person.keen * 0.4))
    if (this.#chance(0.11)) this.#takesQuiz()
    if (content.contacts.length > 0 && this.#chance(0.13))
      this.#happens('contact_opened', drawEarly(content.contacts, random))
    if (this.#chance(0.06)) this.#happens('text_unanswered')
    if (this.#topics.length > 0 && this.#chance(0.12))
      this.#happens('text_answered', drawEarly(this.#topics, random).topic)
    if (this.#chance(0.01)) this.#happens('danger_told', 'passport')
  }

  #readsTopic(): void {
    const { person, random } = this.#start
    const topics = this.#topics
    if (topics.length === 0) return
    const { topic, ways } = this.#linked() ?? this.#drawTopic()
    const way = drawEarly(ways, random)
    for (const card of way) {
      this.#shows(card)
      if (!this.#chance(0.62 + person.keen * 0.34)) return this.#mayAsk(card)
    }
    const last = way.at(-1)
    if (last === undefined) return
    if (!this.#completed.includes(topic)) {
      this.#completed.push(topic)
      this.#happens('topic_completed', topic)
    }
    this.#afterTopic(last)
  }

  /** The topic that the link named comes first. */
  #linked(): SeedTopic | undefined {
    const { person } = this.#start
    return this.#shown.size > 2 ? undefined : this.#topics.find(({ entry }) => entry === person.source)
  }

  /** Some topics are wanted far more than others. */
  #drawTopic(): SeedTopic {
    const { random } = this.#start
    const drawn = this.#topics[Math.floor(random() ** 2.2 * this.#topics.length)]
    if (drawn === undefined) throw new RangeError('There is no topic to draw')
    return drawn
  }

  #afterTopic(card: string): void {
    if (!this.#asked) {
      this.#asked = true
      this.#known = { ...this.#known, ...this.#start.person.tells }
    }
    if (!this.#voted.has(card) && this.#chance(0.17)) {
      this.#voted.add(card)
      this.#happens('helpful_voted', card, this.#chance(0.84) ? 1 : 0)
    }
    if (this.#chance(0.07)) this.#happens('card_kept', card)
    if (this.#chance(0.06)) this.#happens('card_shared', card)
    if (this.#chance(0.02)) this.#happens('reminder_asked', card)
  }

  #mayAsk(card: string): void {
    if (this.#chance(0.04)) this.#happens('question_asked', card)
  }

  #takesQuiz(): void {
    const { content, random } = this.#start
    if (content.quizzes.length === 0) return
    const { id, first, points, last } = drawEarly(content.quizzes, random)
    this.#shows(first)
    if (this.#chance(0.3)) return
    const score = between(Math.floor(points / 3), points, random)
    this.#happens('quiz_finished', id, score)
    const band = last[Math.min(last.length - 1, Math.floor((score / (points + 1)) * last.length))]
    if (band !== undefined) this.#shows(band)
  }

  #returns(): number[] {
    const { person, random } = this.#start
    const days: number[] = []
    while (random() < 0.22 + person.keen * 0.55) days.push(drawEarly(laterDays, random))
    return [...new Set(days)].sort((a, b) => a - b)
  }

  #leaves(): void {
    if (this.#chance(0.025)) {
      this.#happens('sending_stopped')
      this.#stoppedAt = this.#at
      if (this.#chance(0.2)) {
        this.#happens('sending_resumed')
        this.#stoppedAt = null
      }
    }
    if (!this.#chance(0.045)) return
    this.#at += between(0, 5, this.#start.random) * dayMs
    this.#happens('bot_blocked')
    this.#blockedAt = this.#at
    if (this.#chance(0.12)) {
      this.#at += dayMs
      this.#happens('bot_unblocked')
      this.#blockedAt = null
    }
  }
}
