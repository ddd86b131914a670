import { render } from '../flow/render.ts'
import { newState } from '../flow/state.ts'
import { speak, step, type Turn } from '../flow/step.ts'
import { randomAccount } from '../privacy/keys.ts'
import { patienceMs, within } from '../store/trouble.ts'
import { type GroupRead, type OutcomeRow, readGroup, type SavedAccount, writeGroup } from '../store/turns.ts'
import { writeLetter } from './letter.ts'
import { openState } from './person.ts'
import { addTurn, emptyGroup, type Owner } from './rows.ts'
import { segmentOf } from './segment.ts'
import type { Parts, Sending, Task } from './task.ts'

export type GroupResult = {
  /** Saved now, or saved before and to be said again. */
  sendings: Sending[]
  /** Another writer was faster: to be stepped again. */
  lost: Task[]
  /** Nobody whom the campaign knows, and nothing to say: somebody who never pressed Start blocked the bot. */
  strangers: Task[]
  /** Their own step threw. */
  failed: { task: Task; error: unknown }[]
}

type Stepped = { task: Task; owner: Owner; saved: SavedAccount | undefined; turn: Turn }

/** One group: all that wait are read with one statement, stepped, and written with one statement. */
export async function runGroup(
  parts: Parts,
  tasks: readonly Task[],
  outcomes: OutcomeRow[],
): Promise<GroupResult> {
  const { db } = parts
  const patience = db.kind === 'embedded' ? 60_000 : patienceMs
  const read = tasks.length === 0 ? { accounts: [], seen: [] } : await within(patience, readFor(parts, tasks))
  const accounts = new Map(read.accounts.map((account) => [account.lookup, account]))
  const seen = new Set(read.seen)
  const result: GroupResult = { sendings: [], lost: [], strangers: [], failed: [] }
  const stepped: Stepped[] = []
  for (const task of tasks) {
    attempt(result, task, () => {
      const saved = accounts.get(task.lookup)
      if (saved === undefined && task.incoming.input.kind === 'blocked') result.strangers.push(task)
      else if (seen.has(task.incoming.id)) result.sendings.push(sayAgain(parts, task, saved))
      else stepped.push(stepTask(parts, task, saved))
    })
  }
  const won = await within(patience, write(parts, stepped, outcomes))
  for (const each of stepped) {
    const { task } = each
    if (!won.has(task.incoming.id)) result.lost.push(task)
    else attempt(result, task, () => result.sendings.push(sendingOf(parts, each)))
  }
  return result
}

/** What goes wrong with one of a group is that one's own fault. */
function attempt(result: GroupResult, task: Task, act: () => void): void {
  try {
    act()
  } catch (error) {
    result.failed.push({ task, error })
  }
}

function readFor({ db }: Parts, tasks: readonly Task[]): Promise<GroupRead> {
  const lookups = tasks.map(({ lookup }) => lookup).sort()
  const updates = tasks.map(({ incoming }) => incoming.id).sort((a, b) => a - b)
  return readGroup(db, lookups, updates)
}

async function write(
  parts: Parts,
  stepped: readonly Stepped[],
  outcomes: OutcomeRow[],
): Promise<ReadonlySet<number>> {
  if (stepped.length === 0 && outcomes.length === 0) return new Set()
  const group = { ...emptyGroup(), outcomes: [...outcomes].sort((a, b) => a.account - b.account) }
  for (const { task, owner, turn } of [...stepped].sort((a, b) => a.owner.account - b.owner.account)) {
    addTurn(group, owner, { incoming: task.incoming, turn }, parts)
  }
  return new Set(await writeGroup(parts.db, group))
}

function stepTask({ script, keys, understand }: Parts, task: Task, saved: SavedAccount | undefined): Stepped {
  const { incoming, lookup } = task
  const state = saved === undefined ? newState() : openState(saved, keys)
  const turn = step(script, state, incoming.input, { guess: incoming.guess, now: incoming.at, understand })
  const owner = { lookup, account: saved?.id ?? randomAccount(), version: saved?.version ?? null }
  return { task, owner, saved, turn }
}

function sendingOf(parts: Parts, { task, owner, saved, turn }: Stepped): Sending {
  const letter = writeLetter(parts.script, turn, task.incoming, {
    keyboard: saved?.keyboard ?? null,
    clear: [],
  })
  const asked = new Set(turn.requests.map(({ kind }) => kind))
  return {
    task,
    letter,
    account: asked.has('forget') ? null : owner.account,
    segment: segmentOf(turn.state),
    clears: asked.has('clear'),
  }
}

/** The turn is saved already, its reply may be lost: the current card is made again from the state. */
function sayAgain({ script, keys }: Parts, task: Task, saved: SavedAccount | undefined): Sending {
  const state =
    saved === undefined ? { ...newState(), place: { flow: 'me', node: 'forgotten' } } : openState(saved, keys)
  const language = speak(script, [state.language], task.incoming.guess)
  const replies = render(script, state, language)
  const letter = writeLetter(script, { replies, language }, task.incoming, {
    keyboard: saved?.keyboard ?? null,
    clear: [],
  })
  const clears = state.note?.key === 'ui.cleared'
  return { task, letter, account: saved?.id ?? null, segment: segmentOf(state), clears }
}
