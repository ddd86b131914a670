import { iconButton, make } from './element.js'

export interface FootActions {
  send(text: string): void
  start(payload: string): void
  unblock(): void
  commands(opener: HTMLElement): void
  attach(opener: HTMLElement): void
}

export type FootState = 'waiting' | 'start' | 'write' | 'blocked' | 'gone'

/** The lower edge of a phone: a composer, or the one button that is possible now. */
export class Foot {
  readonly element = make('div', { class: 'foot' })
  readonly #actions: FootActions
  readonly #payload: string
  #state: FootState | undefined

  constructor(actions: FootActions, payload: string) {
    this.#actions = actions
    this.#payload = payload
  }

  show(state: FootState): void {
    if (state === this.#state) return
    const hadFocus = this.element.contains(document.activeElement)
    this.#state = state
    this.element.replaceChildren(this.#content(state))
    if (hadFocus) this.element.querySelector<HTMLElement>('textarea, .wide')?.focus()
  }

  #content(state: FootState): Node {
    if (state === 'write') return this.#composer()
    if (state === 'start') return this.#start()
    if (state === 'blocked') return this.#wide('UNBLOCK', () => this.#actions.unblock())
    const words = state === 'gone' ? 'This account is deactivated' : 'Waiting for a bot to call the simulator'
    return make('p', { class: 'foot-words' }, words)
  }

  #wide(label: string, act: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', class: 'wide' }, label)
    button.addEventListener('click', act)
    return button
  }

  #start(): Node {
    const field = make('input', {
      type: 'text',
      maxlength: '64',
      placeholder: 'none',
      spellcheck: 'false',
      autocomplete: 'off',
    })
    field.value = this.#payload
    const label = make('label', { class: 'payload' }, make('span', {}, 'Start code'), field)
    const button = this.#wide('START', () => this.#actions.start(field.value.trim()))
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') button.click()
    })
    return make('div', { class: 'start' }, label, button)
  }

  #composer(): Node {
    const field = make('textarea', {
      rows: '1',
      placeholder: 'Message',
      'aria-label': 'Message',
      maxlength: '4096',
    })
    const submit = () => {
      const text = field.value.trim()
      if (text === '') return
      field.value = ''
      fitHeight(field)
      this.#actions.send(text)
    }
    field.addEventListener('input', () => fitHeight(field))
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      submit()
    })
    const commands = make(
      'button',
      { type: 'button', class: 'icon slash', 'aria-label': 'Commands', 'aria-haspopup': 'menu' },
      '/',
    )
    commands.addEventListener('click', () => this.#actions.commands(commands))
    const attach = iconButton('attach', 'Attach', () => this.#actions.attach(attach))
    attach.setAttribute('aria-haspopup', 'menu')
    const send = iconButton('send', 'Send', submit)
    send.classList.add('send')
    return make('div', { class: 'composer' }, commands, field, attach, send)
  }
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 120)}px`
}
