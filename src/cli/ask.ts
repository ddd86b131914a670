import { createInterface } from 'node:readline'
import { z } from 'zod'
import { openUnderstanding } from '../answers/kept.ts'
import { predictionOf } from '../answers/prediction.ts'
import { loadContent } from '../content/load.ts'
import { root } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })

/** What a text is understood as, by the asks of the campaign. */
export function ownUnderstanding() {
  return openUnderstanding(root, loadContent(root, []).campaign).understand
}

/** `sapar ask`: what one question is understood as, or with --jsonl each line of the input ({id, text}). */
export async function askCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { jsonl: { type: 'boolean' }, lang: { type: 'string' } },
    true,
  )
  const means = ownUnderstanding()
  if (values.jsonl === true) {
    if (positionals.length > 0) throw new UsageError('--jsonl reads questions from the input, one a line')
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() === '') continue
      const { id, text } = readLine(line)
      process.stdout.write(`${JSON.stringify({ id, ...predictionOf(means(text)) })}\n`)
    }
    return 0
  }
  const question = positionals.join(' ')
  if (question === '') throw new UsageError('ask takes a question, or --jsonl and questions in the input')
  process.stdout.write(`${JSON.stringify(means(question))}\n`)
  return 0
}

function readLine(line: string): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
    throw new UsageError(`Each line must be {"id": …, "text": …}, not ${line.slice(0, 60)}`)
  }
}
