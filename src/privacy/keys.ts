import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'

/** Keys of one installation, one per purpose, all derived (HKDF-SHA-256, RFC 5869) from one secret outside the database. */
export type Keys = {
  /** 16 bytes, hexadecimal: finds an account by its Telegram id without storing the id. */
  lookup(telegramId: number): string
  /** 16 bytes, hexadecimal: counts tries of an address or a chat without keeping it. */
  tag(text: string): string
  /** AES-256-GCM. `bound` ties the box to its owner: it does not open under another. */
  seal(plain: string, bound: string): string
  /** Opens a sealed box; throws when it was sealed under another secret, bound to another owner, or changed. */
  open(box: string, bound: string): string
  /** Tells one secret from another without telling the secret. */
  check: string
}

const purposes = {
  lookup: 'sapar lookup 1',
  tag: 'sapar tag 1',
  seal: 'sapar seal 1',
  check: 'sapar check 1',
} as const
const nonceBytes = 12
const tagBytes = 16

export function deriveKeys(secret: string): Keys {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  const code = (by: Buffer, text: string) =>
    createHmac('sha256', by).update(text).digest().subarray(0, 16).toString('hex')
  const lookupKey = key(purposes.lookup)
  const tagKey = key(purposes.tag)
  const sealKey = key(purposes.seal)
  return {
    lookup: (telegramId) => code(lookupKey, String(telegramId)),
    tag: (text) => code(tagKey, text),
    seal(plain, bound) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(bound))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(box, bound) {
      const bytes = Buffer.from(box, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
      decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return (
        decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
      )
    },
    check: key(purposes.check).toString('hex').slice(0, 16),
  }
}

/** A random integer for an account: it means nothing and leads back to nobody. */
export function randomAccount(): number {
  return randomInt(1, 2 ** 47)
}

/** A fresh secret for an installation that makes its own. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Names one process among replicas. */
export function randomHolder(): string {
  return randomBytes(8).toString('hex')
}
