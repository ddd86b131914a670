import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writtenLanguages } from '../campaign/campaign.ts'
import { loadContent } from '../content/load.ts'
import { pinsFile, pinTexts } from '../content/pin.ts'
import { root } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar pin --lang ky`: new translations are pinned to the source text; a stale one only when its key is named. */
export async function pinCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { lang: { type: 'string' } }, true)
  const language = writtenLanguages.find((each) => each === values.lang)
  if (language === undefined) throw new UsageError(`--lang takes one of ${writtenLanguages.join(', ')}`)
  const content = loadContent(root, [])
  const file = join('content', language, 'pins.yaml')
  const pins = pinTexts(content, language, positionals.length === 0 ? 'missing' : positionals)
  writeFileSync(join(root, file), pinsFile(pins))
  process.stdout.write(`${file} is written\n`)
  return 0
}
