import { type EventName, eventNumbers } from '../../src/reach/catalogue.ts'
import type { Db } from '../../src/store/db.ts'

/** What an account is known for in a test of reports. */
export type TestAccount = { id: number; staff?: boolean; synthetic?: boolean }

export async function addAccount(
  db: Db,
  { id, staff = false, synthetic = false }: TestAccount,
): Promise<void> {
  await db.run(
    `insert into account (id, lookup, chat, version, state, counting, staff, synthetic, created_at, turn_at)
     select (j->>'id')::bigint, decode(lpad(j->>'id', 32, '0'), 'hex'), '', 1, '{}', 'counted',
            (j->>'staff')::boolean, (j->>'synthetic')::boolean, now(), now()
     from (select $1::text::jsonb as j) p`,
    [JSON.stringify({ id, staff, synthetic })],
  )
}

export type TestEvent = {
  account: number | null
  at: string
  name?: EventName
  item?: string
  language?: string | null
}

/** Adds an event; an exposure in Kyrgyz unless told otherwise. */
export async function addEvent(db: Db, event: TestEvent): Promise<void> {
  const { name = 'card_shown', item = 'papers.start', language = 'ky', account, at } = event
  const json = JSON.stringify({ account, at, kind: eventNumbers[name], item, language })
  await db.run(`insert into item (name) select ($1::text::jsonb)->>'item' on conflict (name) do nothing`, [
    json,
  ])
  await db.run(
    `insert into event (at, account, item, kind, language)
     select (j->>'at')::timestamptz, (j->>'account')::bigint, item.id, (j->>'kind')::smallint, j->>'language'
     from (select $1::text::jsonb as j) p join item on item.name = p.j->>'item'`,
    [json],
  )
}

export async function clear(db: Db): Promise<void> {
  await db.run('delete from event', [])
  await db.run('delete from account', [])
}
