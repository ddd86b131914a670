import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { predictionOf } from '../answers/prediction.ts'
import { type Question, questionSchema, rateLines, ratesOf } from '../answers/score.ts'
import { ownUnderstanding } from './ask.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar eval FILE`: how well questions with known answers are understood, in all and by language. */
export async function evalCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { wrong: { type: 'boolean' } }, true)
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new UsageError('eval takes one file of questions, one a line: {id, lang, text, topics, kind, note}')
  const means = ownUnderstanding()
  const judged = readQuestions(file).map((question) => ({
    question,
    prediction: predictionOf(means(question.text)),
  }))
  const languages = [...new Set(judged.map(({ question }) => question.lang))].sort()
  const tables = [
    rateLines(`All ${judged.length}`, ratesOf(judged)),
    ...languages.map((lang) =>
      rateLines(lang, ratesOf(judged.filter(({ question }) => question.lang === lang))),
    ),
  ]
  process.stdout.write(`${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`)
  if (values.wrong === true)
    for (const { question, prediction } of judged)
      if (!question.topics.includes(prediction.topics[0] ?? ''))
        process.stdout.write(
          `${question.id} ${question.kind} ${question.topics.join(',')} -> ${prediction.action} ${prediction.topics.join(',')}  ${question.text}\n`,
        )
  return 0
}

function readQuestions(file: string): Question[] {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}`)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      return [questionSchema.parse(JSON.parse(line))]
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
      throw new UsageError(
        `${file}:${at + 1} is no question: {"id", "lang", "text", "topics", "kind": answerable, emergency, out_of_scope or chitchat, "note"}`,
      )
    }
  })
}
