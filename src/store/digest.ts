import type { Db } from './db.ts'

/** Somebody of the staff who wants the weekly numbers. */
export type DigestReader = {
  staff: number
  tongue: string
  /** Hexadecimal; the chat is sealed for it. */
  lookup: string
  /** Sealed, Base64. */
  chat: string
}

/** Who gets the weekly numbers, in the order of their accounts. */
export async function digestReaders(db: Db): Promise<DigestReader[]> {
  const rows = await db.run(
    `select id, tongue, encode(lookup, 'hex') as lookup, encode(chat, 'base64') as chat from staff_account
     where digest and disabled_at is null and lookup is not null and chat is not null order by id`,
    [],
  )
  return rows.map((row) => ({
    staff: Number(row.id),
    tongue: String(row.tongue),
    lookup: String(row.lookup),
    chat: String(row.chat),
  }))
}

const claim = `
insert into setting (name, value) select 'digest ' || (j->>'staff'), j->'week' from (select $1::text::jsonb as j) p
on conflict (name) do update set value = excluded.value
where setting.value #>> '{}' < excluded.value #>> '{}' returning name`

/**
 * Takes a week's message (YYYY-MM-DD of its Monday) to somebody upon oneself; true for one caller only, whatever the
 * number of replicas. A message that then fails is not sent again.
 */
export async function claimDigest(db: Db, taken: { staff: number; week: string }): Promise<boolean> {
  return (await db.run(claim, [JSON.stringify(taken)])).length === 1
}

/** Sends the weekly numbers no more: the bot is blocked. They can be switched on again on the page of one's account. */
export async function stopDigest(db: Db, staff: number): Promise<void> {
  await db.run('update staff_account set digest = false where id = $1::text::int', [String(staff)])
}
