import { make } from './element.js'

const TOAST_MS = 4_000

/** Short words over the conversation, and the alerts that wait for OK. */
export class Notices {
  readonly element = make('div', { class: 'notices', role: 'status' })

  toast(text: string): void {
    const toast = make('div', { class: 'toast' }, text)
    this.element.replaceChildren(toast)
    window.setTimeout(() => toast.remove(), TOAST_MS)
  }

  alert(text: string): void {
    const ok = make('button', { type: 'submit', class: 'wide' }, 'OK')
    const form = make('form', { method: 'dialog' }, make('p', {}, text), ok)
    const dialog = make('dialog', { class: 'alert', 'aria-label': 'Message from the bot' }, form)
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }
}
