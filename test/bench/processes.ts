import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc on Linux (USER_HZ), the same on every architecture that Node runs on. */
const ticksPerSecond = 100
const readyMs = 60_000
const stopMs = 10_000

export type Program = {
  args: string[]
  env?: NodeJS.ProcessEnv
  cwd?: string
}

/** A program in a process of its own, with nothing in its environment but what is given. */
export class Running {
  readonly #child: ChildProcess
  readonly #exit: Promise<number | null>
  out = ''
  #err = ''

  private constructor({ args, env = {}, cwd }: Program) {
    this.#child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    })
    this.#child.stdout?.on('data', (chunk) => {
      this.out += chunk
    })
    this.#child.stderr?.on('data', (chunk) => {
      this.#err += chunk
    })
    this.#exit = new Promise((resolve) => this.#child.once('exit', resolve))
  }

  /** Starts a program and waits until it says where it answers. */
  static async start(program: Program): Promise<Running> {
    const running = new Running(program)
    started.add(running)
    await running.#untilReady()
    return running
  }

  /** Runs a program to its end: what it printed. Throws when it fails. */
  static async run(program: Program): Promise<string> {
    const running = new Running(program)
    started.add(running)
    const code = await running.#exit
    started.delete(running)
    if (code !== 0) throw new Error(`${program.args.at(-1)} ended with ${code}: ${running.#err}`)
    return running.out
  }

  get url(): string {
    return /^ready (\S+)/m.exec(this.out)?.[1] ?? ''
  }

  /** Microseconds of processor time so far, of all its threads, in user and kernel mode. */
  cpuMicroseconds(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6
  }

  /** Resident memory in megabytes. */
  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
  }

  /** Ends it, by force when it takes too long. */
  async stop(): Promise<void> {
    started.delete(this)
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const late = setTimeout(() => this.#child.kill('SIGKILL'), stopMs)
    await this.#exit
    clearTimeout(late)
  }

  #untilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}: ${this.#err}`))
      const late = setTimeout(() => fail('It was not ready in time'), readyMs)
      this.#child.stdout?.on('data', () => {
        if (this.url === '') return
        clearTimeout(late)
        resolve()
      })
      this.#child.once('exit', (code) => {
        clearTimeout(late)
        fail(`It ended with ${code}`)
      })
    })
  }
}

const started = new Set<Running>()

/** Ends all that was started and still runs. */
export async function stopAll(): Promise<void> {
  await Promise.all([...started].map((running) => running.stop()))
}
