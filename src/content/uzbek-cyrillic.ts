/*
 * Uzbek from the Latin alphabet of 1995 (oʻ gʻ with U+02BB, tutuq belgisi U+02BC) into Cyrillic. What Latin does not
 * show (the soft sign, ц, э in loan words) is known for the words of this field only; a speaker reads the result.
 */
import { abbreviations, latinNames, stems } from './uzbek-words.ts'

const endings = '[a-zʻʼ]*'
const stem = new RegExp(`^(${[...stems.keys()].join('|')})(${endings})$`, 'i')
/** Two capitals and more; the h of AQSh belongs to it, and so do the small letters of YeOII and ElTR. */
const abbreviation = new RegExp(`^([A-Z]{2,}h?|${[...abbreviations.keys()].join('|')})(${endings})$`)

const pairs: readonly (readonly [RegExp, string])[] = [
  [/oʻ/g, 'ў'],
  [/gʻ/g, 'ғ'],
  [/yў/g, 'йў'],
  [/sʼh/g, 'сҳ'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/ts(?=iy|e)/g, 'ц'],
  [/yo/g, 'ё'],
  [/yu/g, 'ю'],
  [/ya/g, 'я'],
  [/(?<=[bcdfghjklmnpqrstvxzшчғ])ye/g, 'ье'],
  [/ye/g, 'е'],
  [/(?<![a-zа-яёўғқҳ])e|(?<=[aouаоуўяюё])e/g, 'э'],
]
const letters: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'б',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'ҳ',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'қ',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  x: 'х',
  y: 'й',
  z: 'з',
  ʼ: 'ъ',
}

/** Stands around a value that is filled in: names of firms and people's own words are not rewritten. */
export const valueStart = '\ue000'
export const valueEnd = '\ue001'

/** What stays as it is: tags, entities, values, addresses, commands, @names, codes such as E-9, names in Latin. */
const kept = new RegExp(
  `(${[
    '<[^>]*>|&\\w+;',
    `${valueStart}[^${valueEnd}]*${valueEnd}`,
    'https?://\\S+|[@/][A-Za-z_]\\w*|[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}(?:/\\S*)?',
    '\\b[A-Z]-\\d+',
    ...latinNames.map((name) => `\\b${name}`),
  ].join('|')})`,
)
const word = /[A-Za-zʻʼ]+/g

/** A text or a piece of HTML, in Cyrillic. A name that would then stand twice, `X (X)`, stands once. */
export function uzbekCyrillic(text: string): string {
  return text
    .split(kept)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(word, wordInCyrillic)))
    .join('')
    .replace(/[\ue000\ue001]/g, '')
    .replace(/(\p{Lu}[\p{L} ]+) \(\1\)/gu, '$1')
}

function wordInCyrillic(latin: string): string {
  const [, short, after = ''] = abbreviation.exec(latin) ?? []
  if (short !== undefined) return (abbreviations.get(short) ?? short) + plainly(after)
  const [, known, ending] = stem.exec(latin) ?? []
  if (known !== undefined && ending !== undefined) {
    const cyrillic = stems.get(known.toLowerCase()) ?? known
    const joined = ending === '' ? cyrillic : cyrillic.replace(/ь$/, '')
    return inCaseOf(latin, joined + plainly(ending.toLowerCase()))
  }
  return isForeign(latin) ? latin : inCaseOf(latin, plainly(latin.toLowerCase()))
}

/** A capital inside, or letters that Uzbek does not have. */
function isForeign(latin: string): boolean {
  return /[a-z][A-Z]/.test(latin) || /w|c(?!h)/i.test(latin)
}

function plainly(latin: string): string {
  const joined = pairs.reduce((text, [from, to]) => text.replace(from, to), latin)
  return [...joined].map((letter) => letters[letter] ?? letter).join('')
}

function inCaseOf(latin: string, cyrillic: string): string {
  if (latin.length > 1 && latin === latin.toUpperCase()) return cyrillic.toUpperCase()
  const first = latin.charAt(0)
  return first === first.toLowerCase() ? cyrillic : cyrillic.charAt(0).toUpperCase() + cyrillic.slice(1)
}
