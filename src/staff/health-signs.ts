import type { HealthReads } from '../store/health-reads.ts'
import type { HiddenRow } from '../store/hidden.ts'
import { ageOf, sizeOf } from './ages.ts'
import { type Says, type TelegramSeen, telegramSign } from './telegram-sign.ts'
import type { Words } from './words.ts'

/** How the running bot is, as far as staff need to know. */
export type StaffHealth = {
  databaseAway: boolean
  /** Bytes that wait on disk until the database answers again. */
  spoolBytes: number
  /** Turns that wait in memory because the disk does not take them. */
  unsaved: number
  /** Updates that failed every try, at this process. */
  setAside: number
  /** Turns that were answered but could not be counted. */
  lost: number
  /** When the newest update came in, at this process. */
  lastUpdateAt: Date | null
  /** Null before the bot has started. */
  telegram: TelegramSeen | null
}

/** All that the state of the bot is told from. */
export type Look = {
  health: StaffHealth
  /** Undefined while the database does not answer. */
  reads: HealthReads | undefined
  hidden: readonly HiddenSeen[]
  /** Facts and contacts that should have been checked again. */
  overdue: number
  /** Translations older than their source. */
  stale: number
  now: Date
}
/** `gone` when the files no longer have it. */
export type HiddenSeen = HiddenRow & { gone: boolean }

export type Sign = Says & { name: string }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const mostMs = { update: dayMs, counted: 2 * minuteMs, backup: 7 * dayMs, restore: 90 * dayMs }
const namedMost = 6

/** What matters most comes first. */
export function signsOf(look: Look, words: Words): Sign[] {
  const { t } = words
  const { health, reads, now, overdue, stale } = look
  const away = health.databaseAway || reads === undefined
  const signs: [string, Says | undefined][] = [
    ['database', { says: t(`health.database.${away ? 'away' : 'well'}`), well: !away }],
    ['telegram', telegramSign(health.telegram, now, words)],
    ['spool', spoolSign(health, words)],
    ['unsaved', unsavedSign(health, words)],
    // Each sees a part: the table those of all replicas, the process also what could not even be read.
    ['aside', messagesSign(Math.max(health.setAside, reads?.setAside ?? 0), words)],
    ['lost', messagesSign(health.lost, words)],
    ['hidden', hiddenSign(look, words)],
    ['update', updateSign(look, words)],
    ['counted', countedSign(look, words)],
    ['facts', countSign(['facts', overdue], '/staff/content/due', words)],
    ['translations', countSign(['translations', stale], '/staff/content#languages', words)],
    ['backup', careSign(['backup', reads?.lastBackup], look, words)],
    ['restore', careSign(['restore', reads?.lastRestoreTest], look, words)],
  ]
  return signs.flatMap(([key, sign]) => (sign === undefined ? [] : [{ name: t(`health.${key}`), ...sign }]))
}

function spoolSign({ spoolBytes }: StaffHealth, words: Words): Says {
  if (spoolBytes === 0) return { says: words.t('health.nothing'), well: true }
  return { says: words.t('health.spool.some', { size: sizeOf(spoolBytes, words) }), well: false }
}

function unsavedSign({ unsaved }: StaffHealth, { t }: Words): Says | undefined {
  return unsaved === 0 ? undefined : { says: t('health.unsaved.some', { n: unsaved }), well: false }
}

function messagesSign(n: number, { t }: Words): Says {
  return { says: n === 0 ? t('health.nothing') : t('health.messages', { n }), well: n === 0 }
}

function hiddenSign({ hidden }: Look, { t }: Words): Says {
  if (hidden.length === 0) return { says: t('health.nothing'), well: true }
  const named = hidden.slice(0, namedMost).map(({ kind, id, gone }) => {
    const thing = t(`health.hidden.${kind}`, { id })
    return gone ? t('health.hidden.gone', { thing }) : thing
  })
  const more = hidden.length - named.length
  const says = [...named, ...(more > 0 ? [t('health.hidden.more', { n: more })] : [])].join(', ')
  return { says, well: false, href: '/staff/content#hidden' }
}

function updateSign({ health, reads, now }: Look, words: Words): Says {
  const times = [health.lastUpdateAt, reads?.lastUpdateAt ?? null].filter((at) => at !== null)
  const last = times.sort((a, b) => b.getTime() - a.getTime())[0]
  if (last === undefined) return { says: words.t('health.update.none'), well: false }
  const age = ageOf(last, now, words)
  const isQuiet = now.getTime() - last.getTime() > mostMs.update
  return { says: isQuiet ? words.t('health.update.quiet', { age }) : age, well: !isQuiet }
}

function countedSign({ reads, now }: Look, words: Words): Says | undefined {
  const countedAt = reads?.countedAt ?? null
  if (countedAt === null) return undefined
  const age = ageOf(countedAt, now, words)
  const isBehind = now.getTime() - countedAt.getTime() > mostMs.counted
  return { says: isBehind ? words.t('health.counted.behind', { age }) : age, well: !isBehind }
}

function countSign([key, n]: ['facts' | 'translations', number], href: string, { t }: Words): Says {
  return n === 0
    ? { says: t(`health.${key}.none`), well: true }
    : { says: t(`health.${key}.some`, { n }), well: false, href }
}

function careSign(
  [key, at]: ['backup' | 'restore', Date | null | undefined],
  { now }: Look,
  words: Words,
): Says {
  const { t } = words
  if (at === undefined) return { says: t('health.unknown'), well: true }
  if (at === null) return { says: t(`health.${key}.never`), well: false }
  const age = ageOf(at, now, words)
  const isOld = now.getTime() - at.getTime() > mostMs[key]
  return { says: isOld ? t(`health.${key}.old`, { age }) : age, well: !isOld }
}
