import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 128 bits of chance as 22 letters, digits, - and _: for links, cookies and form tokens. */
export function randomToken(): string {
  return randomBytes(16).toString('base64url')
}

/** What is kept of a token: SHA-256, hexadecimal. 128 bits of chance need no salt. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

/** A whole number from `from` to below `below`, by chance. */
export function randomNumber(from: number, below: number): number {
  return randomInt(from, below)
}
