import type { Db } from './db.ts'

const take = `
insert into lease (name, holder, until) select j->>'name', j->>'holder', now() + (j->>'seconds')::int * interval '1 second'
from (select $1::text::jsonb as j) p
on conflict (name) do update set holder = excluded.holder, until = excluded.until
where lease.holder = excluded.holder or lease.until < now()
returning holder`

/** Takes or renews a lease; false while another holds it. */
export async function takeLease(db: Db, name: string, holder: string, seconds: number): Promise<boolean> {
  return (await db.run(take, [JSON.stringify({ name, holder, seconds })])).length === 1
}

/** Gives a lease back, so that another need not wait for its end. */
export async function dropLease(db: Db, name: string, holder: string): Promise<void> {
  await db.run(
    `delete from lease using (select $1::text::jsonb as j) p where name = j->>'name' and holder = j->>'holder'`,
    [JSON.stringify({ name, holder })],
  )
}
