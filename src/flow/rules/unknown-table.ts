import type { Problem } from '../../content/rules/rule.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, type ScriptRule } from './graph.ts'

export const unknownTable: ScriptRule = {
  id: 'unknown-table',
  level: 'error',
  says: 'What is picked from stands in content/tables (or is agencies), with the rows that are offered first; what may be empty says where to go.',
  wrong: flowX('  a: { kind: pick, table: towns, var: town, then: b }\n  b: { kind: card }\n'),
  right: {
    ...flowX('  a: { kind: pick, table: towns, var: town, first: [osh], then: b }\n  b: { kind: card }\n'),
    'content/tables/towns.yaml': 'rows: { osh: { name: Ош } }\n',
  },
  check: (loaded) =>
    everyNode(loaded.script).flatMap(({ flow, id, node, path }): Problem[] => {
      if (node.kind !== 'pick') return []
      const table = loaded.script.content.tables.get(node.table)
      const say = (part: string, message: string) =>
        problemAt(loaded, flow.flow, [...path, part], `${id}: ${message}`)
      if (table === undefined) return [say('table', `there is no table ${node.table}`)]
      const empty = node.table === 'agencies' && node.none === undefined
      return [
        ...(empty ? [say('table', 'the list may be empty: name with `none` where to go then')] : []),
        ...node.first
          .filter((row) => !table.rows.has(row))
          .map((row) => say('first', `${node.table} has no row ${row}`)),
      ]
    }),
}
