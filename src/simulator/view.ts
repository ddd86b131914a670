import { renderHtml } from './html-render.ts'
import type { Button, StoredMessage } from './records.ts'

export interface MessageView {
  message_id: number
  date: number
  edited: boolean
  from: 'bot' | 'person'
  text: string
  html?: string
  media?: { kind: string; url: string; file_name?: string; size?: number; width?: number; height?: number }
  buttons: Button[][]
}

/** A message as its reader sees it. */
export function viewOf(message: StoredMessage): MessageView {
  const view: MessageView = {
    message_id: message.id,
    date: message.date,
    edited: message.editDate !== undefined,
    from: message.from,
    text: message.text,
    buttons: message.buttons,
  }
  if (message.text !== '') view.html = renderHtml(message.text, message.entities)
  const media = mediaOf(message)
  if (media) view.media = media
  return view
}

function mediaOf({ file, location }: StoredMessage): MessageView['media'] {
  if (location) return { kind: 'location', url: `geo:${location.latitude},${location.longitude}` }
  if (!file) return undefined
  const media = { kind: file.kind, url: `/sim/files/${file.unique}`, size: file.size }
  const sized = file.width > 0 ? { ...media, width: file.width, height: file.height } : media
  return file.name === undefined ? sized : { ...sized, file_name: file.name }
}
