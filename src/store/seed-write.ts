import { dayIn } from '../campaign/campaign.ts'
import { newState } from '../flow/state.ts'
import type { Db, Run } from './db.ts'
import type { Happening, Life } from './seed-life.ts'
import type { Person } from './seed-person.ts'
import { segmentIds } from './segments.ts'

export type MadeAccount = { id: number; person: Person; life: Life; seal: number }

/** Rows a statement: one of a million rows would block the embedded database for seconds. */
const chunk = 2000

const writeNames = `
with told as (select distinct value as name from jsonb_array_elements_text($1::text::jsonb))
insert into item (name) select name from told where name not in (select name from item) order by name
on conflict (name) do nothing`

const writeSegments = `
with ${segmentIds('select value as key from jsonb_array_elements_text($1::text::jsonb)')} select count(*) from place`

const writeAccounts = `
insert into account (id, lookup, chat, version, state, language, counting, stopped, reachable, source, synthetic,
                     created_at, turn_at)
select id, decode(lookup, 'hex'), decode(chat, 'hex'), 1, state, state->>'language', state->>'counting',
       (state->>'stopped')::boolean, reachable, state->>'source', true, at, turn_at
from jsonb_to_recordset($1::text::jsonb) as x(
  id bigint, lookup text, chat text, state jsonb, reachable text, at timestamptz, turn_at timestamptz)`

const writeEvents = `
insert into event (at, account, item, value, kind, segment)
select x.at, x.account, item.id, x.value, x.kind, segment.id
from jsonb_to_recordset($1::text::jsonb) as x(at timestamptz, account bigint, item text, value int, kind smallint, segment text)
left join item on item.name = x.item join segment on segment.key = x.segment order by x.at`

const writeTallies = `
insert into uncounted_day as u (day, kind, count)
select x.day, x.kind, count(*) from jsonb_to_recordset($1::text::jsonb) as x(day date, kind smallint)
group by 1, 2 on conflict (day, kind) do update set count = u.count + excluded.count`

/** Writes some accounts and all that happened to them as one transaction, so that the roll-ups take each account once. */
export async function writeLives(db: Db, made: readonly MadeAccount[], timeZone: string): Promise<number> {
  const events = made.filter(({ person }) => person.fate !== 'uncounted').flatMap(eventRows)
  const tallies = made
    .filter(({ person }) => person.fate === 'uncounted')
    .flatMap(({ life }) => life.happened)
  const accounts = made.filter(({ person }) => person.fate !== 'forgotten')
  await db.transaction(async (run) => {
    await write(
      run,
      writeNames,
      events.flatMap(({ item }) => item ?? []),
    )
    await write(run, writeSegments, [...new Set(events.map(({ segment }) => segment))])
    await write(run, writeAccounts, accounts.map(accountRow))
    await write(run, writeEvents, events)
    await write(
      run,
      writeTallies,
      tallies.map(({ at, kind }) => ({ day: dayIn(timeZone, new Date(at)), kind })),
    )
  })
  return events.length
}

async function write(run: Run, statement: string, rows: readonly unknown[]): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk)
    await run(statement, [JSON.stringify(rows.slice(at, at + chunk))])
}

function eventRows({ id, person, life }: MadeAccount) {
  const account = person.fate === 'forgotten' ? null : id
  return life.happened.map((happening: Happening) => ({ ...happening, at: iso(happening.at), account }))
}

/*
 * A real lookup is 16 bytes of HMAC and a real chat a sealed box: these are neither, so that no person's account can
 * ever be taken for a synthetic one, nor a message be sent to it.
 */
function accountRow({ id, person, life, seal }: MadeAccount) {
  const { version: _version, secrets: _secrets, ...state } = newState()
  const ats = life.happened.map(({ at }) => at)
  const at = iso(Math.min(...ats))
  const { language = null, source: _source, origin, ...told } = life.known
  return {
    id,
    lookup: Buffer.from(`synthetic ${id}`).toString('hex'),
    chat: Buffer.from(`synthetic ${seal}`).toString('hex'),
    state: {
      ...state,
      language,
      counting: person.fate === 'uncounted' ? 'uncounted' : life.counting,
      stopped: life.stoppedAt !== null,
      source: person.source,
      since: at.slice(0, 10),
      vars: { ...told, ...(origin === undefined ? {} : { citizenship: origin }) },
      completed: life.completed,
    },
    reachable: life.blockedAt === null ? 'yes' : 'blocked',
    at,
    turn_at: iso(Math.max(...ats)),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
