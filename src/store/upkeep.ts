import type { Db } from './db.ts'

/** Update ids are kept two days and a reserve: Telegram repeats an update for at most 24 hours. */
const seenHours = 72
/** Telegram lets a bot delete its messages for 48 hours. */
const messageHours = 48

/** Removes what has had its time: seen ids, deletable messages, private answers. Ids stay while a spool waits. */
export async function prune(db: Db, spoolWaits: boolean): Promise<void> {
  if (!spoolWaits)
    await db.run(`delete from seen_update where at < now() - interval '${seenHours} hours'`, [])
  await db.run(`delete from sent_message where at < now() - interval '${messageHours} hours'`, [])
  await db.run(`delete from failed_update where at < now() - interval '${seenHours} hours'`, [])
  await db.run('update account set secrets = null, secrets_until = null where secrets_until < now()', [])
  if (db.kind === 'embedded') await tellPlanner(db)
}

/** What autovacuum does on a server, and nobody in the embedded database: without it each report reads every event. */
export async function tellPlanner(db: Db): Promise<void> {
  await db.run(`select brin_summarize_new_values('event_at')`, [])
  for (const table of [
    'account',
    'event',
    'seen_update',
    'segment',
    'card_topic',
    'reach_count',
    'reach_counted',
  ])
    await db.run(`analyze ${table}`, [])
}

/** The bot's messages in a chat that Telegram may still delete. */
export async function deletableMessages(db: Db, account: number): Promise<number[]> {
  const rows = await db.run(
    `select id from sent_message where account = $1::bigint and at > now() - interval '${messageHours} hours'`,
    [String(account)],
  )
  return rows.map((row) => Number(row.id))
}

/**
 * Ties a database to a secret. False when it was filled under another one: none of its people could be found again,
 * none of its chats opened.
 */
export async function tieToSecret(db: Db, check: string): Promise<boolean> {
  await db.run(
    `insert into setting (name, value) values ('secret_check', to_jsonb($1::text)) on conflict (name) do nothing`,
    [check],
  )
  const rows = await db.run(`select value #>> '{}' as value from setting where name = 'secret_check'`, [])
  return rows[0]?.value === check
}
