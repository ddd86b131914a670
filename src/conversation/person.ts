import { newState, type State, secretsSchema, stateSchema } from '../flow/state.ts'
import type { Keys } from '../privacy/keys.ts'
import type { SavedAccount } from '../store/turns.ts'

/** A saved account as the flow knows it. A state that an older version wrote keeps what still fits. */
export function openState(saved: SavedAccount, keys: Keys): State {
  const known = stateSchema.safeParse({ ...newState(), ...asObject(saved.state) })
  const state = known.success ? known.data : salvage(asObject(saved.state))
  return { ...state, version: saved.version, secrets: openSecrets(saved, keys) }
}

/** The parts of a state to be saved: what may lie open, and what is sealed, with the time at which it goes. */
export function closeState(state: State, lookup: string, keys: Keys) {
  const { secrets, version: _version, ...open } = state
  const untils = Object.values(secrets).map(({ until }) => until)
  const last = untils.sort().at(-1)
  return {
    open,
    secrets: last === undefined ? null : keys.seal(JSON.stringify(secrets), lookup),
    secretsUntil: last ?? null,
  }
}

function openSecrets(saved: SavedAccount, keys: Keys): State['secrets'] {
  if (saved.secrets === null) return {}
  return secretsSchema.parse(JSON.parse(keys.open(saved.secrets, saved.lookup)))
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Keeps what a person chose when the rest of an old state cannot be read. */
function salvage(old: Record<string, unknown>) {
  const choices = stateSchema.pick({ language: true, counting: true, stopped: true, source: true }).partial()
  const kept = choices.safeParse(old)
  const menu = { place: { flow: 'menu', node: 'start' }, note: { key: 'ui.node_gone' } }
  return stateSchema.parse({ ...newState(), ...(kept.success ? kept.data : {}), ...menu })
}
