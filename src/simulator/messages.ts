import type { Table } from './journal.ts'
import type { StoredMessage } from './records.ts'

/** The messages of every chat of every bot, in the order in which they were sent. */
export class Messages {
  readonly #table: Table<StoredMessage>
  readonly #chats = new Map<string, Map<number, StoredMessage>>()

  constructor(table: Table<StoredMessage>) {
    this.#table = table
    for (const [key, message] of table.entries()) {
      this.#chat(key.slice(0, key.lastIndexOf('/'))).set(message.id, message)
    }
  }

  put(bot: string, chat: number, message: StoredMessage): void {
    this.#chat(`${bot}/${chat}`).set(message.id, message)
    this.#table.set(`${bot}/${chat}/${message.id}`, message)
  }

  get(bot: string, chat: number, id: number): StoredMessage | undefined {
    return this.#chats.get(`${bot}/${chat}`)?.get(id)
  }

  remove(bot: string, chat: number, id: number): boolean {
    this.#table.delete(`${bot}/${chat}/${id}`)
    return this.#chats.get(`${bot}/${chat}`)?.delete(id) ?? false
  }

  list(bot: string, chat: number): StoredMessage[] {
    return [...(this.#chats.get(`${bot}/${chat}`)?.values() ?? [])]
  }

  #chat(key: string): Map<number, StoredMessage> {
    const found = this.#chats.get(key)
    if (found) return found
    const made = new Map<number, StoredMessage>()
    this.#chats.set(key, made)
    return made
  }
}
