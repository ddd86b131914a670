import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { ContentError, type Finding } from './finding.ts'
import { Phrasebook, type Text } from './texts.ts'
import { checkYaml, readYaml } from './yaml.ts'

/** Languages of the staff pages, in the order of their menu. */
export const tongues = ['en', 'ru', 'ky'] as const
export type Tongue = (typeof tongues)[number]

const textsSchema = z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.string().min(1))

/**
 * The words of the staff pages: `content/interface/<language>/<area>.yaml`, whose keys are `<area>.<key>`. Throws a
 * {@link ContentError} when a file cannot be read or a language lacks a text that another has.
 */
export function readInterface(root: string): Phrasebook {
  const findings: Finding[] = []
  const texts = new Map(tongues.map((tongue) => [tongue, readTexts(root, tongue, findings)] as const))
  const keys = new Set([...texts.values()].flatMap((each) => [...each.keys()]))
  for (const [tongue, known] of texts) {
    for (const key of keys) if (!known.has(key)) findings.push(missing(tongue, key))
  }
  if (findings.length > 0) throw new ContentError(findings)
  return new Phrasebook(texts)
}

function readTexts(root: string, tongue: Tongue, findings: Finding[]): ReadonlyMap<string, Text> {
  const folder = join('content', 'interface', tongue)
  const texts = new Map<string, Text>()
  for (const name of readdirSync(join(root, folder)).sort()) {
    const file = join(folder, name)
    const yaml = readYaml(root, file, findings)
    const found = yaml === undefined ? undefined : checkYaml(yaml, textsSchema, findings)
    for (const [key, text] of Object.entries(found ?? {}))
      texts.set(`${basename(name, '.yaml')}.${key}`, { text, file, line: 1, column: 1 })
  }
  return texts
}

function missing(tongue: Tongue, key: string): Finding {
  const [area = '', ...rest] = key.split('.')
  return {
    rule: 'interface',
    file: join('content', 'interface', tongue, `${area}.yaml`),
    line: 1,
    column: 1,
    message: `has no ${rest.join('.')}, which another language of the staff pages has`,
  }
}
