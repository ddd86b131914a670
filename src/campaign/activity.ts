import { z } from 'zod'

/** What staff do beside the bot, in the order of the menu. */
export const activityKinds = [
  'field-event',
  'shg-session',
  'radio',
  'posters',
  'partner',
  'training',
  'other',
] as const
export type ActivityKind = (typeof activityKinds)[number]

export const sexFields = ['women', 'men', 'girls', 'boys', 'sex-unknown'] as const
export const ageFields = ['under-18', '18-24', '25-34', '35-49', '50-up', 'age-unknown'] as const
/** Every count of an activity. `audience` is an estimate of radio alone, and never people who were counted. */
export const peopleFields = ['total', ...sexFields, ...ageFields, 'disability', 'audience'] as const
export type PeopleField = (typeof peopleFields)[number]
/** A count that is missing was not recorded; `total` is there whenever it can be known. */
export type People = Readonly<Partial<Record<PeopleField, number>>>

/** What is wrong with a field: the words are those of the pages, `activities.wrong.<key>`. */
export type Mistake = { field: string; key: string; args?: Readonly<Record<string, string | number>> }

/** An activity as staff type it or a table brings it. */
export type ActivityEntry = {
  /** YYYY-MM-DD */
  day: string
  district: string
  kind: ActivityKind
  partner: string
  people: People
  entryCode: string | null
  remark: string
  evidenceLink: string | null
}

/** What an activity is held against. Days are YYYY-MM-DD in the campaign's time zone. */
export type ActivityRules = { today: string; begins: string; codes: readonly string[] }

/** A field event has hundreds of people, a station may have a million listeners. */
const most = 1_000_000
const mostListeners = 100_000_000

/** Text of a form or a table as it can be kept: no control characters, no halves of characters, no space around. */
export function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').trim()
}

const line = (length: number) =>
  z
    .string()
    .transform((text) => tidy(text).replace(/\s+/g, ' '))
    .pipe(z.string().max(length, 'long'))

const count = (highest: number) =>
  z
    .string()
    .transform((text) => tidy(text).replace(/[.,]0+$/, ''))
    .pipe(
      z
        .string()
        .refine((text) => !/^[-−]\s*\d/.test(text), 'negative')
        .refine((text) => /^([-−]\s*\d.*|\d{0,12})$/.test(text), 'count')
        .refine((text) => Number(text) <= highest || !/^\d+$/.test(text), 'many'),
    )
    .transform((text) => (text === '' ? undefined : Number(text)))

const counts = Object.fromEntries(
  peopleFields.map((field) => [field, count(field === 'audience' ? mostListeners : most)]),
) as Record<PeopleField, ReturnType<typeof count>>

/** An address that a browser opens over TLS. */
export const link = line(500).pipe(z.string().refine((text) => text === '' || isHttps(text), 'link'))

const shape = z.object({
  day: z
    .string()
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, 'day-missing')
        .refine((text) => text === '' || isDay(text), 'day'),
    ),
  district: line(80).pipe(z.string().min(1, 'district')),
  kind: z.string().transform(tidy).pipe(z.enum(activityKinds, 'kind')),
  partner: line(120),
  code: line(40),
  remark: z.string().transform(tidy).pipe(z.string().max(2000, 'long')),
  link,
  ...counts,
})

/** The names of all fields of an activity. */
export const entryFields = [
  'day',
  'district',
  'kind',
  'partner',
  ...peopleFields,
  'code',
  'remark',
  'link',
] as const
export type EntryField = (typeof entryFields)[number]

/** Reads an activity from its fields as text; a field that is not there is empty. Answers all that is wrong. */
export function readEntry(
  texts: Readonly<Partial<Record<EntryField, string>>>,
  rules: ActivityRules,
): { entry: ActivityEntry } | { mistakes: Mistake[] } {
  const given = Object.fromEntries(entryFields.map((field) => [field, texts[field] ?? '']))
  const read = shape.safeParse(given)
  if (!read.success) {
    const seen = new Map(read.error.issues.map(({ path, message }) => [String(path[0]), message]))
    return { mistakes: [...seen].map(([field, key]) => ({ field, key })) }
  }
  const { day, district, kind, partner, code, remark, link: address, ...typed } = read.data
  const settled = settlePeople(kind, typed)
  const mistakes = [...dayMistakes(day, rules), ...codeMistakes(code, rules), ...settled.mistakes]
  if (mistakes.length > 0) return { mistakes }
  const entryCode = code === '' ? null : code
  const evidenceLink = address === '' ? null : address
  return { entry: { day, district, kind, partner, people: settled.people, entryCode, remark, evidenceLink } }
}

function dayMistakes(day: string, { today, begins }: ActivityRules): Mistake[] {
  if (day > today) return [{ field: 'day', key: 'day-future' }]
  return day < begins ? [{ field: 'day', key: 'day-before', args: { begins } }] : []
}

function codeMistakes(code: string, { codes }: ActivityRules): Mistake[] {
  return code === '' || codes.includes(code) ? [] : [{ field: 'code', key: 'code' }]
}

type Counts = Partial<Record<PeopleField, number | undefined>>

/**
 * Settles the counts of an activity: a total that was not typed is the sum by sex, else by age. Where both a sum and a
 * total are given they must agree; so must the two sums. Radio has an estimated audience and no counted people.
 */
export function settlePeople(kind: ActivityKind, typed: Counts): { people: People; mistakes: Mistake[] } {
  const given = Object.entries(typed).filter(([, n]) => n !== undefined)
  const people: Counts = Object.fromEntries(given)
  const bySex = sumOf(people, sexFields)
  const byAge = sumOf(people, ageFields)
  const total = people.total ?? bySex ?? byAge
  const mistakes = [
    ...kindMistakes(kind, people),
    ...sumMistakes('sum-sex', bySex, people.total),
    ...sumMistakes('sum-age', byAge, people.total),
    ...(people.total === undefined ? sumMistakes('sum-both', byAge, bySex) : []),
    ...disabilityMistakes(people.disability, total),
  ]
  return {
    people: Object.fromEntries(Object.entries({ ...people, total }).filter(([, n]) => n !== undefined)),
    mistakes,
  }
}

function sumOf(people: Counts, fields: readonly PeopleField[]): number | undefined {
  const known = fields.flatMap((field) => people[field] ?? [])
  return known.length === 0 ? undefined : known.reduce((sum, n) => sum + n, 0)
}

function kindMistakes(kind: ActivityKind, { audience, ...people }: Counts): Mistake[] {
  if (kind !== 'radio') return audience === undefined ? [] : [{ field: 'audience', key: 'audience' }]
  return Object.keys(people).length === 0 ? [] : [{ field: 'total', key: 'radio' }]
}

function sumMistakes(key: string, sum: number | undefined, total: number | undefined): Mistake[] {
  if (sum === undefined || total === undefined || sum === total) return []
  return [{ field: key === 'sum-sex' ? 'women' : 'under-18', key, args: { sum, total } }]
}

function disabilityMistakes(disability: number | undefined, total: number | undefined): Mistake[] {
  if (disability === undefined || disability <= (total ?? 0)) return []
  return [{ field: 'disability', key: 'disability', args: { n: disability, total: total ?? 0 } }]
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && !/\s/.test(text)
}
