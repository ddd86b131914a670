import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CallLog } from './call-log.ts'
import { Counters } from './counter.ts'
import { Faults, FloodControl } from './faults.ts'
import { Journal, type Table } from './journal.ts'
import { Messages } from './messages.ts'
import { Queue } from './queue.ts'
import type {
  BotRecord,
  CallbackRecord,
  ChatRecord,
  FileRecord,
  PersonRecord,
  StoredMessage,
} from './records.ts'
import { Streams } from './streams.ts'

/** Everything that the simulator knows, durable or not. */
export interface World {
  bots: Table<BotRecord>
  chats: Table<ChatRecord>
  people: Table<PersonRecord>
  files: Table<FileRecord>
  callbacks: Table<CallbackRecord>
  current: Table<string>
  messages: Messages
  queue: Queue
  counters: Counters
  calls: CallLog
  faults: Faults
  flood: FloodControl
  streams: Streams
  filesDir: string
  close(): void
}

export function openWorld(dataDir: string): World {
  const journal = new Journal(dataDir)
  const counters = new Counters(journal.table('counters'))
  const streams = new Streams()
  const filesDir = join(dataDir, 'files')
  mkdirSync(filesDir, { recursive: true })
  return {
    bots: journal.table('bots'),
    chats: journal.table('chats'),
    people: journal.table('people'),
    files: journal.table('files'),
    callbacks: journal.table('callbacks'),
    current: journal.table('current'),
    messages: new Messages(journal.table<StoredMessage>('messages')),
    queue: new Queue(journal.table('updates'), counters),
    counters,
    calls: new CallLog(counters),
    faults: new Faults(),
    flood: new FloodControl(),
    streams,
    filesDir,
    close() {
      streams.close()
      counters.settle()
      journal.close()
    },
  }
}

/** The token itself is never written to disk. */
export function botOf(world: World, token: string): BotRecord {
  const [id = ''] = token.split(':')
  const key = `${id}-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`
  const found = world.bots.get(key)
  if (found) return found
  const made: BotRecord = {
    key,
    id: Number(id),
    webhook: null,
    allowed: null,
    names: {},
    descriptions: {},
    shortDescriptions: {},
    commands: {},
  }
  world.bots.set(key, made)
  return made
}

/** The bot that people talk with: the one asked for by its id, or the one that called last. */
export function chosenBot(world: World, id: string | null): BotRecord | undefined {
  if (id !== null) return [...world.bots.values()].find((bot) => String(bot.id) === id)
  const key = world.current.get('bot')
  return key === undefined ? undefined : world.bots.get(key)
}

export function makeCurrent(world: World, bot: BotRecord): void {
  if (world.current.get('bot') === bot.key) return
  world.current.set('bot', bot.key)
  world.streams.sendAll('bot')
}

export function personOf(world: World, id: number): PersonRecord {
  const found = world.people.get(String(id))
  if (found) return found
  const made = { id, firstName: `Person ${id}`, language: undefined, deactivated: false }
  world.people.set(String(id), made)
  return made
}

export function chatOf(world: World, bot: BotRecord, id: number): ChatRecord | undefined {
  return world.chats.get(`${bot.key}/${id}`)
}

export function saveChat(world: World, bot: BotRecord, chat: ChatRecord): void {
  world.chats.set(`${bot.key}/${chat.id}`, chat)
}

export function privateChat(world: World, bot: BotRecord, id: number): ChatRecord {
  return chatOf(world, bot, id) ?? { id, type: 'private', title: undefined, started: false, blocked: false }
}
