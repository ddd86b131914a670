import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, spokenBy } from '../campaign/campaign.ts'
import { readConfig } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { makeBook, packName } from '../documents/book.ts'
import { bookPaper, leafPaper, pictured } from '../documents/book-paper.ts'
import { makePack } from '../documents/pack.ts'
import { openPress, type Press } from '../documents/press.ts'
import { lint } from '../flow/lint.ts'
import type { Script } from '../flow/script.ts'
import { openDb } from '../store/db.ts'
import { type HiddenThing, readHidden } from '../store/hidden.ts'
import { hiddenFile, hiddenOf, keptOnDisk } from '../store/live-script.ts'
import { root, today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

const options = { lang: { type: 'string' }, out: { type: 'string', default: 'packs' } } as const

/** `sapar pack`: all topics of each language as a file for the phone, a book to print, and pictures of single cards. */
export async function packCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, options)
  const { script: whole, findings } = lint(root, today())
  if (whole === undefined || findings.length > 0) throw new ContentError(findings)
  const script = { ...whole, hidden: hiddenOf(await hiddenNow()) }
  const languages = chosen(script, values.lang)
  mkdirSync(values.out, { recursive: true })
  const press = openPress({ patienceMs: 120_000 })
  try {
    for (const language of languages) await packLanguage(script, language, { folder: values.out, press })
    return 0
  } finally {
    await press.close()
  }
}

/** What staff hide has no place in a file that is given away. The embedded database may be in use: its bot keeps a list. */
async function hiddenNow(): Promise<HiddenThing[]> {
  const config = readConfig(process.env)
  if (config.DATABASE_URL === undefined) return keptOnDisk(join(config.DATA_DIR, hiddenFile))
  const db = await openDb(config)
  try {
    return await readHidden(db)
  } finally {
    await db.close()
  }
}

function chosen({ content }: Script, wanted: string | undefined): Language[] {
  const languages = spokenBy(content.campaign)
  if (wanted === undefined) return languages
  const found = languages.find((each) => each === wanted)
  if (found === undefined) throw new UsageError(`--lang takes one of ${languages.join(', ')}, not ${wanted}`)
  return [found]
}

async function packLanguage(
  script: Script,
  language: Language,
  { folder, press }: { folder: string; press: Press },
): Promise<void> {
  const keep = (name: string, bytes: string | Uint8Array) => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    process.stderr.write(`${file} ${Math.ceil(Buffer.byteLength(bytes) / 1024)} KB\n`)
  }
  const book = makeBook(script, language, today())
  keep(`${packName(language)}.html`, makePack(script, language, today()))
  keep(`${packName(language)}.pdf`, await press.pdf(bookPaper(script, book)))
  for (const leaf of pictured(script, book)) {
    const paper = leafPaper(leaf, book)
    keep(`${paper.name}.png`, await press.picture(paper))
  }
}
