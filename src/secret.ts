import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { randomSecret } from './privacy/keys.ts'

/** The secret that everything is sealed with is not there, or is another one. */
export class SecretError extends Error {
  override readonly name = 'SecretError'
}

/** The installation's secret: from the settings, else the embedded default's own file, made at the first start (mode 0600). */
export function findSecret(config: Config): string {
  if (config.SAPAR_SECRET !== undefined) return config.SAPAR_SECRET
  const file = join(config.DATA_DIR, 'secret')
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim()
    if (kept.length >= 32) return kept
    throw new SecretError(`The secret file ${file} is empty or cut short. Put it back from your backup.`)
  }
  if (existsSync(join(config.DATA_DIR, 'database'))) {
    throw new SecretError(
      `The secret file ${file} is missing, but ${config.DATA_DIR} holds a database that was sealed with it. ` +
        'Put the file back from your backup, or set SAPAR_SECRET to its content. Without it nobody in the database can be ' +
        'found or reached again: to begin anew, move the data folder away.',
    )
  }
  const secret = randomSecret()
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}

/** The words for a database that was filled under another secret. */
export function otherSecret(): SecretError {
  return new SecretError(
    'This database was filled under another secret. Set SAPAR_SECRET (or put back the file `secret` in the data folder) ' +
      'to the one it was made with.',
  )
}
