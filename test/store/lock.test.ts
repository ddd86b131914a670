import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFolder, replicaOf } from '../../src/store/lock.ts'

const fresh = () => mkdtempSync(join(tmpdir(), 'sapar-lock-'))

describe('the data folder', () => {
  it('belongs to one process until it is given back', () => {
    const folder = fresh()
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`)
    unlock()
    lockFolder(folder)()
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  it('is taken over from a process that is gone', () => {
    const folder = fresh()
    const { pid } = spawnSync('true')
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, started: '1' }))
    lockFolder(folder)()
  })

  it('is taken over when its process id belongs to another process now', () => {
    const folder = fresh()
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: 'another time' }))
    lockFolder(folder)()
  })

  it('is taken over from a lock that was torn', () => {
    const folder = fresh()
    writeFileSync(join(folder, 'lock'), '{"pi')
    lockFolder(folder)()
  })

  it('that cannot be made is named with what to do', () => {
    const folder = fresh()
    writeFileSync(join(folder, 'file'), '')
    expect(() => lockFolder(join(folder, 'file', 'data'))).toThrow(/cannot be made .*Set DATA_DIR/)
  })

  it('is refused where the system makes no folders', () => {
    expect(() => lockFolder('/proc/nothing/here')).toThrow(/cannot be made/)
  })

  it('names its replica the same after a restart', () => {
    const folder = fresh()
    expect(replicaOf(folder, () => 'first')).toBe('first')
    expect(replicaOf(folder, () => 'second')).toBe('first')
  })
})
