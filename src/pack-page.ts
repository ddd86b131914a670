import { gzipSync } from 'node:zlib'
import { type Language, spokenBy } from './campaign/campaign.ts'
import type { Script } from './flow/script.ts'
import type { Handler } from './server.ts'

const path = /^\/pack\/([A-Za-z-]+)\.html$/

/** `/pack/<language>.html`: the offline file for everybody, also for who has no Telegram. */
export function packPage(script: Script, packOf: (language: Language) => string): Handler {
  const zipped = new Map<Language, { html: string; bytes: Buffer }>()
  const zip = (language: Language, html: string): Buffer => {
    const known = zipped.get(language)
    if (known?.html === html) return known.bytes
    const bytes = gzipSync(html)
    zipped.set(language, { html, bytes })
    return bytes
  }
  return (req, res) => {
    const code = path.exec((req.url ?? '').split('?')[0] ?? '')?.[1]
    const language = spokenBy(script.content.campaign).find((each) => each === code)
    if (language === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is nothing here\n')
      return
    }
    const html = packOf(language)
    const isZipped = /\bgzip\b/.test(String(req.headers['accept-encoding']))
    const body = isZipped ? zip(language, html) : Buffer.from(html)
    res
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': body.length,
        'cache-control': 'public, max-age=3600',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
      })
      .end(req.method === 'HEAD' ? undefined : body)
  }
}
