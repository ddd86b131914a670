import { type Ground, isBroken, type Problem, problem, textFile } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import { flowX, textsX } from './example.ts'
import { problemAt, type ScriptRule } from './graph.ts'
import { neededTexts } from './keys.ts'

export const textKeys: ScriptRule = {
  id: 'text-keys',
  level: 'error',
  says: 'Every node and button has its text, and every text of a flow is used by it.',
  wrong: {
    ...flowX('  a: { kind: card, buttons: { go: a } }\n'),
    ...textsX('title: X\na: Текст\nold: Старый текст\n'),
  },
  right: {
    ...flowX('  a: { kind: card, buttons: { go: a } }\n'),
    ...textsX('title: X\na: Текст\na.go: Дальше\n'),
  },
  check(loaded, ground) {
    const needed = neededTexts(loaded.script)
    const keys = needed.map(({ key }) => key)
    return [...missing(loaded, needed, ground), ...unused(loaded, keys, ground)]
  },
}

function missing(loaded: LoadedScript, needed: ReturnType<typeof neededTexts>, ground: Ground): Problem[] {
  const { content } = loaded.script
  const source = content.campaign.source_language
  const texts = content.texts.get(source)
  return needed
    .filter(({ key }) => !texts?.has(key) && !isBroken(ground, textFile(source, key)))
    .map(({ key, flow, path }) =>
      problemAt(
        loaded,
        flow,
        path,
        `${textFile(source, key)} has no text ${key.slice(key.indexOf('.') + 1)}`,
      ),
    )
}

/** Texts of flows and contacts that nothing shows. A file that could not be read may show any of them. */
function unused({ script }: LoadedScript, needed: readonly string[], ground: Ground): Problem[] {
  if (isBroken(ground, 'flows/') || isBroken(ground, 'content/contacts.yaml')) return []
  const { content } = script
  const contacts = [...content.contacts.keys()].flatMap((id) => [`contacts.${id}`, `contacts.${id}.short`])
  const used = new Set([...needed, ...contacts])
  const spaces = new Set([...script.flows.keys(), 'contacts'])
  return [...(content.texts.get(content.campaign.source_language) ?? [])]
    .filter(([key]) => spaces.has(key.slice(0, key.indexOf('.'))) && !used.has(key))
    .map(([key, text]) => problem(text, `${key} is used by nothing`))
}
