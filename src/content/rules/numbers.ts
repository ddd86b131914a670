import { type ContentRule, type Problem, problem, translations } from './rule.ts'

export const numbers: ContentRule = {
  id: 'numbers',
  level: 'error',
  says: 'A translation has the same numbers as the source text: sums, days, dates, articles of a law. 1 may be a word.',
  wrong: {
    'content/ru/extra.yaml': 'days: Встаньте на учёт за 15 дней.\n',
    'content/ky/extra.yaml': 'days: 30 күндө каттоого туруңуз.\n',
  },
  right: {
    'content/ru/extra.yaml': 'days: Штраф 10 000 рублей, 0,08 процента. 1 раз в год.\n',
    'content/ky/extra.yaml': 'days: Айып 10 000 рубль, 0.08 пайыз. Жылына бир жолу.\n',
  },
  check: (content) =>
    translations(content).flatMap(({ key, text, source }): Problem[] => {
      const wanted = numbersIn(source.text)
      const has = numbersIn(text.text)
      const missing = [...wanted].filter((number) => !has.has(number))
      const added = [...has].filter((number) => !wanted.has(number))
      return [
        ...(missing.length === 0
          ? []
          : [problem(text, `${key}: ${missing.join(', ')} of the source text is missing`)]),
        ...(added.length === 0
          ? []
          : [problem(text, `${key}: ${added.join(', ')} is not in the source text`)]),
      ]
    }),
}

/** The numbers of a text, however their thousands are grouped and their decimals written; addresses do not count. */
function numbersIn(text: string): Set<string> {
  if (!/\d/.test(text)) return none
  const plain = text.replace(/<[^>]*>|https?:\S+/g, ' ').replace(/(?<=\d)[ \u00a0](?=\d{3}(?!\d))/g, '')
  const found = plain.match(/\d+(?:[.,:/]\d+)*/g) ?? []
  return new Set(
    found.map((number) => number.replace(/(?<=^\d+),(?=\d+$)/, '.')).filter((each) => each !== '1'),
  )
}

const none = new Set<string>()
