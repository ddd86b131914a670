import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, it } from 'vitest'
import { openPostgres } from '../../src/store/db.ts'
import { freshPostgres } from '../databases.ts'
import { killUnderLoad } from './killing.ts'

it.skipIf(inject('postgres') === null)(
  'a bot that is killed at random loses and doubles no event on PostgreSQL',
  { timeout: 600_000 },
  async () => {
    const url = await freshPostgres()
    const folder = mkdtempSync(join(tmpdir(), 'sapar-kill-'))
    await killUnderLoad({ DATA_DIR: folder, DATABASE_URL: url }, 12, () => openPostgres(url))
  },
)
