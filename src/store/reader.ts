import type { Db, Row, Run } from './db.ts'

/** The role with which other programs read the views of `open_numbers`, and nothing else. */
export const readerRole = 'sapar_reader'
const schema = 'open_numbers'

/** What stands in the way of a role that can read nothing else, in plain words. */
export type ReaderWarning = 'public-create'

/** Makes the role, or gives it another password. Only PostgreSQL has roles. Doing it again changes nothing else. */
export async function makeReader(db: Db, verifier: string): Promise<ReaderWarning[]> {
  await db.transaction(async (run) => {
    if (!(await exists(run))) await run(`create role ${readerRole}`, [])
    await run(
      `alter role ${readerRole} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit
       connection limit 20 password '${verifier.replaceAll("'", "''")}'`,
      [],
    )
    await run(`alter role ${readerRole} set default_transaction_read_only = on`, [])
    await run(`alter role ${readerRole} set search_path = ${schema}`, [])
    await run(`alter role ${readerRole} set statement_timeout = '60s'`, [])
    await takeAway(run)
    await run(`grant usage on schema ${schema} to ${readerRole}`, [])
    await run(`grant select on all tables in schema ${schema} to ${readerRole}`, [])
    await run(`alter default privileges in schema ${schema} grant select on tables to ${readerRole}`, [])
  })
  const [row] = await db.run(
    `select has_schema_privilege('${readerRole}', 'public', 'create') as may_create`,
    [],
  )
  return row?.may_create === true ? ['public-create'] : []
}

/** Takes the role away; false when there was none. Fails when it still has rights in another database of the server. */
export async function removeReader(db: Db): Promise<boolean> {
  return db.transaction(async (run) => {
    if (!(await exists(run))) return false
    await run(`alter default privileges in schema ${schema} revoke select on tables from ${readerRole}`, [])
    await takeAway(run)
    await run(`revoke all on schema ${schema} from ${readerRole}`, [])
    await run(`drop role ${readerRole}`, [])
    return true
  })
}

/** Whatever somebody may have granted it here before. */
async function takeAway(run: Run): Promise<void> {
  for (const each of ['public', schema])
    await run(`revoke all on all tables in schema ${each} from ${readerRole}`, [])
}

async function exists(run: Run): Promise<boolean> {
  const rows: Row[] = await run(`select from pg_roles where rolname = '${readerRole}'`, [])
  return rows.length > 0
}
