import { gzipSync } from 'node:zlib'
import { type Language, spokenBy } from './campaign/campaign.ts'
import type { Script } from './flow/script.ts'
import { sha256 } from './privacy/fingerprint.ts'
import type { Handler } from './server.ts'

const path = /^\/pack\/([A-Za-z-]+)\.html$/

type Packed = { html: string; zipped: Buffer; tag: string }

/** `/pack/<language>.html`: the offline file for everybody, also for who has no Telegram. */
export function packPage(script: Script, packOf: (language: Language) => string): Handler {
  const known = new Map<Language, Packed>()
  const packed = (language: Language): Packed => {
    const html = packOf(language)
    const before = known.get(language)
    if (before?.html === html) return before
    const made = { html, zipped: gzipSync(html), tag: `W/"${sha256(html)}"` }
    known.set(language, made)
    return made
  }
  return (req, res) => {
    const code = path.exec((req.url ?? '').split('?')[0] ?? '')?.[1]
    const language = spokenBy(script.content.campaign).find((each) => each === code)
    if (language === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is nothing here\n')
      return
    }
    const { html, zipped, tag } = packed(language)
    // Asked for anew each time, and sent only when it changed: what staff hide must be gone within seconds.
    const shared = { 'cache-control': 'public, no-cache', etag: tag, vary: 'accept-encoding' }
    if (req.headers['if-none-match'] === tag) {
      res.writeHead(304, shared).end()
      return
    }
    const isZipped = /\bgzip\b/.test(String(req.headers['accept-encoding']))
    const body = isZipped ? zipped : Buffer.from(html)
    res
      .writeHead(200, {
        ...shared,
        'content-type': 'text/html; charset=utf-8',
        'content-length': body.length,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
      })
      .end(req.method === 'HEAD' ? undefined : body)
  }
}
