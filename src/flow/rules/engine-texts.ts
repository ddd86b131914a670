import { readText } from '../../content/rules/reading.ts'
import { isBroken, type Problem, problem, topOf } from '../../content/rules/rule.ts'
import { tableVars } from '../known-vars.ts'
import type { LoadedScript } from '../load.ts'
import type { Flow, Script } from '../script.ts'
import { variablesOf } from '../vars.ts'
import { cardVariables, enginePhrases } from './engine.ts'
import { flowX, textsX } from './example.ts'
import type { ScriptRule } from './graph.ts'
import { neededTexts } from './keys.ts'

export const engineTexts: ScriptRule = {
  id: 'engine-texts',
  level: 'error',
  says: 'Every phrase that the bot says itself exists, and no text uses a variable in braces that the bot does not fill.',
  wrong: { ...flowX('  a: { kind: card }\n'), ...textsX('title: X\na: "Привет, {name}"\n') },
  right: { ...flowX('  a: { kind: card }\n'), ...textsX('title: X\na: "{score} из {total}"\n') },
  check(loaded, ground) {
    const source = loaded.script.content.campaign.source_language
    const blind = isBroken(ground, `content/${source}/ui.yaml`)
    return [...(blind ? [] : missing(loaded)), ...unfilled(loaded)]
  },
}

function missing({ script }: LoadedScript): Problem[] {
  const { content } = script
  const source = content.campaign.source_language
  return [...enginePhrases.keys()]
    .filter((key) => !content.phrases.has(source, key))
    .map((key) => problem(topOf(`content/${source}/ui.yaml`), `has no text ${key.slice(3)}`))
}

/** What a flow asks, and the fields of the rows that it lets a person pick. */
function filledIn(script: Script, flow: Flow): string[] {
  return [...variablesOf([flow]), ...tableVars({ ...script, flows: new Map([[flow.flow, flow]]) })]
}

function unfilled({ script }: LoadedScript): Problem[] {
  const { content } = script
  const source = content.campaign.source_language
  const filled = new Map<string, readonly string[]>(enginePhrases)
  const asked = new Map([...script.flows.values()].map((flow) => [flow.flow, filledIn(script, flow)]))
  for (const { key, role, flow } of neededTexts(script)) {
    if (!filled.has(key))
      filled.set(key, role === 'card' ? [...cardVariables, ...(asked.get(flow) ?? [])] : [])
  }
  return [...filled].flatMap(([key, variables]): Problem[] => {
    const text = content.texts.get(source)?.get(key)
    const used = text === undefined ? undefined : readText(source, text)?.variables
    return text === undefined
      ? []
      : [...(used ?? [])]
          .filter((name) => !variables.includes(name))
          .map((name) => problem(text, `${key}: nothing fills {${name}}`))
  })
}
