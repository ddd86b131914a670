export interface Button {
  text: string
  callback_data?: string
  url?: string
}

export interface Media {
  kind: string
  url: string
  file_name?: string
  size?: number
  width?: number
  height?: number
}

export interface Message {
  message_id: number
  date: number
  edited: boolean
  from: 'bot' | 'person'
  text: string
  html?: string
  media?: Media
  buttons: Button[][]
}

export interface Chat {
  messages: Message[]
  blocked: boolean
  deactivated: boolean
}

export interface Command {
  command: string
  description: string
}

export interface BotInfo {
  username: string
  name: Record<string, string>
  description: Record<string, string>
  commands: Record<string, Command[]>
}

export async function loadBot(): Promise<BotInfo | undefined> {
  const response = await fetch('/sim/bot')
  return response.ok ? response.json() : undefined
}

export async function loadChat(user: number): Promise<Chat> {
  return answer(await fetch(`/sim/users/${user}/chat`))
}

export async function post<T>(user: number, action: string, body: object): Promise<T> {
  const response = await fetch(`/sim/users/${user}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer<T>(response)
}

async function answer<T>(response: Response): Promise<T> {
  const body = await response.json()
  if (!response.ok) throw new Error(body.error ?? `The simulator answered ${response.status}`)
  return body
}

/** A text by language code falls back to the text for all languages. */
export const inLanguage = <T>(texts: Record<string, T>, language: string): T | undefined =>
  texts[language] ?? texts['']
