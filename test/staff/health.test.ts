import { beforeEach, describe, expect, it } from 'vitest'
import { type Look, type StaffHealth, signsOf } from '../../src/staff/health-signs.ts'
import { wordsIn } from '../../src/staff/words.ts'
import { noteCare } from '../../src/store/backup.ts'
import { onEachDatabase } from '../databases.ts'
import { now, phrases, signedIn, well, words } from './rig.ts'

const ago = (minutes: number) => new Date(now().getTime() - minutes * 60_000)
const hours = (n: number) => n * 60
const days = (n: number) => n * 24 * 60
const polling = { way: 'polling' as const, failingSince: null, lastError: null, pending: null }
const allWell: Look = {
  health: { ...well, lastUpdateAt: ago(3), telegram: polling },
  reads: {
    countedAt: ago(0),
    lastUpdateAt: ago(5),
    setAside: 0,
    lastBackup: ago(days(1)),
    lastRestoreTest: ago(days(30)),
  },
  hidden: [],
  overdue: 0,
  stale: 0,
  now: now(),
}

/** The signs that are not well, as "name: what it says". */
function unwell(more: Partial<Look>, health: Partial<StaffHealth> = {}, tongue: 'en' | 'ru' | 'ky' = 'en') {
  const look = { ...allWell, ...more, health: { ...allWell.health, ...health } }
  return signsOf(look, wordsIn(phrases, tongue))
    .filter((sign) => !sign.well)
    .map(({ name, says }) => `${name}: ${says}`)
}
const reads = (more: Partial<NonNullable<Look['reads']>>) => ({
  reads: {
    countedAt: null,
    lastUpdateAt: null,
    setAside: 0,
    lastBackup: ago(1),
    lastRestoreTest: ago(1),
    ...more,
  },
})

describe('the state of the bot', () => {
  it('is well when all of it is', () => {
    expect(unwell({})).toEqual([])
    const says = signsOf(allWell, wordsIn(phrases, 'en')).map(({ name, says: what }) => `${name}: ${what}`)
    expect(says).toEqual([
      'Database: answers',
      'Telegram: answers',
      'Waiting on disk: nothing',
      'Set aside after failing: nothing',
      'Answered but not counted: nothing',
      'Hidden from people: nothing',
      'Last message: 3 min ago',
      'Numbers counted: just now',
      'Facts and contacts to be checked: none is overdue',
      'Outdated translations: none',
      'Last backup: 24 hours ago',
      'Last test of a backup: 30 days ago',
    ])
  })

  it.each<[string, Partial<Look>, Partial<StaffHealth>, string]>([
    ['the database is away', {}, { databaseAway: true }, 'Database: does not answer'],
    ['the database does not say how it is', { reads: undefined }, {}, 'Database: does not answer'],
    ['something waits on disk', {}, { spoolBytes: 48_211 }, 'Waiting on disk: 48 kB, counted later'],
    ['much waits on disk', {}, { spoolBytes: 12_340_000 }, 'Waiting on disk: 12.3 MB, counted later'],
    [
      'the disk takes nothing',
      {},
      { unsaved: 2 },
      'Waiting in memory: 2 messages: the disk does not take them',
    ],
    ['an update was set aside here', {}, { setAside: 1 }, 'Set aside after failing: 1 message'],
    [
      'updates were set aside at another replica',
      reads({ setAside: 4 }),
      {},
      'Set aside after failing: 4 messages',
    ],
    ['something could not be counted', {}, { lost: 3 }, 'Answered but not counted: 3 messages'],
    [
      'nobody wrote for a day',
      reads({ lastUpdateAt: ago(hours(49)) }),
      { lastUpdateAt: null },
      'Last message: 2 days ago. It may simply be quiet',
    ],
    ['nobody ever wrote', reads({}), { lastUpdateAt: null }, 'Last message: none yet'],
    [
      'the numbers lag behind',
      reads({ countedAt: ago(4) }),
      {},
      'Numbers counted: 4 min ago: what happened since is not in the numbers yet',
    ],
    ['facts are overdue', { overdue: 12 }, {}, 'Facts and contacts to be checked: 12 overdue'],
    ['translations are outdated', { stale: 1 }, {}, 'Outdated translations: 1 text'],
    [
      'no backup was ever made',
      reads({ lastBackup: null }),
      {},
      'Last backup: never. The operator makes one with: sapar backup',
    ],
    [
      'the last backup is old',
      reads({ lastBackup: ago(days(8)) }),
      {},
      'Last backup: 8 days ago. More than 7 days is too long',
    ],
    ['no backup was ever tested', reads({ lastRestoreTest: null }), {}, 'Last test of a backup: never'],
    [
      'the last test is old',
      reads({ lastRestoreTest: ago(days(91)) }),
      {},
      'Last test of a backup: 91 days ago. More than 90 days is too long',
    ],
  ])('says so when %s', (_, look, health, says) => {
    expect(unwell(look, health).map((line) => line.slice(0, says.length))).toEqual([says])
  })

  it.each<[string, StaffHealth['telegram'], string[]]>([
    [
      'polling fails',
      { ...polling, failingSince: ago(7), lastError: { at: ago(1), what: 'unreachable' } },
      ['Telegram: trouble since 7 min ago: it cannot be reached'],
    ],
    ['polling failed once and goes on', { ...polling, lastError: { at: ago(5), what: 'unreachable' } }, []],
    [
      'the webhook failed a while ago',
      { way: 'webhook', failingSince: null, lastError: { at: ago(30), what: 'certificate' }, pending: 0 },
      ['Telegram: trouble 30 min ago: it does not trust the certificate of the bot’s address'],
    ],
    [
      'the webhook failed yesterday',
      { way: 'webhook', failingSince: null, lastError: { at: ago(days(1)), what: 'slow' }, pending: 0 },
      [],
    ],
    [
      'much waits at Telegram',
      { way: 'webhook', failingSince: null, lastError: null, pending: 120 },
      ['Telegram: answers. 120 messages wait at Telegram'],
    ],
  ])('tells of Telegram when %s', (_, telegram, says) => {
    const found = unwell({}, { telegram })
    expect(found.map((line, at) => line.slice(0, says[at]?.length))).toEqual(says)
  })

  it('names what is hidden, and what is gone from the files', () => {
    const row = { reason: 'x', at: ago(1), by: null, gone: false }
    const hidden = [
      { ...row, kind: 'card' as const, id: 'help.start' },
      { ...row, kind: 'fact' as const, id: 'ru-c1', gone: true },
      ...[1, 2, 3, 4, 5, 6].map((n) => ({ ...row, kind: 'contact' as const, id: `c-${n}` })),
    ]
    expect(unwell({ hidden })).toEqual([
      'Hidden from people: card help.start, fact ru-c1 (gone from the files), contact c-1, contact c-2, contact c-3, contact c-4, and 2 more',
    ])
  })

  it('puts what matters most first, in every language of the pages', () => {
    const bad: Partial<StaffHealth> = { spoolBytes: 1, unsaved: 1, setAside: 1, lost: 1, databaseAway: true }
    for (const tongue of ['en', 'ru', 'ky'] as const) {
      const found = unwell({ overdue: 2, stale: 5, ...reads({ lastBackup: null }) }, bad, tongue)
      expect(found).toHaveLength(8)
      expect(found[0]).toContain(phrases.plain(tongue, 'health.database'))
      expect(found[7]).toContain('sapar backup')
    }
    expect(unwell({}, { setAside: 5 }, 'ru')).toEqual(['Отложено после сбоев: 5 сообщений'])
    expect(unwell(reads({ lastBackup: ago(days(21)) }), {}, 'ru')[0]).toContain('21 день назад')
  })
})

