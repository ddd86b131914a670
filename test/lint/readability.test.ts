import { expect, test } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { effortOf, readingEase } from '../../src/content/rules/ease.ts'
import { sentence } from '../../src/content/rules/sentence.ts'
import { lint } from '../../src/flow/lint.ts'
import { smallCampaign, today, withCampaign } from './fixture.ts'

test('words, sentences and syllables are counted as a reader would', () => {
  expect(effortOf('Встаньте на учёт за 15 дней. Готово!')).toEqual({ words: 7, sentences: 2, syllables: 11 })
  expect(effortOf('Паспорт:\nSIM-карта; 1')).toEqual({ words: 3, sentences: 3, syllables: 6 })
  expect(effortOf(' – ')).toEqual({ words: 0, sentences: 0, syllables: 0 })
})

test('the score is Oborneva’s', () => {
  expect(readingEase([{ words: 10, sentences: 2, syllables: 20 }])).toBeCloseTo(
    206.835 - 1.3 * 5 - 60.1 * 2,
    6,
  )
  expect(readingEase([effortOf('Дай.'), effortOf('Мой дом тут.')])).toBeCloseTo(206.835 - 1.3 * 2 - 60.1, 6)
  expect(readingEase([])).toBeUndefined()
})

const visit = (first: string) => ({
  'content/ru/visit.yaml': `title: 'Дипломатическое представительство'\nfirst: '${first}'\nfirst.next: 'Зарегистрироваться'\nlast: 'Готово.'\n`,
})
const readabilityOf = (over: Record<string, string>) =>
  withCampaign(over, (root) => lint(root, today).findings.filter(({ rule }) => rule === 'readability'))

test('a hard topic is found at its topic, with the score and its hardest cards', () => {
  const hard = visit('Своевременно информируйте уполномоченную организацию о регистрации за 15 дней.')
  expect(readabilityOf(hard)).toEqual([
    {
      rule: 'readability',
      file: 'flows/visit.yaml',
      line: 2,
      column: 1,
      message: expect.stringMatching(
        /^the Russian of visit reads at -?\d+\.\d, and 60 .*Hardest: visit\.first \(-?\d+\), visit\.last \(\d+\)$/,
      ),
    },
  ])
})

test('titles, buttons and flows without a topic are not counted', () => {
  expect(readabilityOf(visit('Встаньте на учёт за 15 дней.'))).toEqual([])
  const flow = (smallCampaign()['flows/visit.yaml'] ?? '').replace('topic: visit\n', '')
  expect(
    readabilityOf({ ...visit('Своевременное информирование организации.'), 'flows/visit.yaml': flow }),
  ).toEqual([])
})

test.each([
  ['ru', 14],
  ['en', 14],
  ['ky', 12],
  ['tg', 12],
  ['uz', 12],
  ['kk', 12],
] as const)('a sentence in %s has at most %i words', (language, most) => {
  const campaign = (smallCampaign()['content/campaign.yaml'] ?? '').replace(
    '[ru, ky]',
    '[ru, ky, tg, uz, kk, en]',
  )
  const words = (count: number) => `${'a '.repeat(count).trim()}.`
  const over = {
    'content/campaign.yaml': campaign,
    [`content/${language}/extra.yaml`]: `fits: ${words(most)} ${words(most)}\nlong: ${words(most + 1)}\n`,
  }
  const problems = withCampaign(over, (root) =>
    sentence.check(loadContent(root, []), { root, today, broken: new Set() }),
  )
  expect(problems).toMatchObject([
    { line: 2, message: expect.stringContaining(`extra.long: ${most + 1} words, ${most}`) },
  ])
})
