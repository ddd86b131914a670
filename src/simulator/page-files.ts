import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const isPagePath = (path: string) => path === '/chat' || path.startsWith('/chat/')

/** Sends the chat page or one of its parts. */
export function sendPage(path: string, res: ServerResponse): void {
  const name = path === '/chat' || path === '/chat/' ? 'chat.html' : path.slice('/chat/'.length)
  const type = TYPES[extname(name)]
  const folder = extname(name) === '.js' ? 'dist/simulator/page' : 'src/simulator/page'
  const file = join(projectRoot(), folder, name)
  if (!type || !/^[\w-]+\.\w+$/.test(name) || !existsSync(file)) {
    res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found')
    return
  }
  res.writeHead(200, {
    'content-type': type,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  })
  res.end(readFileSync(file))
}

function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
