import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'vitest'
import { openEmbedded } from '../../src/store/db.ts'
import { killUnderLoad } from './killing.ts'

it('a bot that is killed at random loses and doubles no event on the embedded database', {
  timeout: 600_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sapar-kill-'))
  await killUnderLoad({ DATA_DIR: folder }, 8, () => openEmbedded(folder))
})
