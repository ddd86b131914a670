import { type AuditState, verifyAudit } from '../access/audit.ts'
import { type Role, roles } from '../access/rights.ts'
import { type Invited, inviteStaff, recoverStaff, staffName } from '../access/staff.ts'
import { type Config, readConfig } from '../config.ts'
import { errorClass } from '../privacy/log.ts'
import type { Db } from '../store/db.ts'
import { FolderError } from '../store/lock.ts'
import { listStaff } from '../store/staff.ts'
import { openApi } from '../telegram/api.ts'
import { withDatabase } from './database.ts'
import { readOptions, UsageError } from './usage.ts'

const usage = `Usage:
  sapar staff invite --name "Aigul Asanova" --role ${roles.join('|')}
  sapar staff recover --name "Aigul Asanova"   all sessions end, second factor and Telegram account go, a new link is made
  sapar staff list`

/** `sapar staff`: the first admin, the last resort, and who there is. */
export async function staffCommand([what = '', ...args]: string[]): Promise<number> {
  if (what === 'invite') {
    const { values } = readOptions(args, { name: { type: 'string' }, role: { type: 'string' } })
    const [name, role] = [nameIn(values.name), roleIn(values.role)]
    return withDb((db, config) => invite(db, config, name, role))
  }
  if (what === 'recover') {
    const name = nameIn(readOptions(args, { name: { type: 'string' } }).values.name)
    return withDb((db, config) => recover(db, config, name))
  }
  if (what !== 'list') throw new UsageError(usage)
  readOptions(args, {})
  return withDb(list)
}

/** `sapar audit verify`: whether the audit log is what was written. */
export async function auditCommand([what = '', ...args]: string[]): Promise<number> {
  if (what !== 'verify') throw new UsageError('Usage: sapar audit verify [--expect ROWS:HASH]')
  const { values } = readOptions(args, { expect: { type: 'string' } })
  const expected = values.expect === undefined ? undefined : headIn(values.expect)
  return withDb(async (db) => {
    const state = await verifyAudit(db, expected)
    process.stdout.write(toldOf(state, expected !== undefined))
    return state.kind === 'whole' ? 0 : 1
  })
}

function toldOf(state: AuditState, compared: boolean): string {
  if (state.kind === 'broken') return `The audit log is broken: row ${state.id} is ${state.why}.\n`
  const head = `The audit log is whole: ${state.rows}:${state.hash}\n`
  if (compared) return head
  return `${head}Keep this line somewhere else: who may write the whole database could make the log anew, and only
sapar audit verify --expect ${state.rows}:… with the line of an earlier day would find it.\n`
}

function nameIn(value: string | undefined): string {
  const name = staffName.safeParse(value)
  if (name.success) return name.data
  throw new UsageError(`--name takes a name of 1 to 80 characters\n${usage}`)
}

function roleIn(value: string | undefined): Role {
  const role = roles.find((each) => each === value)
  if (role !== undefined) return role
  throw new UsageError(`--role takes one of ${roles.join(', ')}`)
}

function headIn(value: string): { rows: number; hash: string } {
  const [, rows, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(value) ?? []
  if (rows !== undefined) return { rows: Number(rows), hash }
  throw new UsageError(
    '--expect takes the number of rows and the hash that an earlier check printed: 120:5f…',
  )
}

/** The embedded database is for one process: it waits for the bot's stop. */
async function withDb(work: (db: Db, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig(process.env)
  try {
    return await withDatabase(config, (db) => work(db, config))
  } catch (error) {
    if (!(error instanceof FolderError)) throw error
    throw new FolderError(
      `${error.message}\nIf it is the bot: stop it, run this command, and start it again. An admin can also do it on the page, under Staff.`,
    )
  }
}

async function invite(db: Db, config: Config, name: string, role: Role): Promise<number> {
  const invited = await inviteStaff(db, { by: null, name, role, now: new Date() })
  if (invited === 'name taken')
    return refuse(`Somebody is called ${name} already. Choose another name, or use \`sapar staff recover\`.`)
  return tellLink(config, invited)
}

async function recover(db: Db, config: Config, name: string): Promise<number> {
  const invited = await recoverStaff(db, { name, now: new Date() })
  if (invited === 'nobody')
    return refuse(`Nobody is called ${name}. \`sapar staff list\` shows who there is.`)
  if (invited === 'several') return refuse(`Several are called ${name}: let an admin rename or disable one.`)
  return tellLink(config, invited)
}

function refuse(words: string): number {
  process.stderr.write(`${words}\n`)
  return 1
}

/** The link is printed here and kept nowhere. */
async function tellLink(config: Config, { name, token }: Invited): Promise<number> {
  const payload = `staff-${token}`
  const way =
    config.BOT_TOKEN === undefined
      ? `Start the bot, open /chat, and send it this line:\n\n/start ${payload}\n`
      : `Send ${name} this link:\n\nhttps://t.me/${await botName(config.BOT_TOKEN, config)}?start=${payload}\n`
  process.stdout.write(
    `${way}\nIt works once, for 24 hours, with the bot running. Who opens it becomes ${name}.\n`,
  )
  return 0
}

/** The invitation is made already: when Telegram cannot be asked, the operator puts the bot's name in. */
async function botName(token: string, { TELEGRAM_API_ROOT: root }: Config): Promise<string> {
  const { api, close } = openApi(token, root)
  try {
    return (await api.getMe()).username
  } catch (error) {
    const why = errorClass(error)
    process.stderr.write(
      `Telegram did not tell the bot's name (${why}): put it in place of NAME_OF_YOUR_BOT.\n`,
    )
    return 'NAME_OF_YOUR_BOT'
  } finally {
    await close()
  }
}

async function list(db: Db): Promise<number> {
  for (const { id, name, role, lookup, totp, demo, disabled } of await listStaff(db)) {
    const states = [
      lookup === null ? 'no Telegram account' : 'Telegram account known',
      totp === null ? 'no second factor' : 'second factor',
      demo ? 'demonstration' : '',
      disabled ? 'disabled' : '',
    ].filter((state) => state !== '')
    process.stdout.write(`${String(id).padStart(4)}  ${role.padEnd(11)} ${name}  (${states.join(', ')})\n`)
  }
  return 0
}
