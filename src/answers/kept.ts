import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Campaign } from '../campaign/campaign.ts'
import { asksIn, asksSource, readAsks } from '../content/asks.ts'
import { ContentError, type Finding } from '../content/finding.ts'
import type { Understood } from '../content/understood.ts'
import { sha256 } from '../privacy/fingerprint.ts'
import { type Example, learn } from './learn.ts'
import type { Model } from './model.ts'
import { understand } from './understand.ts'

/** Changes when the same asks are to be learned in another way. */
const version = 1

type Kept = { of: string; model: Model }

/** Where the build keeps what it learned. */
function fileIn(root: string): string {
  return join(root, 'dist', 'asks.model')
}

/** All ways of asking of a campaign's languages. Throws a {@link ContentError} when a file cannot be read. */
export function examplesIn(root: string, { languages }: Campaign): Example[] {
  const findings: Finding[] = []
  const examples = languages.flatMap((language) => {
    const read = readAsks(root, language, findings)
    return read === undefined ? [] : asksIn(language, read.asks)
  })
  if (findings.length > 0) throw new ContentError(findings)
  return examples
}

/**
 * What free words ask for, as the build learned it; learned anew, which takes seconds, where the asks have changed since
 * (`isNew`).
 */
export function openUnderstanding(
  root: string,
  campaign: Campaign,
): { understand: (text: string) => Understood; isNew: boolean } {
  const { kept, isNew } = learned(root, campaign)
  return { understand: (text) => understand(kept.model, text), isNew }
}

/** Learns what has changed and keeps it for the next start; answers whether anything had. */
export function keepModel(root: string, campaign: Campaign): boolean {
  const { kept, isNew } = learned(root, campaign)
  if (!isNew) return false
  mkdirSync(dirname(fileIn(root)), { recursive: true })
  writeFileSync(fileIn(root), serialize(kept))
  return true
}

function learned(root: string, campaign: Campaign): { kept: Kept; isNew: boolean } {
  const of = fingerprintOf(root, campaign)
  const kept = readKept(fileIn(root))
  if (kept?.of === of) return { kept, isNew: false }
  return { kept: { of, model: learn(examplesIn(root, campaign)) }, isNew: true }
}

function readKept(file: string): Kept | undefined {
  return existsSync(file) ? deserialize(readFileSync(file)) : undefined
}

function fingerprintOf(root: string, { languages }: Campaign): string {
  const files = languages.map((language) => sha256(asksSource(root, language) ?? ''))
  return sha256([version, ...languages, ...files].join(' '))
}
