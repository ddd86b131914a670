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
