export type Link =
  | { kind: 'command'; text: string }
  | { kind: 'start'; payload: string }
  | { kind: 'share'; url: string }
  | { kind: 'outside' }

/** What a link means to a messenger; all others are for the browser. */
export function readLink(url: URL, username: string): Link {
  const query = url.searchParams
  if (url.protocol === 'tg:') return readAppLink(url, username)
  if (url.hostname !== 't.me' && url.hostname !== 'telegram.me') return { kind: 'outside' }
  if (url.pathname.startsWith('/share/')) return { kind: 'share', url: query.get('url') ?? '' }
  const name = url.pathname.slice(1)
  return isName(name, username) ? { kind: 'start', payload: query.get('start') ?? '' } : { kind: 'outside' }
}

function readAppLink(url: URL, username: string): Link {
  const query = url.searchParams
  if (url.hostname === 'bot_command') return { kind: 'command', text: query.get('command') ?? '' }
  if (url.hostname === 'msg_url') return { kind: 'share', url: query.get('url') ?? '' }
  if (url.hostname === 'resolve' && isName(query.get('domain') ?? '', username)) {
    return { kind: 'start', payload: query.get('start') ?? '' }
  }
  return { kind: 'outside' }
}

const isName = (name: string, username: string) => name.toLowerCase() === username.toLowerCase()
