import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Campaign, campaignSchema, type Language } from '../campaign/campaign.ts'
import { type Contact, contactsSchema } from './contacts.ts'
import { type Fact, factsSchema } from './facts.ts'
import { ContentError, type Finding } from './finding.ts'
import { fingerprint, type Pin, readPins } from './pins.ts'
import { Phrasebook, type Text, type Texts } from './texts.ts'
import { checkYaml, readYaml } from './yaml.ts'

export type Place = { file: string; line: number; column: number }

/** Everything under `content/`, read once at start. */
export type Content = {
  campaign: Campaign
  phrases: Phrasebook
  texts: Texts
  facts: ReadonlyMap<string, Fact>
  contacts: ReadonlyMap<string, Contact>
  pins: ReadonlyMap<Language, ReadonlyMap<string, Pin>>
  /** Texts of each language that no speaker has read, or not since their source changed. */
  drafts: ReadonlyMap<Language, ReadonlySet<string>>
  /** Where a fact or contact stands, for findings. */
  places: ReadonlyMap<string, Place>
}

const textsSchema = z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.string())

/**
 * Reads `content/` below the project's root. What cannot be read is added to the findings; without a
 * readable campaign nothing else can be judged, so that alone throws a {@link ContentError}.
 */
export function loadContent(root: string, findings: Finding[]): Content {
  const reader = new Reader(root, findings)
  const campaign = reader.check(join('content', 'campaign.yaml'), campaignSchema)
  if (campaign === undefined) throw new ContentError(findings)
  const texts = new Map<Language, ReadonlyMap<string, Text>>()
  const pins = new Map<Language, ReadonlyMap<string, Pin>>()
  for (const language of campaign.languages) {
    texts.set(language, reader.texts(language))
    pins.set(language, reader.pins(language))
  }
  const facts = new Map(
    reader.yamlFiles(join('content', 'facts')).flatMap((file) => reader.ledger(file, factsSchema)),
  )
  const contacts = new Map(reader.ledger(join('content', 'contacts.yaml'), contactsSchema))
  const parts = { campaign: Object.freeze(campaign), texts, facts, contacts, pins, places: reader.places }
  return { ...parts, phrases: new Phrasebook(texts), drafts: findDrafts(parts) }
}

function findDrafts({
  campaign,
  texts,
  pins,
}: Pick<Content, 'campaign' | 'texts' | 'pins'>): Content['drafts'] {
  const source = texts.get(campaign.source_language)
  const drafts = new Map<Language, ReadonlySet<string>>()
  for (const [language, translated] of texts) {
    if (language === campaign.source_language) continue
    const unread = [...translated.keys()].filter((key) => {
      const pin = pins.get(language)?.get(key)
      return pin?.state !== 'reviewed' || pin.of !== fingerprint(source?.get(key)?.text ?? '')
    })
    drafts.set(language, new Set(unread))
  }
  return drafts
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

  texts(language: Language): Map<string, Text> {
    const texts = new Map<string, Text>()
    for (const file of this.yamlFiles(join('content', language))) {
      if (basename(file) === 'pins.yaml') continue
      const yaml = readYaml(this.#root, file, this.#findings)
      const values = yaml === undefined ? undefined : checkYaml(yaml, textsSchema, this.#findings)
      if (yaml === undefined || values === undefined) continue
      const prefix = basename(file, '.yaml')
      for (const [key, text] of Object.entries(values)) {
        texts.set(`${prefix}.${key}`, { text: text.trim(), file, ...yaml.at([key]) })
      }
    }
    return texts
  }

  pins(language: Language): Map<string, Pin> {
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
      this.places.set(id, { file, ...yaml.at([id]) })
    }
    return Object.entries(values)
  }
}