onEachDatabase('the strip on each page', (db) => {
  beforeEach(async () => {
    for (const table of ['seen_update', 'failed_update', 'setting', 'hidden'])
      await db().run(`delete from ${table}`, [])
  })
  const page = async (health: StaffHealth = { ...well, telegram: polling }) =>
    await (await (await signedIn(db(), 'viewer', { health: () => health })).ask('/staff/content')).text()
  const addUpdate = (id: number, minutes: number) =>
    db().run(`insert into seen_update (id, at) values ($1::text::bigint, $2::text::timestamptz)`, [
      String(id),
      ago(minutes).toISOString(),
    ])

  it('reads the newest message, failures, backup and restore test, whichever replica they are of', async () => {
    await addUpdate(7, 20)
    await addUpdate(3, 12)
    await db().run(
      `insert into failed_update (id, tries, error, at) values (1, 3, 'Error', now()), (2, 1, 'Error', now())`,
      [],
    )
    await noteCare(db(), 'last_backup', ago(days(9)))
    await noteCare(db(), 'last_backup', ago(hours(5)))
    await noteCare(db(), 'last_restore_test', ago(days(95)))
    const said = await words(new Response(await page()))
    expect(said).toContain('Last message: 12 min ago')
    expect(said).toContain('Set aside after failing: 1 message')
    expect(said).toContain('Last backup: 5 hours ago')
    expect(said).toContain('Last test of a backup: 95 days ago. More than 90 days is too long')
  })

  it('is one line when all is well, and keeps open what is not', async () => {
    await addUpdate(1, 1)
    await noteCare(db(), 'last_backup', ago(1))
    const before = await page()
    expect(before).toMatch(
      /<li class="unwell">.*Last test of a backup.*<details><summary>.*10 more signs are well/s,
    )
    await noteCare(db(), 'last_restore_test', ago(1))
    const after = await page()
    expect(after.slice(after.indexOf('<footer>'))).toMatch(
      /<h2 id="health">State of the bot<\/h2><details><summary>.*All is well/s,
    )
    expect(after).not.toContain('<li class="unwell">')
  })
})
