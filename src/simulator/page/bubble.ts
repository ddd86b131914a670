import type { Button, Media, Message } from './backend.js'
import { icon, iconButton, make } from './element.js'
import { richText } from './rich-text.js'
import { sizeOf, timeOf } from './wording.js'

export interface BubbleActions {
  link(url: URL): boolean
  press(message: Message, button: Button, element: HTMLButtonElement): void
  menu(message: Message, opener: HTMLElement): void
}

/** One message as a bubble with its keyboard below. */
export function bubbleOf(message: Message, actions: BubbleActions): HTMLElement {
  const mine = message.from === 'person'
  const group = make('div', {
    class: `message ${mine ? 'mine' : 'theirs'}`,
    'data-id': String(message.message_id),
  })
  const bubble = make('div', { class: `bubble ${message.media ? `has-${message.media.kind}` : ''}` })
  bubble.append(make('span', { class: 'hidden' }, mine ? 'You: ' : 'Bot: '))
  if (message.media) bubble.append(mediaOf(message.media))
  if (message.html !== undefined) {
    bubble.append(make('div', { class: 'text' }, richText(message.html, actions.link)))
  }
  bubble.append(
    make('span', { class: 'time' }, message.edited ? `edited ${timeOf(message.date)}` : timeOf(message.date)),
  )
  const more = iconButton('more', 'Message menu', () => actions.menu(message, more))
  more.classList.add('more')
  bubble.addEventListener('contextmenu', (event) => {
    event.preventDefault()
    actions.menu(message, more)
  })
  group.append(make('div', { class: 'line' }, bubble, more))
  if (message.buttons.length > 0) group.append(keyboardOf(message, actions))
  return group
}

function keyboardOf(message: Message, actions: BubbleActions): HTMLElement {
  const keyboard = make('div', { class: 'keyboard', role: 'group', 'aria-label': 'Buttons of the message' })
  for (const row of message.buttons) {
    const line = make('div', { class: 'keys' })
    for (const button of row) {
      const sign = button.url === undefined ? undefined : icon('link')
      const key = make('button', { type: 'button', class: 'key' }, make('span', {}, button.text), sign)
      key.addEventListener('click', () => actions.press(message, button, key))
      line.append(key)
    }
    keyboard.append(line)
  }
  return keyboard
}

function mediaOf(media: Media): HTMLElement {
  if (media.kind === 'photo' || media.kind === 'sticker') return pictureOf(media)
  if (media.kind === 'voice') {
    return make('audio', { controls: '', preload: 'metadata', src: media.url, 'aria-label': 'Voice message' })
  }
  if (media.kind === 'location') {
    const place = media.url.replace('geo:', '').replace(',', ', ')
    return make(
      'div',
      { class: 'file' },
      make('span', { class: 'file-sign' }, icon('place')),
      fileWords('Location', place),
    )
  }
  const name = media.file_name ?? 'file'
  const words = fileWords(name, media.size === undefined ? '' : sizeOf(media.size))
  return make(
    'a',
    { class: 'file', href: media.url, download: name },
    make('span', { class: 'file-sign' }, icon('file')),
    words,
  )
}

function pictureOf(media: Media): HTMLElement {
  const picture = make('img', {
    class: media.kind,
    src: media.url,
    alt: media.kind === 'photo' ? 'Picture' : 'Sticker',
  })
  if (media.width && media.height) {
    picture.width = media.width
    picture.height = media.height
  }
  return picture
}

const fileWords = (name: string, detail: string) =>
  make(
    'span',
    { class: 'file-words' },
    make('span', { class: 'file-name' }, name),
    make('span', { class: 'file-detail' }, detail),
  )
