import { expect, test } from 'vitest'
import { leaksIn } from '../../src/content/rules/orthography.ts'

test.each([
  ['ky', 'Қарызды төлөңүз', 'Қарызды'],
  ['ky', 'Рұксат алыңыз', 'Рұксат'],
  ['ky', 'Паспoрт', 'Паспoрт'],
  ['tg', '5 000 рубль', 'рубль'],
  ['tg', 'Мањалла', 'Мањалла'],
  ['tg', 'Шумо ўзбек ҳастед', 'ўзбек'],
  ['uz', "To'lov", "To'lov"],
  ['uz', 'To‘lov', 'To‘lov'],
  ['uz', 'ma’lumot', 'ma’lumot'],
  ['uz', 'maʻlumot', 'maʻlumot'],
  ['uz', 'toʼlov', 'toʼlov'],
  ['uz', 'başvuru', 'başvuru'],
  ['uz', 'Раsport', 'Раsport'],
  ['kk', 'Кiру', 'Кiру'],
  ['kk', 'шаhар', 'шаhар'],
  ['kk', 'Тоҷикӣ', 'Тоҷикӣ'],
  ['en', 'Pаtent', 'Pаtent'],
  ['ru', 'Пaтент', 'Пaтент'],
] as const)('%s: "%s" has a letter of elsewhere', (language, text, word) => {
  expect(leaksIn(language, text)).toEqual([expect.stringContaining(`"${word}"`)])
})

test.each([
  ['ky', 'Өзүңүз чечиңиз. ruID, Telegramда, SIM-карта, 24.kg, мвд.рф'],
  ['tg', 'Ҷойи будубош, ӯ, ҳуҷҷат, ғайр, қарз. Ихроҷ (выдворение), рубл'],
  ['tg', 'Дар корт нависед: «работа, цель». Сомона: цб.рф/щит'],
  ['uz', 'Oʻzbekiston, toʻgʻri, maʼlumot, sanʼat. Ichki ishlar, IIV (МВД)'],
  ['uz', '“Госуслуги” ilovasi. Работа deb yozing.'],
  ['kk', 'Әділет, ғимарат, қала, өтініш, ұйым, үй, һәм, ең. Telegramда, IIV'],
  ['en', 'A worker’s “patent” (патент), don’t, РВП'],
  ['ru', 'Айыл өкмөтү подскажет. Приложение ruID, SIM-карта'],
] as const)('%s: "%s" is well written', (language, text) => {
  expect(leaksIn(language, text)).toEqual([])
})
