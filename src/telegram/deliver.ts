import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Message } from '../content/message.ts'
import type { Deliver, Delivered, Letter } from '../conversation/incoming.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Attachments } from './attach.ts'
import { cannotEdit, isUnchanged, outcomeOf } from './outcome.ts'

const deleteMost = 100

/** Sends letters: a tap edits the tapped message; everything else gets a new one, and the old keyboard goes. */
export function makeDeliver(api: Api, attachments: Attachments, log: Log): Deliver {
  const post = new Post(api, attachments, log)
  return (letter) => post.deliver(letter)
}

class Post {
  readonly #api: Api
  readonly #attachments: Attachments
  readonly #log: Log

  constructor(api: Api, attachments: Attachments, log: Log) {
    this.#api = api
    this.#attachments = attachments
    this.#log = log
  }

  async deliver(letter: Letter): Promise<Delivered> {
    const sent: number[] = []
    let cleared: number[] = []
    try {
      cleared = await this.#clear(letter)
      let edit = letter.clear.length > 0 ? null : letter.tapped
      for (const { message } of letter.messages) {
        const edited =
          edit !== null && message.media === null && (await this.#edit(letter.chat, edit, message))
        if (!edited) sent.push(await this.#send(letter.chat, message))
        edit = null
      }
      if (sent.length > 0) await this.#takeKeyboards(letter)
      return { outcome: 'delivered', messages: sent, cleared, waitSeconds: 0 }
    } catch (error) {
      const { outcome, waitSeconds } = outcomeOf(error)
      if (outcome === 'refused' || outcome === 'unknown') {
        this.#log('warn', 'a reply was not delivered', { reason: outcome, error: errorClass(error) })
      }
      return { outcome, messages: sent, cleared, waitSeconds }
    }
  }

  async #edit(chat: number, id: number, { html, rows }: Message): Promise<boolean> {
    try {
      await this.#api.editMessageText(chat, id, html, {
        parse_mode: 'HTML',
        reply_markup: keyboard(rows),
        link_preview_options: { is_disabled: true },
      })
      return true
    } catch (error) {
      if (isUnchanged(error)) return true
      if (cannotEdit(error)) return false
      throw error
    }
  }

  async #send(chat: number, message: Message): Promise<number> {
    const { html, rows, media } = message
    const shared = { parse_mode: 'HTML', reply_markup: keyboard(rows), disable_notification: true } as const
    if (media === null) {
      return (
        await this.#api.sendMessage(chat, html, { ...shared, link_preview_options: { is_disabled: true } })
      ).message_id
    }
    return this.#attachments.send(chat, media, { ...shared, caption: html })
  }

  /** Old buttons would only confuse; that they stay is no reason to fail a reply that is out. */
  async #takeKeyboards({ chat, keyboard: last, tapped, messages, clear }: Letter): Promise<void> {
    const edited = messages[0]?.kind === 'kept' ? tapped : null
    const old = new Set([last, tapped].filter((id) => id !== null && id !== edited && !clear.includes(id)))
    for (const id of old) {
      if (id === null) continue
      try {
        await this.#api.editMessageReplyMarkup(chat, id)
      } catch (error) {
        this.#log('debug', 'an old keyboard stayed', { error: errorClass(error) })
      }
    }
  }

  /** Answers which messages are gone now. */
  async #clear({ chat, clear, tapped }: Letter): Promise<number[]> {
    const ids = [...new Set(tapped === null || clear.length === 0 ? clear : [...clear, tapped])]
    const gone: number[] = []
    for (let from = 0; from < ids.length; from += deleteMost) {
      const some = ids.slice(from, from + deleteMost)
      try {
        await this.#api.deleteMessages(chat, some)
        gone.push(...some)
      } catch (error) {
        this.#log('info', 'messages could not be deleted', { error: errorClass(error) })
      }
    }
    return gone
  }
}

function keyboard(rows: Message['rows']): InlineKeyboardMarkup {
  const inline_keyboard = rows.map((row) =>
    row.map((button) =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.data },
    ),
  )
  return { inline_keyboard }
}
