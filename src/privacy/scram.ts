import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

const rounds = 4096
const saltBytes = 16

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 and 7677; PostgreSQL, "pg_authid"), so that the server
 * and its log never see the password itself.
 *
 * @param password visible ASCII only: other letters could be written in more than one way
 */
export function scramVerifier(password: string, salt: Uint8Array = randomBytes(saltBytes)): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const key = (of: string) => createHmac('sha256', salted).update(of).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  const server = key('Server Key').toString('base64')
  return `SCRAM-SHA-256$${rounds}:${Buffer.from(salt).toString('base64')}$${stored}:${server}`
}
