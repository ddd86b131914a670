import { expect, test } from 'vitest'
import { writtenLanguages } from '../../src/campaign/campaign.ts'
import type { Finding } from '../../src/content/finding.ts'
import { readGlossary } from '../../src/content/glossary.ts'
import { avoidedForms, termsAgainst } from '../../src/content/rules/glossary.ts'
import { leaksIn } from '../../src/content/rules/orthography.ts'

const findings: Finding[] = []
const terms = readGlossary('.', findings)
const avoided = avoidedForms(terms)
const words = Object.entries(terms).flatMap(([id, term]) =>
  writtenLanguages.map((language) => ({ id, language, word: term[language] })),
)

test('the glossary of the campaign can be read', () => {
  expect(findings).toEqual([])
  expect(Object.keys(terms).length).toBeGreaterThan(250)
})

test('no term uses a form that the glossary itself names as wrong', () => {
  expect(words.flatMap(({ language, word }) => termsAgainst(avoided, language, word))).toEqual([])
})

test('each term is written in the letters of its language', () => {
  expect(
    words.flatMap(({ id, language, word }) => leaksIn(language, word).map((leak) => `${id} ${leak}`)),
  ).toEqual([])
})

test.each([
  ['ky', 'Кожоюнуңуз паспортту алып койдубу?', 'employer'],
  ['ky', 'ИНН эмес, СИН деп жазылган.', 'inn'],
  ['tg', 'Ба хати гарм занг занед.', 'hotline'],
  ['uz', 'Bu yerda mardikorlar ishlaydi.', 'migrant_worker'],
  ['kk', 'Ыстық желіге қоңырау шалыңыз.', 'hotline'],
  ['ru', 'Вас назвали: нелегал.', 'overstay'],
] as const)('%s: "%s" goes against %s', (language, text, id) => {
  expect(termsAgainst(avoided, language, text)).toEqual([expect.stringContaining(` for ${id}`)])
})

test.each([
  ['ky', 'Келишимди окуңуз. Банк картасын бербеңиз. Котормочу сураңыз.'],
  ['ky', 'Эмгек шарттары оор. Кош болуңуз!'],
  ['tg', 'Бозгашт ба хона. Контракт бо артиш.'],
  ['uz', 'Qurbon hayiti. Shart va foyda. Ijara shartnomasi.'],
  ['kk', 'Арыз беру. Қазақстандағы ЖСН. Сыйақы.'],
  ['ru', 'Нелегальная работа опасна.'],
] as const)('%s: words with another right use pass: "%s"', (language, text) => {
  expect(termsAgainst(avoided, language, text)).toEqual([])
})
