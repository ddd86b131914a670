import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The data folder cannot be used; the message says why and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

type Holder = { pid: number; started: string }

/**
 * Takes a data folder for this process alone (neither PGlite nor the spool can stand a second one).
 * A lock whose process is gone is taken over. Returns what gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  makeFolder(folder)
  const file = join(folder, 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file)) return () => rmSync(file, { force: true })
    const holder = readHolder(file)
    if (holder !== undefined && isAlive(holder)) {
      throw new FolderError(
        `The data folder ${folder} is in use by process ${holder.pid}. Stop it, or set DATA_DIR to another folder.`,
      )
    }
    setAside(file, holder)
  }
  throw new FolderError(`The lock ${file} changes hands all the time. Is another process starting here?`)
}

function makeFolder(folder: string): void {
  try {
    makeWithParents(resolve(folder))
  } catch (error) {
    throw new FolderError(
      `The data folder ${folder} cannot be made (${codeOf(error)}). Set DATA_DIR to a folder that this user may write.`,
    )
  }
}

/** One level at a time: Node's own recursion never ends where the system makes no folders, as below /proc. */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return
  makeWithParents(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** The lock appears whole or not at all: a name is given to a file that is already written. */
function create(file: string): boolean {
  const me: Holder = { pid: process.pid, started: startOf(process.pid) }
  const mine = `${file}.${process.pid}.new`
  try {
    writeFileSync(mine, JSON.stringify(me), { mode: 0o600 })
    linkSync(mine, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw new FolderError(
      `The data folder cannot be written: ${file} (${codeOf(error)}). Set DATA_DIR to a folder that this user may write.`,
    )
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('started' in holder))
      return undefined
    return { pid: Number(holder.pid), started: String(holder.started) }
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** A process id alone is not enough: after a restart another process may carry it. */
function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  return startOf(holder.pid) === holder.started
}

/** When a process started, in the kernel's ticks (field 22 of /proc/<pid>/stat); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return ''
    throw error
  }
}

/** Takes a dead holder's lock away. Another finder may have been faster: a lock that is not the dead one's is put back. */
function setAside(file: string, dead: Holder | undefined): void {
  const stale = `${file}.${process.pid}.old`
  try {
    renameSync(file, stale)
    const found = readHolder(stale)
    if (found !== undefined && (found.pid !== dead?.pid || found.started !== dead.started))
      linkSync(stale, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(stale, { force: true })
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

/** Names a data folder among replicas: the same after a restart, so that a lease need not run out first. */
export function replicaOf(folder: string, fresh: () => string): string {
  const file = join(folder, 'replica')
  if (!existsSync(file)) writeFileSync(file, fresh(), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
