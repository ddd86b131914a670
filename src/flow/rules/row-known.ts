import { readText } from '../../content/rules/reading.ts'
import type { Problem } from '../../content/rules/rule.ts'
import { fieldsOf } from '../known-vars.ts'
import type { LoadedScript } from '../load.ts'
import { flowX, textsX } from './example.ts'
import { type EachNode, everyNode, problemAt, type ScriptRule } from './graph.ts'

const pick = '  p: { kind: pick, table: towns, var: town, then: a }\n'
const files = {
  ...textsX('title: X\np: Какой город?\na: "Город: {town_name}"\n'),
  'content/tables/towns.yaml': 'rows: { osh: { name: Ош } }\n',
}

export const rowKnown: ScriptRule = {
  id: 'row-known',
  level: 'error',
  says: 'A card that speaks of a row that was picked needs it: an old button must not show the card without it.',
  wrong: { ...flowX(`${pick}  a: { kind: card }\n`), ...files },
  right: { ...flowX(`${pick}  a: { kind: card, needs: [town] }\n`), ...files },
  check: (loaded) => everyNode(loaded.script).flatMap((each) => missing(loaded, each)),
}

function missing(loaded: LoadedScript, { flow, id, node, path }: EachNode): Problem[] {
  const { content } = loaded.script
  const source = content.campaign.source_language
  const text = content.texts.get(source)?.get(`${flow.flow}.${id}`)
  const used = text === undefined ? undefined : readText(source, text)?.variables
  if (used === undefined || used.size === 0) return []
  return Object.values(flow.nodes).flatMap((each): Problem[] => {
    if (each.kind !== 'pick' || node.needs.includes(each.var)) return []
    const field = fieldsOf(loaded.script, each).find((name) => used.has(name))
    return field === undefined
      ? []
      : [problemAt(loaded, flow.flow, path, `${id} speaks of {${field}}: it needs ${each.var}`)]
  })
}
