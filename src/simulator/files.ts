import { createReadStream, existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { World } from './world.ts'

const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+)$/

/** Sends a stored file; what a browser might run is only offered for saving. */
export function sendFile(world: World, unique: string, res: ServerResponse): boolean {
  const path = join(world.filesDir, unique)
  if (!/^[0-9a-f]{24}$/.test(unique) || !existsSync(path)) return false
  const file = [...world.files.values()].find((one) => one.unique === unique)
  const mime = file?.mime.split(';')[0] ?? ''
  const shown = SHOWN.test(mime)
  const name = encodeURIComponent(file?.name ?? unique)
  res.writeHead(200, {
    'content-type': shown ? mime : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
    ...(file ? { 'content-length': file.size } : {}),
  })
  createReadStream(path).pipe(res)
  return true
}
