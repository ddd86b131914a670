import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { examplesIn } from '../../src/answers/kept.ts'
import { type Example, learn } from '../../src/answers/learn.ts'
import { scoresOf } from '../../src/answers/model.ts'
import { predictionOf } from '../../src/answers/prediction.ts'
import { type Question, questionSchema, type Rate, rateLines, ratesOf } from '../../src/answers/score.ts'
import { loadContent } from '../../src/content/load.ts'
import { understood } from '../understanding.ts'
import { projectRoot } from '../walker.ts'

const languages = ['ru', 'ky', 'tg', 'uz', 'kk', 'en']
const questions = new Map(languages.map((language) => [language, questionsIn(language)]))

/** Questions that others wrote than those who wrote the asks, and that nothing was learned from. */
function questionsIn(language: string): Question[] {
  const file = join(projectRoot, 'test', 'answers', 'golden', `${language}.jsonl`)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => questionSchema.parse(JSON.parse(line)))
}

function judge(asked: readonly Question[]): Map<string, Rate> {
  const judged = asked.map((question) => ({ question, prediction: predictionOf(understood(question.text)) }))
  return new Map(ratesOf(judged).map((rate) => [rate.name, rate]))
}

const share = (rates: ReadonlyMap<string, Rate>, name: string) => {
  const rate = rates.get(name)
  if (rate === undefined || rate.of === 0) throw new Error(`No rate of ${name}`)
  return rate.hits / rate.of
}

describe('questions that nothing was learned from', () => {
  it('are several hundred, of all kinds, in every language', () => {
    for (const asked of questions.values()) {
      expect(asked.length).toBeGreaterThan(140)
      expect(new Set(asked.map(({ kind }) => kind)).size).toBe(4)
    }
  })

  it('are understood as well as before, in all', () => {
    const rates = judge([...questions.values()].flat())
    process.stdout.write(`${rateLines('All golden questions', [...rates.values()]).join('\n')}\n`)
    expect(share(rates, 'right topic first')).toBeGreaterThan(0.85)
    expect(share(rates, 'right topic among three')).toBeGreaterThan(0.91)
    expect(share(rates, 'emergency recognised')).toBeGreaterThan(0.95)
    expect(share(rates, 'false emergency')).toBeLessThan(0.03)
    expect(share(rates, 'out of scope refused')).toBeGreaterThan(0.92)
    expect(share(rates, 'small talk answered as such')).toBeGreaterThan(0.95)
    expect(share(rates, 'wrong topic shown')).toBeLessThan(0.07)
  })

  it.each(languages)('are understood well enough in %s', (language) => {
    const rates = judge(questions.get(language) ?? [])
    process.stdout.write(`${rateLines(language, [...rates.values()]).join('\n')}\n`)
    expect(share(rates, 'right topic first')).toBeGreaterThan(0.8)
    expect(share(rates, 'emergency recognised')).toBeGreaterThanOrEqual(0.9)
    expect(share(rates, 'out of scope refused')).toBeGreaterThan(0.8)
  })
})

describe('the asks themselves, by cross-validation', () => {
  let examples: Example[]
  beforeAll(() => {
    examples = examplesIn(projectRoot, loadContent(projectRoot, []).campaign)
  })

  it('are told apart when a third of them was left out', () => {
    const left = examples.filter((_, at) => at % 3 === 0)
    const model = learn(examples.filter((_, at) => at % 3 !== 0))
    const hits = left.filter(({ label, text }) => scoresOf(model, text)[0]?.label === label).length
    process.stdout.write(`Asks that were left out: ${hits} of ${left.length} under their own label\n`)
    expect(hits / left.length).toBeGreaterThan(0.55)
  }, 120_000)
})
