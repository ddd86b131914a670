import type { Command, Message } from './backend.js'
import type { Choice } from './menu.js'
import type { Notices } from './notices.js'

const ATTACHABLE: [kind: string, label: string][] = [
  ['photo', 'Photo'],
  ['voice', 'Voice message'],
  ['document', 'File'],
  ['location', 'Location'],
  ['sticker', 'Sticker'],
]

export function messageChoices(message: Message, notices: Notices): Choice[] {
  const copy = async () => {
    await navigator.clipboard.writeText(message.text)
    notices.toast('Copied')
  }
  return [
    {
      label: 'Copy text',
      act: () => void copy().catch(() => notices.toast('The browser does not allow it')),
    },
    { label: 'Forward', act: () => notices.toast('Would open the list of chats to forward to') },
  ]
}

export const attachChoices = (send: (media: string) => void): Choice[] =>
  ATTACHABLE.map(([media, label]) => ({ label, act: () => send(media) }))

export const commandChoices = (commands: Command[], send: (text: string) => void): Choice[] =>
  commands.map(({ command, description }) => ({
    label: `/${command}`,
    detail: description,
    act: () => send(`/${command}`),
  }))
