import { dayIn } from './campaign/campaign.ts'
import { isOverdue } from './content/facts.ts'
import { type Tongue, tongues } from './content/interface.ts'
import type { Phrasebook } from './content/texts.ts'
import { dueForCheck } from './flow/content-state.ts'
import type { Script } from './flow/script.ts'
import type { Keys } from './privacy/keys.ts'
import { errorClass, type Log } from './privacy/log.ts'
import { lastWeek } from './report/digest.ts'
import { periodName } from './report/reach-period.ts'
import { reachView } from './report/reach-view.ts'
import type { View } from './report/view.ts'
import type { Duty } from './schedule.ts'
import { digestMessage } from './staff/digest-message.ts'
import type { StaffHealth } from './staff/health-signs.ts'
import { QuestionError, readQuestion } from './staff/reach-question.ts'
import { wordsIn } from './staff/words.ts'
import type { Db } from './store/db.ts'
import { claimDigest, type DigestReader, digestReaders, stopDigest } from './store/digest.ts'
import type { Notice } from './telegram/notice.ts'

export type DigestAround = {
  db: Db
  script: Script
  phrases: Phrasebook
  health: () => StaffHealth
  publicUrl: string | undefined
  now: () => Date
}
export type DigestSending = DigestAround & { keys: Keys; send: Notice; log: Log }

/** Monday at 9 by the campaign's clock; a process that was down then makes up for it until the evening. */
export function digestDuty(parts: DigestSending): Duty {
  const { time_zone: timeZone } = parts.script.content.campaign
  return { name: 'digest', times: '0 9-18 * * 1', timeZone, run: () => sendDigests(parts) }
}

/** Sends last week's numbers to who of the staff wants them, to each once. */
export async function sendDigests(parts: DigestSending): Promise<void> {
  const { db, script, health, now, log } = parts
  if (health().databaseAway) return
  const readers = await digestReaders(db)
  if (readers.length === 0) return
  const view = await lastWeeksView(parts)
  if (view === null) return
  const week = lastWeek(dayIn(script.content.campaign.time_zone, now())).start
  for (const reader of readers) {
    try {
      if (await claimDigest(db, { staff: reader.staff, week })) await sendOne(reader, view, parts)
    } catch (error) {
      log('warn', 'a weekly message was not sent', { error: errorClass(error) })
    }
  }
}

async function sendOne(reader: DigestReader, view: View, parts: DigestSending): Promise<void> {
  const chat = Number(parts.keys.open(reader.chat, reader.lookup))
  const tongue = tongues.find((each) => each === reader.tongue) ?? 'en'
  const outcome = await parts.send(chat, digestText(view, parts, { tongue, as: 'html' }))
  if (outcome === 'blocked') await stopDigest(parts.db, reader.staff)
}

/** The numbers of the last whole week; null when the campaign has none. */
export async function lastWeeksView({ db, script, now }: DigestAround): Promise<View | null> {
  const week = lastWeek(dayIn(script.content.campaign.time_zone, now()))
  try {
    const question = await readQuestion(new URLSearchParams({ period: periodName(week) }), {
      db,
      script,
      now,
    })
    return question === null ? null : await reachView(db, question)
  } catch (error) {
    if (error instanceof QuestionError) return null
    throw error
  }
}

export function digestText(
  view: View,
  { script, phrases, health, publicUrl, now }: DigestAround,
  { tongue, as }: { tongue: Tongue; as: 'html' | 'plain' },
): string {
  const today = dayIn(script.content.campaign.time_zone, now())
  const overdue = dueForCheck(script).filter((each) => isOverdue(each, today)).length
  const words = wordsIn(phrases, tongue)
  return digestMessage(view, { words, script, health: health(), overdue, publicUrl, now: now() }, as)
}
