import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Campaign, campaignSchema, type Written } from '../campaign/campaign.ts'
import type { Logframe } from '../campaign/logframe.ts'
import { readAgencies } from './agencies.ts'
import { type Approval, readApprovals } from './approvals.ts'
import { asksFile } from './asks.ts'
import { type Contact, contactsSchema } from './contacts.ts'
import { type Fact, factsSchema } from './facts.ts'
import { ContentError, type Finding } from './finding.ts'
import { readLogframe } from './logframe.ts'
import { type Pin, readPins } from './pins.ts'
import { makeTable, type Table, tableSchema } from './tables.ts'
import { Phrasebook, type Text, type Texts } from './texts.ts'
import { readVoices, type Voices } from './voices.ts'
import { checkYaml, PlaceInFile, parseYaml, readYaml, sourceOf, type YamlSource } from './yaml.ts'

export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** Everything under `content/`, read once at start. */
export type Content = {
  campaign: Campaign
  phrases: Phrasebook
  texts: Texts
  facts: ReadonlyMap<string, Fact>
  contacts: ReadonlyMap<string, Contact>
  /** Tables that a person picks a row of, by their names; `agencies` is the official list. */
  tables: ReadonlyMap<string, Table>
  /** Recordings by the key of the card that they read out. */
  voices: Voices
  pins: ReadonlyMap<Written, ReadonlyMap<string, Pin>>
  approvals: readonly Approval[]
  /** What the campaign promised; none where no file says so. */
  logframe: Logframe | undefined
  /** Where a fact or contact stands, for findings. */
  places: ReadonlyMap<string, Place>
}

const textKey = /^[A-Za-z0-9._-]+$/
const textsSchema = z.record(z.string().regex(textKey), z.string())

/** What the schema of texts accepts, several times faster: it is asked only to tell what is wrong. */
function areTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string') &&
    Object.keys(value).every((key) => textKey.test(key))
  )
}

/**
 * Reads `content/` below the project's root. What cannot be read is added to the findings; without a
 * readable campaign nothing else can be judged, so that alone throws a {@link ContentError}.
 */
export function loadContent(root: string, findings: Finding[]): Content {
  const reader = new Reader(root, findings)
  const campaign = reader.check(join('content', 'campaign.yaml'), campaignSchema)
  if (campaign === undefined) throw new ContentError(findings)
  const texts = new Map<Written, ReadonlyMap<string, Text>>()
  const pins = new Map<Written, ReadonlyMap<string, Pin>>()
  for (const language of campaign.languages) {
    texts.set(language, reader.texts(language))
    pins.set(language, reader.pins(language))
  }
  const facts = new Map(
    reader.yamlFiles(join('content', 'facts')).flatMap((file) => reader.ledger(file, factsSchema)),
  )
  const contacts = new Map(reader.ledger(join('content', 'contacts.yaml'), contactsSchema))
  const tables = reader.tables().set('agencies', readAgencies(root, findings))
  const voices = readVoices(root, campaign.languages)
  const approvals = readApprovals(root, findings)
  const parts = {
    campaign: Object.freeze(campaign),
    texts,
    facts,
    contacts,
    tables,
    voices,
    pins,
    approvals,
    logframe: readLogframe(root, findings),
    places: reader.places,
  }
  return { ...parts, phrases: new Phrasebook(texts) }
}

class TextInFile extends PlaceInFile {
  readonly text: string

  constructor(text: string, source: YamlSource, key: string) {
    super(source, key)
    this.text = text
  }
}

class Reader {
  readonly #root: string
  readonly #findings: Finding[]
  readonly places = new Map<string, Place>()

  constructor(root: string, findings: Finding[]) {
    this.#root = root
    this.#findings = findings
  }

  yamlFiles(folder: string): string[] {
    const path = join(this.#root, folder)
    if (!existsSync(path)) return []
    const names = readdirSync(path).filter((name) => name.endsWith('.yaml'))
    return names.sort().map((name) => join(folder, name))
  }

  check<T>(file: string, schema: z.ZodType<T>): T | undefined {
    const yaml = readYaml(this.#root, file, this.#findings)
    return yaml === undefined ? undefined : checkYaml(yaml, schema, this.#findings)
  }

  texts(language: Written): Map<string, Text> {
    const texts = new Map<string, Text>()
    for (const file of this.yamlFiles(join('content', language))) {
      if (['pins.yaml', asksFile].includes(basename(file))) continue
      const yaml = parseYaml(file, readFileSync(join(this.#root, file), 'utf8'), this.#findings)
      const values = areTexts(yaml.value) ? yaml.value : checkYaml(yaml, textsSchema, this.#findings)
      const source = sourceOf(yaml)
      if (values === undefined) continue
      const prefix = basename(file, '.yaml')
      for (const [key, text] of Object.entries(values)) {
        texts.set(`${prefix}.${key}`, new TextInFile(text.trim(), source, key))
      }
    }
    return texts
  }

  tables(): Map<string, Table> {
    const tables = new Map<string, Table>()
    for (const file of this.yamlFiles(join('content', 'tables'))) {
      const table = this.check(file, tableSchema)
      if (table !== undefined) tables.set(basename(file, '.yaml'), makeTable(table))
    }
    return tables
  }

  pins(language: Written): Map<string, Pin> {
    const file = join('content', language, 'pins.yaml')
    const path = join(this.#root, file)
    return existsSync(path) ? readPins(file, readFileSync(path, 'utf8'), this.#findings) : new Map()
  }

  ledger<T>(file: string, schema: z.ZodType<Record<string, T>>): [string, T][] {
    const yaml = readYaml(this.#root, file, this.#findings)
    const values = yaml === undefined ? undefined : checkYaml(yaml, schema, this.#findings)
    if (yaml === undefined || values === undefined) return []
    for (const id of Object.keys(values)) {
      if (this.places.has(id)) {
        this.#findings.push({
          rule: 'shape',
          file,
          ...yaml.at([id]),
          message: `${id} is already in ${this.places.get(id)?.file}`,
        })
      }
      this.places.set(id, new PlaceInFile(sourceOf(yaml), id))
    }
    return Object.entries(values)
  }
}
