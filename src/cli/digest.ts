import { readConfig } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { readInterface, tongues } from '../content/interface.ts'
import { digestText, lastWeeksView } from '../digest.ts'
import { lint } from '../flow/lint.ts'
import { atRest } from '../health.ts'
import { withDatabase } from './database.ts'
import { root, today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar digest`: last week's numbers as staff get them on Telegram, in this terminal. */
export async function digestCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, { lang: { type: 'string', default: 'en' } })
  const tongue = tongues.find((each) => each === values.lang)
  if (tongue === undefined) throw new UsageError(`--lang takes one of ${tongues.join(', ')}`)
  const { script, findings } = lint(root, today())
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  const config = readConfig(process.env)
  return await withDatabase(config, async (db) => {
    const now = () => new Date()
    const phrases = readInterface(root)
    const parts = { db, script, phrases, health: () => atRest, publicUrl: config.PUBLIC_URL, now }
    const view = await lastWeeksView(parts)
    const text =
      view === null
        ? phrases.plain(tongue, 'digest.nothing')
        : digestText(view, parts, { tongue, as: 'plain' })
    process.stdout.write(`${text}\n`)
    return 0
  })
}
