import type { Written } from '../../campaign/campaign.ts'
import { readText } from './reading.ts'
import { type ContentRule, everyText, type Problem, problem } from './rule.ts'

/** What must not stand in words of a language, and what to write. */
type Leak = { found: RegExp; instead: string }

const campaign =
  'name: Tiny\nlanguages: [ru, ky, tg, uz, kk, en]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [TJ]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: []\n'

export const orthography: ContentRule = {
  id: 'orthography',
  level: 'error',
  says: 'A text has only letters of its language: none of a neighbour, a broken font or another keyboard; Russian words stand in brackets or quotes.',
  wrong: {
    'content/campaign.yaml': campaign,
    'content/ky/extra.yaml': 'a: Қарызды төлөңүз.\n',
    'content/tg/extra.yaml': 'a: Рубль ва щит.\nb: Њуљљат\n',
    'content/uz/extra.yaml': 'a: To’lov\nb: maʻlumot\nc: kıymat\n',
    'content/kk/extra.yaml': 'a: Кiру мақсаты\n',
    'content/en/extra.yaml': 'a: Раtent\n',
  },
  right: {
    'content/campaign.yaml': campaign,
    'content/ky/extra.yaml': 'a: Карызды «Қазпошта» аркылуу төлөңүз.\n',
    'content/tg/extra.yaml': 'a: Ихроҷ (выдворение), рубл, сомонаи мвд.рф\n',
    'content/uz/extra.yaml': 'a: Toʻlov, maʼlumot (выдворение)\n',
    'content/kk/extra.yaml': 'a: Кіру мақсаты, Telegramда, SIM-карта\n',
    'content/en/extra.yaml': 'a: Patent, a worker’s RVP (РВП)\n',
  },
  check: (content) =>
    everyText(content).flatMap(({ language, key, text }): Problem[] => {
      if (!leaks[language].some(({ found }) => found.test(text.text))) return []
      return leaksIn(language, readText(language, text)?.everything ?? '').map((message) =>
        problem(text, `${key}: ${message}`),
      )
    }),
}

/** A letter of the other script that looks the same: the eye does not see it, search and voices do. */
const latinInside: Leak = {
  found:
    /(?<![A-Za-z])[ABCEHIKMOPTXYacehikmoptxy]+(?=[Ѐ-ӿ])|(?<=[Ѐ-ӿ])[ABCEHIKMOPTXYacehikmoptxy]+(?![A-Za-z])/,
  instead: 'it has a Latin letter: type it again on the Cyrillic keyboard',
}
const cyrillicInside: Leak = {
  found:
    /(?<![Ѐ-ӿ])[АВСЕНІКМОРТХУасеһікмортху]+(?=[A-Za-z])|(?<=[A-Za-z])[АВСЕНІКМОРТХУасеһікмортху]+(?![Ѐ-ӿ])/,
  instead: 'it has a Cyrillic letter: type it again on the Latin keyboard',
}
const foreign = (letters: string, instead: string): Leak => ({
  found: new RegExp(`[${letters}${letters.toUpperCase()}]`),
  instead,
})
const brokenFont = foreign(
  'ќњљїўђћџ',
  'it comes from a broken font or another alphabet: write the letter of the language',
)

const leaks: Readonly<Record<Written, readonly Leak[]>> = {
  // A Russian text may name a council or village of the region in its own letters.
  ru: [latinInside, brokenFont],
  ky: [
    latinInside,
    brokenFont,
    foreign('әғқұһі', 'it has a Kazakh letter: write the Kyrgyz word'),
    foreign('ӣӯҷҳ', 'it has a Tajik letter'),
  ],
  tg: [
    latinInside,
    brokenFont,
    foreign('щцыь', 'Tajik has no щ, ц, ы, ь: write the Tajik word, or put the Russian one in brackets'),
    foreign('әңөұүһі', 'it has a letter that Tajik does not have'),
  ],
  uz: [
    cyrillicInside,
    {
      found: /[A-Za-z]['’‘`´](?=[A-Za-z])|[OGog]['’‘`´]/,
      instead: 'write ʻ (U+02BB) in oʻ and gʻ, and ʼ (U+02BC) elsewhere',
    },
    { found: /[OGog]ʼ/, instead: 'write oʻ and gʻ with ʻ (U+02BB)' },
    { found: /[A-FH-NP-Za-fh-np-z]ʻ/, instead: 'write ʼ (U+02BC): ʻ belongs to oʻ and gʻ only' },
    // The capital of ı is the ordinary I.
    { found: /[ıİüÜşŞçÇğĞöÖ]/, instead: 'it has a letter that Uzbek does not have' },
  ],
  kk: [latinInside, brokenFont, foreign('ӣӯҷҳ', 'it has a letter that Kazakh does not have')],
  en: [cyrillicInside],
}

/** What is wrong with the letters of some words; what stands in brackets or quotes, and addresses, may be of any language. */
export function leaksIn(language: Written, words: string): string[] {
  const own = words.replace(/\([^()]*\)|«[^«»]*»|“[^“”]*”|[\p{L}\p{N}.-]+\.\p{L}{2,}(?:\/\S*)?/gu, ' ')
  return [...new Set(own.match(/[\p{L}\p{M}'’‘`´]+/gu) ?? [])].flatMap((word) =>
    leaks[language].filter(({ found }) => found.test(word)).map(({ instead }) => `"${word}": ${instead}`),
  )
}
