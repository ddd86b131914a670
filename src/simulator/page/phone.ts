import { type BotInfo, type Button, type Chat, inLanguage, loadChat, type Message, post } from './backend.js'
import { ChatLog } from './chat-log.js'
import { attachChoices, commandChoices, messageChoices } from './choices.js'
import { iconButton, make } from './element.js'
import { Foot } from './foot.js'
import { readLink } from './links.js'
import { openMenu } from './menu.js'
import { Notices } from './notices.js'
import { LANGUAGES, type Person } from './people.js'

export interface PhoneHost {
  save(): void
  remove(person: Person): void
  payload: string
}

/** One person's phone: a column with the conversation. */
export class Phone {
  readonly element: HTMLElement
  readonly person: Person
  readonly #host: PhoneHost
  readonly #log: ChatLog
  readonly #foot: Foot
  readonly #notices = new Notices()
  readonly #name = make('span', { class: 'head-name' })
  readonly #status = make('span', { class: 'head-status' }, 'bot')
  readonly #avatar = make('span', { class: 'avatar', 'aria-hidden': 'true' })
  readonly #welcome = make('div', { class: 'welcome' })
  #bot: BotInfo | undefined
  #blocked = false
  #deactivated = false
  #heard = 0

  constructor(person: Person, host: PhoneHost) {
    this.person = person
    this.#host = host
    this.#log = new ChatLog(
      {
        link: (url) => this.#follow(url),
        press: (message, button, element) => this.#press(message, button, element),
        menu: (message, opener) =>
          openMenu(this.element, opener, 'Message', messageChoices(message, this.#notices)),
      },
      `Conversation of ${person.label}`,
    )
    this.#foot = new Foot(
      {
        send: (text) => this.#send({ text }),
        start: (payload) => this.#send({ text: payload === '' ? '/start' : `/start ${payload}` }),
        unblock: () => this.#act('unblock', {}),
        commands: (opener) => this.#commands(opener),
        attach: (opener) =>
          openMenu(
            this.element,
            opener,
            'Attach',
            attachChoices((media) => void this.#send({ media })),
          ),
      },
      host.payload,
    )
    this.element = make('section', {
      class: 'phone',
      'aria-label': person.label,
      'data-person': String(person.id),
    })
    this.element.append(this.#head(), this.#log.element, this.#foot.element, this.#notices.element)
    this.#log.element.append(this.#welcome)
    this.#render()
  }

  /** Loads again what changed while it was on its way. */
  async load(): Promise<void> {
    let heard: number
    let chat: Chat
    do {
      heard = this.#heard
      chat = await loadChat(this.person.id)
    } while (heard !== this.#heard)
    this.#forgetClearing(chat.messages)
    this.#blocked = chat.blocked
    this.#deactivated = chat.deactivated
    this.#log.reset(chat.messages.filter((message) => message.message_id > this.person.clearedTo))
    this.#render()
  }

  /** Ids that are all older than what was cleared come from a simulator that began anew. */
  #forgetClearing(messages: Message[]): void {
    if (this.person.clearedTo === 0) return
    if (messages.some(({ message_id }) => message_id >= this.person.clearedTo)) return
    this.person.clearedTo = 0
    this.#host.save()
  }

  setBot(bot: BotInfo | undefined): void {
    this.#bot = bot
    this.#render()
  }

  hear(event: string, data: HeardData): void {
    this.#heard += 1
    if (event === 'message' && data.message) this.#log.add(data.message)
    if (event === 'edit' && data.message) this.#log.edit(data.message)
    if (event === 'delete' && data.message_id !== undefined) this.#log.remove(data.message_id)
    if (event === 'typing') this.#log.setTyping(true)
    if (event === 'answer') this.#answered(data)
    if (data.blocked !== undefined) this.#blocked = data.blocked
    if (data.deactivated) this.#deactivated = true
    this.#render()
  }

  #answered({ text, show_alert }: HeardData): void {
    this.#log.calm()
    if (!text) return
    if (show_alert) this.#notices.alert(text)
    else this.#notices.toast(text)
  }

  #head(): HTMLElement {
    const language = make('select', { 'aria-label': `Phone language of ${this.person.label}` })
    for (const [code, name] of LANGUAGES) language.append(make('option', { value: code }, name))
    language.value = this.person.language
    language.addEventListener('change', () => {
      this.person.language = language.value
      this.#host.save()
      void this.#act('profile', { language_code: language.value })
      this.#render()
    })
    const more = iconButton('more', 'Conversation menu', () => this.#chatMenu(more))
    more.setAttribute('aria-haspopup', 'menu')
    const words = make('div', { class: 'head-words' }, this.#name, this.#status)
    return make('div', { class: 'head' }, this.#avatar, words, language, more)
  }

  #render(): void {
    const { language } = this.person
    const name = (this.#bot && inLanguage(this.#bot.name, language)) ?? 'No bot yet'
    this.#name.textContent = name
    this.#avatar.textContent = [...name][0] ?? ''
    this.#status.textContent = `${this.person.label}’s phone`
    const description = this.#bot && inLanguage(this.#bot.description, language)
    const heading = make('strong', {}, this.#bot ? 'What can this bot do?' : 'No bot yet')
    const words =
      description ?? (this.#bot ? name : 'Start the bot; it appears here when it calls the simulator.')
    this.#welcome.replaceChildren(make('div', { class: 'welcome-card' }, heading, make('p', {}, words)))
    this.#welcome.hidden = !this.#log.isEmpty
    this.#foot.show(this.#footState())
  }

  #footState() {
    if (this.#deactivated) return 'gone'
    if (!this.#bot) return 'waiting'
    if (this.#blocked) return 'blocked'
    return this.#log.isEmpty ? 'start' : 'write'
  }

  #send(content: { text?: string; media?: string }): Promise<void> {
    return this.#act('messages', { ...content, language_code: this.person.language })
  }

  async #act(action: string, body: object): Promise<void> {
    try {
      await post(this.person.id, action, body)
    } catch (error) {
      this.#log.calm()
      this.#notices.toast(error instanceof Error ? error.message : 'The simulator does not answer')
    }
  }

  #follow(url: URL): boolean {
    const link = readLink(url, this.#bot?.username ?? '')
    if (link.kind === 'outside') return url.protocol === 'tg:'
    if (link.kind === 'share') this.#notices.toast(`Would open the share sheet for ${link.url}`)
    else if (link.kind === 'command') void this.#send({ text: link.text })
    else void this.#send({ text: link.payload === '' ? '/start' : `/start ${link.payload}` })
    return true
  }

  #press(message: Message, button: Button, element: HTMLButtonElement): void {
    if (button.url !== undefined) {
      const href = /^[a-z][a-z0-9+.-]*:/i.test(button.url) ? button.url : `http://${button.url}`
      const url = new URL(href)
      if (!this.#follow(url)) window.open(url.href, '_blank', 'noopener,noreferrer')
      return
    }
    if (button.callback_data === undefined)
      return this.#notices.toast('The simulator cannot press this kind of button')
    element.setAttribute('aria-busy', 'true')
    void this.#act('taps', { message_id: message.message_id, data: button.callback_data })
  }

  #chatMenu(opener: HTMLElement): void {
    const clear = () => {
      this.person.clearedTo = this.#log.newest
      this.#host.save()
      this.#log.reset([])
      this.#render()
    }
    const turn = this.#blocked ? 'unblock' : 'block'
    openMenu(this.element, opener, 'Conversation', [
      { label: this.#blocked ? 'Unblock bot' : 'Block bot', act: () => void this.#act(turn, {}) },
      { label: 'Clear my view', act: clear },
      { label: `Remove ${this.person.label}`, act: () => this.#host.remove(this.person) },
    ])
  }

  #commands(opener: HTMLElement): void {
    const commands = (this.#bot && inLanguage(this.#bot.commands, this.person.language)) ?? []
    if (commands.length === 0) return this.#notices.toast('The bot has set no commands')
    openMenu(
      this.element,
      opener,
      'Commands',
      commandChoices(commands, (text) => void this.#send({ text })),
    )
  }
}

export interface HeardData {
  user: number
  message?: Message
  message_id?: number
  text?: string
  show_alert?: boolean
  blocked?: boolean
  deactivated?: boolean
}
