import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openUnderstanding } from '../../src/answers/kept.ts'
import { loadContent } from '../../src/content/load.ts'
import { projectRoot } from '../walker.ts'
import type { Ground } from './ground.ts'
import type { Measured, Options } from './steps.ts'
import { median, spread, table } from './table.ts'

/** Opening what was learned, and understanding each golden question, in this process. */
export async function measureAnswers(_: Ground, { repeats }: Options): Promise<Measured> {
  const { campaign } = loadContent(projectRoot, [])
  const folder = join(projectRoot, 'test', 'answers', 'golden')
  const texts = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): string => JSON.parse(line).text),
  )
  const opening: number[] = []
  const middle: number[] = []
  const slowest: number[] = []
  for (let n = 0; n < repeats; n++) {
    const start = performance.now()
    const { understand } = openUnderstanding(projectRoot, campaign)
    opening.push(performance.now() - start)
    const times = texts.map((text) => {
      const before = performance.now()
      understand(text)
      return performance.now() - before
    })
    middle.push(median(times))
    slowest.push(times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN)
  }
  const rows = [
    ['Questions in free words', 'ms'],
    ['opening what was learned', spread(opening)],
    ['understanding a question', spread(middle, 2)],
    ['the slowest hundredth', spread(slowest, 2)],
  ]
  const goals = [
    { what: 'Opening what was learned', value: median(opening), most: 1000, unit: ' ms' },
    { what: 'Understanding, 99th percentile', value: median(slowest), most: 20, unit: ' ms', digits: 1 },
  ]
  return { text: table(rows), goals }
}
