import { Worker } from 'node:worker_threads'
import type { Paper } from '../content/paper.ts'
import type { ReportPaper } from './report-paper.ts'

/** What goes to the worker, and what comes back. */
export type PrintOrder = { kind: 'pdf' | 'picture'; paper: Paper } | { kind: 'report'; paper: ReportPaper }
export type Printed = { ok: true; bytes: Uint8Array } | { ok: false; message: string }

/** Makes papers into files, one at a time, in a thread of its own, so that the bot goes on answering. */
export type Press = {
  pdf(paper: Paper): Promise<Uint8Array>
  picture(paper: Paper): Promise<Uint8Array>
  report(paper: ReportPaper): Promise<Uint8Array>
  /** Gives up what waits, with an error to each, and ends the thread. */
  close(): Promise<void>
}

type Limits = {
  /** Papers that may wait behind the one under way. */
  waiting: number
  /** For one paper, the start of the thread included. */
  patienceMs: number
  /** Heap of the thread. */
  memoryMb: number
  /** After so long without a paper the thread ends and gives its memory back. */
  restMs: number
}

const usual: Limits = { waiting: 50, patienceMs: 30_000, memoryMb: 256, restMs: 300_000 }

/**
 * A paper that could not be made, and why: `full` too many wait, `slow` it took too long, `broken` the thread died under
 * it, `refused` the paper itself is wrong, `closed` the press is shut.
 */
export class PressError extends Error {
  override readonly name = 'PressError'
  readonly reason: 'full' | 'slow' | 'broken' | 'refused' | 'closed'

  constructor(reason: PressError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

type Job = { order: PrintOrder; resolve: (bytes: Uint8Array) => void; reject: (error: PressError) => void }

/** Opens a press. Its thread is started by the first paper, and again by the next one after it died or rested. */
export function openPress(limits: Partial<Limits> = {}): Press {
  const press = new ThreadPress({ ...usual, ...limits })
  return {
    pdf: (paper) => press.print({ kind: 'pdf', paper }),
    picture: (paper) => press.print({ kind: 'picture', paper }),
    report: (paper) => press.print({ kind: 'report', paper }),
    close: () => press.close(),
  }
}

class ThreadPress {
  readonly #limits: Limits
  readonly #queue: Job[] = []
  #worker: Worker | undefined
  #current: Job | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(limits: Limits) {
    this.#limits = limits
  }

  print(order: PrintOrder): Promise<Uint8Array> {
    const { waiting } = this.#limits
    if (this.#closed)
      return Promise.reject(new PressError('closed', `The press is closed: no ${told(order)}`))
    if (this.#queue.length >= waiting)
      return Promise.reject(
        new PressError('full', `${waiting} papers wait already: try ${told(order)} again later`),
      )
    return new Promise((resolve, reject) => {
      this.#queue.push({ order, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { order, reject } of this.#queue.splice(0))
      reject(new PressError('closed', `The press was closed before ${told(order)} was made`))
    this.#fail('closed', 'the press was closed')
    await this.#stop()
  }

  #next(): void {
    if (this.#current !== undefined) return
    const job = this.#queue.shift()
    if (job === undefined) return this.#rest()
    const { patienceMs } = this.#limits
    this.#current = job
    this.#worker ??= this.#start()
    this.#worker.ref()
    this.#wait(patienceMs, () => {
      void this.#stop()
      this.#fail('slow', `it took longer than ${patienceMs / 1000} seconds`)
    })
    this.#worker.postMessage(job.order)
  }

  #start(): Worker {
    const options = { env: {}, resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb } }
    const worker = isSource
      ? new Worker(fromSource, { ...options, eval: true })
      : new Worker(new URL('./press-worker.js', import.meta.url), options)
    worker.on('message', (printed: Printed) => {
      if (worker === this.#worker) this.#done(printed)
    })
    worker.on('error', (error) => this.#died(worker, error.message))
    worker.on('exit', (code) => this.#died(worker, `its thread ended with ${code}`))
    return worker
  }

  #done(printed: Printed): void {
    const job = this.#current
    if (job === undefined) return
    if (!printed.ok) return this.#fail('refused', printed.message)
    this.#current = undefined
    job.resolve(printed.bytes)
    this.#next()
  }

  #died(worker: Worker, why: string): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    this.#fail('broken', why)
  }

  #fail(reason: PressError['reason'], why: string): void {
    const job = this.#current
    this.#current = undefined
    job?.reject(new PressError(reason, `Could not make ${told(job.order)}: ${why}`))
    this.#next()
  }

  /** Nothing is under way: the thread keeps no process alive, and ends when nothing comes for a while. */
  #rest(): void {
    this.#worker?.unref()
    this.#wait(this.#limits.restMs, () => void this.#stop())
  }

  #wait(ms: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, ms)
    this.#timer.unref()
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

function told({ kind, paper }: PrintOrder): string {
  return `the ${kind} ${paper.name}`
}

/** Built code runs as it is. From source (tests) the thread first needs the loader that reads TypeScript. */
const isSource = import.meta.url.endsWith('.ts')
const fromSource = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(${JSON.stringify(new URL('./press-worker.ts', import.meta.url).href)})
})`
