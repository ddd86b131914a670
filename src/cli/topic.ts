import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Paper } from '../content/paper.ts'
import { flowsOf } from '../flow/approval.ts'
import type { Script } from '../flow/script.ts'
import { UsageError } from './usage.ts'

/** A topic that some flow has. */
export function topicOf(script: Script, topic: string | undefined): string {
  const known = new Set([...script.flows.values()].flatMap((flow) => flow.topic ?? []))
  if (topic !== undefined && flowsOf(script, topic).length > 0) return topic
  throw new UsageError(`--topic takes one of ${[...known].sort().join(', ')}`)
}

/** Writes a paper as PDF; the paper's own name is the file's, unless another is given. */
export async function writePaper(paper: Paper, out: string | undefined): Promise<void> {
  const file = resolve(out ?? `${paper.name}.pdf`)
  // Making PDF is slow to load, and most commands make none.
  const { makePdf } = await import('../documents/pdf.ts')
  const there = existsSync(file) ? ' anew' : ''
  writeFileSync(file, await makePdf(paper))
  process.stdout.write(`${file} is written${there}.\n`)
}
