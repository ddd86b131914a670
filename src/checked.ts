import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ContentError } from './content/finding.ts'
import { readableScript } from './flow/load.ts'
import type { Script } from './flow/script.ts'
import { sha256 } from './privacy/fingerprint.ts'

/**
 * The script, held against every rule of lint: a bot never starts on what lint refuses. Files that passed at an earlier
 * start of the same program are only read, because the rules take most of a start.
 *
 * @param folder where it is noted what has passed
 * @param today YYYY-MM-DD
 */
export async function loadChecked(root: string, folder: string, today: string): Promise<Script> {
  const note = join(folder, 'checked')
  const now = fingerprintOf(root)
  if (readNote(note) === now) return readableScript(root).script
  const { lint } = await import('./flow/lint.ts')
  const { findings, script } = lint(root, today)
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  mkdirSync(folder, { recursive: true })
  writeFileSync(note, now)
  return script
}

function readNote(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Names, sizes and times of all files that are read, and of this program, which the rules are a part of. */
function fingerprintOf(root: string): string {
  const program = fileURLToPath(import.meta.url)
  const files = ['content', 'flows'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, folder, name),
    ),
  )
  const lines = [program, ...files.sort()].map((file) => {
    const { size, mtimeMs } = statSync(file)
    return `${file} ${size} ${mtimeMs}`
  })
  return sha256(lines.join('\n'))
}
