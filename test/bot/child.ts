import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../walker.ts'
import { until } from './rig.ts'

/** The program as it is installed: compiled, in a process of its own, with nothing in its environment but what is given. */
export class Child {
  readonly #env: NodeJS.ProcessEnv
  #process: ChildProcess | undefined
  out = ''
  err = ''

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...env }
  }

  /** Starts it and waits until it is ready. Throws with what it said when it ends before. */
  async start(): Promise<void> {
    const child = this.#spawn()
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${this.err}`)
        return this.out.includes('ready ') ? true : undefined
      },
      'the program to be ready',
      120_000,
    )
  }

  /** Starts it and waits for its end: its exit code. */
  async fail(): Promise<number | null> {
    const child = this.#spawn()
    return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  }

  /** Where it answers, as it told when it was ready. */
  get url(): string {
    return /ready (\S+)/.exec(this.out)?.[1] ?? ''
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null
    const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    child.kill(signal)
    return gone
  }

  #spawn(): ChildProcess {
    this.out = ''
    this.err = ''
    const child = spawn(process.execPath, [join(projectRoot, 'dist', 'main.js')], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => {
      this.out += chunk
    })
    child.stderr.on('data', (chunk) => {
      this.err += chunk
    })
    this.#process = child
    return child
  }
}
