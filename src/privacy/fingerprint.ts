import { createHash } from 'node:crypto'

/** SHA-256 of a text in Base64, as a Content-Security-Policy names the one script or style that may run. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64')
}
