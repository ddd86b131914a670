import type { Context } from 'hono'
import type { StaffEnv } from './env.ts'

/** A file to be saved, never shown by the browser as a page of ours. */
export function attachment(
  c: Context<StaffEnv>,
  bytes: Uint8Array,
  { type, name }: { type: string; name: string },
): Response {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
    'X-Content-Type-Options': 'nosniff',
  })
}
