import { fileURLToPath } from 'node:url'
import { dayIn, type Language } from '../src/campaign/campaign.ts'
import { type Message, makeMessage } from '../src/content/message.ts'
import { closeState, openState } from '../src/conversation/person.ts'
import type { Input } from '../src/flow/input.ts'
import { lint } from '../src/flow/lint.ts'
import type { Script } from '../src/flow/script.ts'
import { newState, type State } from '../src/flow/state.ts'
import { step, type Turn } from '../src/flow/step.ts'
import { readTap } from '../src/flow/tap.ts'
import { deriveKeys } from '../src/privacy/keys.ts'
import { understood } from './understanding.ts'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))
const today = '2026-11-24'

let loaded: Script | undefined

/** The project's own script, read once a test file. */
export function realScript(): Script {
  if (loaded === undefined) {
    const { script, findings } = lint(projectRoot, today)
    if (script === undefined) throw new Error(JSON.stringify(findings, null, 1))
    loaded = { ...script, botLink: 'https://t.me/sapar_test_bot' }
  }
  return loaded
}

const keys = deriveKeys('a secret of the tests, long enough')
const lookup = '00'.repeat(16)

/** A person who walks through a script, with the state saved and read again between turns as the bot does it. */
export class Walker {
  readonly #script: Script
  readonly #guess: Language
  #saved: { version: number; state: unknown; secrets: string | null } | undefined
  now = new Date('2026-11-24T08:00:00Z')
  turn: Turn | undefined
  messages: { kind: 'kept' | 'card'; message: Message }[] = []

  constructor(script: Script, guess: Language = 'ru') {
    this.#script = script
    this.#guess = guess
  }

  /** The same person, as another version of the script meets them. */
  on(script: Script): Walker {
    const walker = new Walker(script, this.#guess)
    walker.#saved = this.#saved
    return walker
  }

  get state(): State {
    if (this.#saved === undefined) return newState()
    return openState({ id: 1, lookup, keyboard: null, ...this.#saved }, keys)
  }

  do(input: Input): Turn {
    const turn = step(this.#script, this.state, input, {
      guess: this.#guess,
      now: this.now,
      understand: understood,
    })
    const { open, secrets } = closeState(turn.state, lookup, keys)
    this.#saved = { version: turn.state.version, state: JSON.parse(JSON.stringify(open)), secrets }
    if (turn.requests.some(({ kind }) => kind === 'forget')) this.#saved = undefined
    this.messages = turn.replies.map(({ kind, card }) => ({
      kind,
      message: makeMessage(this.#script.content, card, turn.language, dayIn('Asia/Bishkek', this.now)),
    }))
    this.turn = turn
    return turn
  }

  /** Buttons that can be tapped now. */
  buttons(): { text: string; data: string }[] {
    return this.messages
      .flatMap(({ message }) => message.rows.flat())
      .flatMap((button) => ('data' in button ? [button] : []))
  }

  tapData(data: string): Turn {
    return this.do(readTap(data) ?? { kind: 'stray' })
  }

  tap(label: string): Turn {
    const button = this.buttons().find(({ text }) => text === label)
    if (button === undefined)
      throw new Error(
        `There is no button "${label}" among ${this.buttons()
          .map(({ text }) => text)
          .join(' | ')}`,
      )
    return this.tapData(button.data)
  }

  /** Types something, commands included. */
  say(text: string): Turn {
    const [, name, payload] = /^\/(\w+)(?:\s+(.*))?$/.exec(text) ?? []
    if (name === 'start') return this.do({ kind: 'start', payload: payload ?? '' })
    if (name !== undefined) return this.do({ kind: 'command', command: name as never })
    return this.do({ kind: 'text', text })
  }
}
