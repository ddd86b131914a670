/**
 * Letters as the nearest Latin ones: people type Kyrgyz, Tajik, Uzbek, Kazakh and Russian with and without their special
 * letters, in Cyrillic and in Latin. What sounds alike is folded together, so that all ways of writing a word meet.
 */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  э: 'e',
  ж: 'j',
  җ: 'j',
  ҷ: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  ӣ: 'i',
  і: 'i',
  ы: 'i',
  y: 'i',
  к: 'k',
  қ: 'k',
  q: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  ў: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'u',
  ұ: 'u',
  ӯ: 'u',
  ф: 'f',
  х: 'h',
  ҳ: 'h',
  һ: 'h',
  x: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  w: 'sh',
  ъ: '',
  ь: '',
  ю: 'iu',
  я: 'ia',
}

/** Signs that are not seen, and accents of letters that have been taken apart. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const accents = /([a-z])[\u0300-\u036f]+/g
const apostrophes = /['’‘ʻʼ`´]/g

/** The words of a text, each folded; numbers of three digits and more are all alike. */
export function foldedWords(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(unseen, '')
    .normalize('NFD')
    .replace(accents, '$1')
    .normalize('NFC')
    .replace(apostrophes, '')
  return (plain.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}|^\s*\?+\s*$/gu) ?? [])
    .map(foldWord)
    .filter((word) => word !== '')
}

function foldWord(word: string): string {
  if (/^\p{N}+$/u.test(word)) return word.length >= 3 ? '###' : word
  // Young people type 4 for ch and 6 for sh inside a word.
  const spelt = word.replace(/(?<=\p{L})4|4(?=\p{L})/gu, 'ch').replace(/(?<=[a-z])6(?=[a-z])/g, 'sh')
  return [...spelt]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .replace(/zh|dj/g, 'j')
    .replace(/kh/g, 'h')
    .replace(/gh/g, 'g')
    .replace(/sch/g, 'sh')
    .replace(/c(?=[ie])/g, 'ts')
    .replace(/c(?!h)/g, 'k')
    .replace(/ng/g, 'n')
    .replace(/(.)\1+/g, '$1')
}
