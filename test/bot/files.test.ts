import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secondsOf } from '../../src/content/voices.ts'
import type { Script } from '../../src/flow/script.ts'
import { drawPicture } from '../../src/simulator/picture.ts'
import { openMemory } from '../databases.ts'
import { featureScript } from '../flow/features.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, until } from './rig.ts'

type Telegram = Awaited<ReturnType<typeof openTelegram>>
type Db = Awaited<ReturnType<typeof openMemory>>

/** An Ogg Opus recording that says nothing: its head, and a last page at so many seconds. */
function recording(seconds: number): Buffer {
  const page = (position: bigint, body: Buffer) => {
    const head = Buffer.alloc(28)
    head.write('OggS')
    head.writeBigInt64LE(position, 6)
    head[26] = 1
    head[27] = body.length
    return Buffer.concat([head, body])
  }
  const opus = Buffer.alloc(19)
  opus.write('OpusHead')
  opus[8] = 1
  opus[9] = 1
  return Buffer.concat([page(0n, opus), page(BigInt(Math.round(seconds * 48_000)), Buffer.from([0xfc]))])
}

let telegram: Telegram
let db: Db
beforeAll(async () => {
  telegram = await openTelegram()
  db = await openMemory()
})
afterAll(async () => {
  await db.close()
  await telegram.close()
})

async function sent(method: string) {
  return (await telegram.calls()).filter((call) => call.method === method)
}

async function bytesOf(url: string | undefined): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${telegram.url}${url}`)).arrayBuffer())
}

/** Taps a button of the bot's newest message, once it is there. */
async function tap(person: number, label: string): Promise<void> {
  await until(async () => {
    const last = (await telegram.chat(person)).filter(({ from }) => from === 'bot').at(-1)
    return last?.buttons.flat().some(({ text }) => text === label) ? true : undefined
  }, `the button ${label}`)
  await telegram.tap(person, label)
}

/** Past language and consent, at a flow. */
async function come(person: number, entry: string): Promise<void> {
  const { phrases } = realScript().content
  await telegram.say(person, '/start')
  await tap(person, 'Русский')
  await tap(person, phrases.plain('ru', 'ui.next'))
  await tap(person, phrases.plain('ru', 'welcome.consent.count'))
  await telegram.say(person, `/start ${entry}`)
}

describe('files that people ask for', () => {
  it('sends the sheet for the family as a PDF, which stays in the chat above the card', async () => {
    const bot = await openBot({ telegram, script: realScript(), db })
    await come(1, 'family-sheet')
    const { phrases } = realScript().content
    await tap(1, phrases.plain('ru', 'family-sheet.why.paper'))
    await tap(1, phrases.plain('ru', 'ui.as_pdf'))
    await telegram.seen(1, 'Файл в чате')
    const messages = await telegram.chat(1)
    const media = messages.find((message) => message.media?.kind === 'document')?.media
    expect((await bytesOf(media?.url)).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await problemsIn(telegram)).toEqual([])
    await bot.close()
  })

  it('uploads the offline pack once, sends it to the next person by its id, and again when Telegram forgot it', async () => {
    const bot = await openBot({ telegram, script: realScript(), db })
    const label = realScript().content.phrases.plain('ru', 'ui.as_pack')
    const before = (await sent('sendDocument')).length
    for (const person of [11, 12]) {
      await come(person, 'keep-it')
      await tap(person, label)
      await telegram.seen(person, 'Файл в чате')
    }
    const [first, second] = (await sent('sendDocument')).slice(before)
    expect(String(second?.payload.document)).toMatch(/^DgAC/)
    expect(first?.payload.document).not.toBe(second?.payload.document)
    const messages = await telegram.chat(12)
    const file = messages.find((message) => message.media?.kind === 'document')?.media
    expect((await bytesOf(file?.url)).toString()).toMatch(/^<!doctype html>/i)
    await db.run(`update sent_file set file_id = 'forgotten'`, [])
    await bot.close()
    const later = await openBot({ telegram, script: realScript(), db })
    await come(13, 'keep-it')
    await tap(13, label)
    await telegram.seen(13, 'Файл в чате')
    const calls = (await sent('sendDocument')).slice(before + 2)
    expect(calls.map(({ status }) => status)).toEqual([400, 200])
    await later.close()
  })

  it('offers to listen only where a recording exists, and sends it', async () => {
    const root = mkdtempSync(join(tmpdir(), 'sapar-voice-'))
    mkdirSync(join(root, 'content', 'ru', 'voice'), { recursive: true })
    mkdirSync(join(root, 'content', 'media'))
    writeFileSync(join(root, 'content', 'media', 'map.png'), drawPicture(8, 8))
    writeFileSync(join(root, 'content', 'ru', 'voice', 'visit.last.ogg'), recording(12))
    const script = withVoice(featureScript())
    const bot = await openBot({ telegram, script, db, root })
    const press = async (message: number, data: string) =>
      telegram.post('/sim/users/21/taps', { message_id: message, data })
    await telegram.say(21, '/start visit')
    await tap(21, 'Русский')
    const first = await telegram.seen(21, 'Первая карточка')
    expect(sides(first)).not.toContain('say')
    await press(first.message_id, 'n:ru:welcome.consent')
    await telegram.seen(21, 'Можно считать?')
    await tap(21, 'Да')
    const menu = await telegram.seen(21, 'Что нужно?')
    await press(menu.message_id, 'n:ru:visit.last')
    const last = await telegram.seen(21, 'Готово')
    expect(sides(last)).toContain('say')
    await press(last.message_id, 'n:ru:visit.last:say')
    await until(async () => {
      const messages = await telegram.chat(21)
      return messages.some((message) => message.media?.kind === 'voice') ? true : undefined
    }, 'the recording')
    await bot.close()
  })
})

/** The sides of its card that a message offers. */
function sides({ buttons }: { buttons: { callback_data?: string }[][] }): (string | undefined)[] {
  return buttons.flat().map(({ callback_data: data }) => data?.split(':')[3])
}

function withVoice(script: Script): Script {
  const voices = new Map([['ru' as const, new Map([['visit.last', join('ru', 'voice', 'visit.last.ogg')]])]])
  return { ...script, content: { ...script.content, voices } }
}

describe('the length of a recording', () => {
  it('is read from its last page, and a file that is none has none', () => {
    expect(secondsOf(recording(44.5))).toBeCloseTo(44.5)
    expect(secondsOf(Buffer.from('not a recording'))).toBeUndefined()
    expect(secondsOf(Buffer.alloc(0))).toBeUndefined()
  })
})
