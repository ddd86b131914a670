import type { Message } from './backend.js'
import { type BubbleActions, bubbleOf } from './bubble.js'
import { iconButton, make } from './element.js'
import { dayOf } from './wording.js'

const NEAR_BOTTOM = 80

/** The messages of one phone, with the scrolling of a messenger. */
export class ChatLog {
  readonly element = make('div', { class: 'log-frame' })
  readonly #log = make('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' })
  readonly #dots = make('div', { class: 'dots', 'aria-label': 'The bot is typing' })
  readonly #down: HTMLButtonElement
  readonly #shown = new Map<number, { message: Message; element: HTMLElement }>()
  readonly #actions: BubbleActions
  #typing: number | undefined

  constructor(actions: BubbleActions, label: string) {
    this.#actions = actions
    this.#log.setAttribute('aria-label', label)
    this.#dots.append(make('span'), make('span'), make('span'))
    this.#dots.hidden = true
    this.#down = iconButton('down', 'To the newest message', () => this.toBottom())
    this.#down.classList.add('down')
    this.#down.hidden = true
    this.#log.append(this.#dots)
    this.#log.addEventListener('scroll', () => {
      if (this.#isAtBottom()) this.#down.hidden = true
    })
    this.element.append(this.#log, this.#down)
    new ResizeObserver(this.#keepBottom()).observe(this.#log)
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0
  }

  get newest(): number {
    return Math.max(0, ...this.#shown.keys())
  }

  reset(messages: Message[]): void {
    const same =
      JSON.stringify(messages) === JSON.stringify([...this.#shown.values()].map((one) => one.message))
    if (same) return
    for (const { element } of this.#shown.values()) element.remove()
    this.#shown.clear()
    for (const message of messages) this.#insert(message)
    this.#markDays()
    this.toBottom()
  }

  add(message: Message): void {
    if (this.#shown.has(message.message_id)) return this.edit(message)
    const follow = this.#isAtBottom() || message.from === 'person'
    this.setTyping(message.from === 'person' && !this.#dots.hidden)
    this.#insert(message)
    this.#markDays()
    if (follow) this.toBottom()
    else this.#down.hidden = false
  }

  /** Stays at the bottom as far as the top of the edited message remains in sight. */
  edit(message: Message): void {
    const shown = this.#shown.get(message.message_id)
    if (!shown) return
    const follow = this.#isAtBottom()
    const focused = shown.element.contains(document.activeElement)
    const element = bubbleOf(message, this.#actions)
    shown.element.replaceWith(element)
    this.#shown.set(message.message_id, { message, element })
    if (focused) this.#log.focus({ preventScroll: true })
    if (!follow) return
    const bottom = this.#log.scrollHeight - this.#log.clientHeight
    this.#log.scrollTop = Math.min(bottom, Math.max(this.#log.scrollTop, element.offsetTop - 8))
  }

  remove(id: number): void {
    this.#shown.get(id)?.element.remove()
    this.#shown.delete(id)
    this.#markDays()
  }

  setTyping(on: boolean): void {
    window.clearTimeout(this.#typing)
    const follow = this.#isAtBottom()
    this.#dots.hidden = !on
    if (on) this.#typing = window.setTimeout(() => this.setTyping(false), 5_000)
    if (on && follow) this.toBottom()
  }

  toBottom(): void {
    this.#log.scrollTop = this.#log.scrollHeight
    this.#down.hidden = true
  }

  calm(): void {
    for (const key of this.#log.querySelectorAll('.key[aria-busy]')) key.removeAttribute('aria-busy')
  }

  #insert(message: Message): void {
    const element = bubbleOf(message, this.#actions)
    this.#shown.set(message.message_id, { message, element })
    this.#dots.before(element)
    for (const picture of element.querySelectorAll('img')) {
      picture.addEventListener('load', () => this.#isAtBottom() && this.toBottom())
    }
  }

  #markDays(): void {
    for (const mark of this.#log.querySelectorAll('.day')) mark.remove()
    let before = ''
    for (const { message, element } of this.#shown.values()) {
      const day = dayOf(message.date)
      if (day !== before) element.before(make('div', { class: 'day' }, make('span', {}, day)))
      before = day
    }
  }

  #isAtBottom(): boolean {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_BOTTOM
  }

  /** When the keyboard of the phone opens, the newest message stays in sight. */
  #keepBottom(): () => void {
    let height = 0
    return () => {
      const shrunk = height - this.#log.clientHeight
      if (shrunk > 0 && this.#log.scrollHeight - this.#log.scrollTop - height < NEAR_BOTTOM) this.toBottom()
      height = this.#log.clientHeight
    }
  }
}
