import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Written } from '../campaign/campaign.ts'
import { approvalsFile } from '../content/approvals.ts'
import { withApproval } from '../content/approve.ts'
import { dayOf } from '../content/exchange/review.ts'
import { readStaffWords } from '../content/staff-words.ts'
import { topicVersion } from '../flow/approval.ts'
import { approvalPack } from '../flow/approval-pack.ts'
import { readableScript } from '../flow/load.ts'
import { languageOf } from './readable.ts'
import { today } from './root.ts'
import { topicOf, writePaper } from './topic.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar content approve`: notes who has approved a topic as it stands now. */
export async function approveCommand(args: string[], root: string): Promise<number> {
  const { values } = readOptions(args, {
    topic: { type: 'string' },
    by: { type: 'string' },
    on: { type: 'string', default: today() },
    languages: { type: 'string' },
    version: { type: 'string' },
  })
  const { script } = readableScript(root)
  const topic = topicOf(script, values.topic)
  const by = (values.by ?? '').replace(/\s+/g, ' ').trim()
  if (by === '') throw new UsageError('--by takes the ministry or organisation that has approved the topic')
  const on = dayOf(values.on)
  if (on === undefined || on > today())
    throw new UsageError(`--on takes a day that is not to come, such as ${today()}`)
  const languages = languagesOf(script.content.campaign, values.languages)
  const version = topicVersion(script, topic, languages)
  // What was signed is what was printed, which may be another text by now.
  if (values.version !== undefined && values.version !== version) {
    throw new UsageError(
      `The paper has version ${values.version}, the topic has ${version} now: it changed after the paper was printed` +
        ' (or --languages is not what the paper is in)',
    )
  }
  const path = join(root, approvalsFile)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const read = languages.length === 0 ? {} : { languages }
  writeFileSync(path, withApproval(before, { topic, by, on, version, ...read }))
  process.stdout.write(`${topic} is approved by ${by} on ${on}, version ${version}: ${approvalsFile}\n`)
  return 0
}

function languagesOf(campaign: Parameters<typeof languageOf>[0], codes: string | undefined): Written[] {
  return codes === undefined
    ? []
    : codes.split(',').map((code) => languageOf(campaign, code.trim(), '--languages'))
}

/** `sapar content approval-pack`: all cards of a topic with their facts, as a PDF to be read and signed. */
export async function packCommand(args: string[], root: string): Promise<number> {
  const { values } = readOptions(args, {
    topic: { type: 'string' },
    lang: { type: 'string' },
    out: { type: 'string' },
  })
  const { script } = readableScript(root)
  const { campaign } = script.content
  const topic = topicOf(script, values.topic)
  const language = languageOf(campaign, values.lang ?? campaign.source_language)
  const words = readStaffWords(root).pack[language === 'en' ? 'en' : 'ru']
  await writePaper(approvalPack(script, { topic, language, words, today: today() }), values.out)
  return 0
}
