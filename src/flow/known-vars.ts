import type { Row } from '../content/tables.ts'
import type { NodeOf, Scalar, Script } from './script.ts'
import type { State } from './state.ts'

type Vars = Readonly<Record<string, Scalar>>

/** What conditions and texts may speak of: answers, also private ones, and the fields of rows that were picked. */
export function varsOf(script: Script, state: State): Vars {
  const vars: Record<string, Scalar> = { ...state.vars }
  for (const [name, { value }] of Object.entries(state.secrets)) vars[name] = value
  for (const pick of picksOf(script)) {
    const row = rowAt(script, pick, vars[pick.var])
    if (row === undefined) continue
    vars[`${pick.var}_name`] = row.name
    for (const [field, value] of Object.entries(row.fields)) vars[`${pick.var}_${field}`] = value
  }
  for (const [name, { rows }] of script.content.tables) vars[hasRows(name)] = rows.size > 0
  return vars
}

/** The variable that tells whether a table has rows: `has_agencies`. */
export function hasRows(table: string): string {
  return `has_${table.replaceAll('-', '_')}`
}

function rowAt({ content }: Script, { table }: NodeOf<'pick'>, id: Scalar | undefined): Row | undefined {
  return id === undefined ? undefined : content.tables.get(table)?.rows.get(String(id))
}

const picks = new WeakMap<Script['flows'], NodeOf<'pick'>[]>()

function picksOf({ flows }: Script): NodeOf<'pick'>[] {
  let found = picks.get(flows)
  if (found === undefined) {
    const nodes = [...flows.values()].flatMap((flow) => Object.values(flow.nodes))
    found = nodes.filter((node) => node.kind === 'pick')
    picks.set(flows, found)
  }
  return found
}

/** The names that `varsOf` may give besides the answers: for lint and for conditions. */
export function tableVars({ flows, content }: Pick<Script, 'flows' | 'content'>): string[] {
  const fields = [...flows.values()]
    .flatMap((flow) => Object.values(flow.nodes))
    .flatMap((node) => (node.kind === 'pick' ? fieldsOf({ content }, node) : []))
  return [...new Set([...fields, ...[...content.tables.keys()].map(hasRows)])]
}

/** What is known of a row that was picked: its id, its name and its fields. */
export function fieldsOf({ content }: Pick<Script, 'content'>, pick: NodeOf<'pick'>): string[] {
  const { var: variable, table } = pick
  const fields = content.tables.get(table)?.fields ?? []
  return [variable, `${variable}_name`, ...fields.map((field) => `${variable}_${field}`)]
}
