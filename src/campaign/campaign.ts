import { z } from 'zod'

/** Every language that texts are written in, in the order of the language menu. A campaign uses some of them. */
export const writtenLanguages = ['ky', 'ru', 'tg', 'uz', 'kk', 'en'] as const
/** Every language that a person can choose: Uzbek in Cyrillic is made from the Latin by a program. */
export const allLanguages = ['ky', 'ru', 'tg', 'uz', 'uz-Cyrl', 'kk', 'en'] as const
export type Written = (typeof writtenLanguages)[number]
export type Language = (typeof allLanguages)[number]

/** Each language's name in itself. */
export const nativeNames: Readonly<Record<Language, string>> = {
  ky: 'Кыргызча',
  ru: 'Русский',
  tg: 'Тоҷикӣ',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
  kk: 'Қазақша',
  en: 'English',
}

const language = z.enum(writtenLanguages)

/** What a campaign is: the shape of `content/campaign.yaml`. */
export const campaignSchema = z
  .strictObject({
    name: z.string().min(1),
    languages: z.array(language).min(1),
    source_language: language,
    time_zone: z.string().refine(isTimeZone, 'is not a time zone of the IANA list, such as Asia/Bishkek'),
    citizenships: z.array(z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capitals')).min(1),
    entry_codes: z.record(z.string().regex(/^[a-z0-9-]{1,32}$/), z.string().min(1)),
    complaint_channels: z.array(z.string().min(1)),
    blocked_sources: z.array(z.string().min(1)),
    /** Topics that the campaign has promised: lint holds that each has its flow. */
    topics: z.array(z.string().min(1)).default([]),
    /** Topics of grave matters: nobody is asked about themselves after them. */
    no_questions_after: z.array(z.string().min(1)).default([]),
  })
  .refine((campaign) => campaign.languages.includes(campaign.source_language), {
    message: 'must be one of languages',
    path: ['source_language'],
  })

export type Campaign = Readonly<z.infer<typeof campaignSchema>>

/** The language in which what is shown in a language is written. */
export function writtenIn(language: Language): Written {
  return language === 'uz-Cyrl' ? 'uz' : language
}

/** The languages that a campaign speaks, in the order of its menu. */
export function spokenBy({ languages }: Campaign): Language[] {
  return languages.flatMap((each): Language[] => (each === 'uz' ? ['uz', 'uz-Cyrl'] : [each]))
}

/** Making a formatter costs as much as a whole turn, and each holds memory outside the heap. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The day of an instant in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, at: Date): string {
  return dayFormat(timeZone).format(at)
}

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    dayFormats.set(timeZone, format)
  }
  return format
}

function isTimeZone(name: string): boolean {
  // The list has no old names, but asking it costs a tenth of making a formatter.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true
  try {
    dayFormat(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
