import { createInterface } from 'node:readline'
import { openUnderstanding } from '../answers/kept.ts'
import { allLanguages, dayIn, type Language, spokenBy } from '../campaign/campaign.ts'
import { ContentError } from '../content/finding.ts'
import { type Message, makeMessage } from '../content/message.ts'
import type { Understood } from '../content/understood.ts'
import { commands, type Input } from '../flow/input.ts'
import { lint } from '../flow/lint.ts'
import type { Script } from '../flow/script.ts'
import { newState, type State } from '../flow/state.ts'
import { step } from '../flow/step.ts'
import { readTap } from '../flow/tap.ts'
import { root, today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar chat`: the same script, in the terminal. A number taps a button; anything else is typed to the bot. */
export async function chat(args: string[]): Promise<number> {
  const { values } = readOptions(args, { lang: { type: 'string', default: 'ru' } })
  const guess = allLanguages.find((language) => language === values.lang)
  if (guess === undefined) throw new UsageError(`--lang takes one of ${allLanguages.join(', ')}`)
  const { script, findings } = lint(root, today())
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  const talk = new Talk(script, spokenBy(script.content.campaign).includes(guess) ? guess : 'ru')
  talk.do({ kind: 'start', payload: '' })
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '/quit') break
    talk.hear(line)
  }
  return 0
}

class Talk {
  readonly #script: Script
  readonly #guess: Language
  readonly #understand: (text: string) => Understood
  #state: State = newState()
  #buttons: Message['rows'][number] = []

  constructor(script: Script, guess: Language) {
    this.#script = script
    this.#guess = guess
    this.#understand = openUnderstanding(root, script.content.campaign).understand
  }

  hear(line: string): void {
    const button = this.#buttons[Number(line.trim()) - 1]
    if (button === undefined) this.do(typed(line))
    else if ('url' in button) process.stdout.write(`(opens ${button.url})\n`)
    else this.do(readTap(button.data) ?? { kind: 'stray' })
  }

  do(input: Input): void {
    const now = new Date()
    const turn = step(this.#script, this.#state, input, {
      guess: this.#guess,
      now,
      understand: this.#understand,
    })
    this.#state = turn.requests.some(({ kind }) => kind === 'forget') ? newState() : turn.state
    const { content } = this.#script
    this.#buttons = []
    for (const { card } of turn.replies) {
      this.#show(makeMessage(content, card, turn.language, dayIn(content.campaign.time_zone, now)))
    }
  }

  #show({ html, rows, media }: Message): void {
    const buttons = rows.flat()
    this.#buttons.push(...buttons)
    const first = this.#buttons.length - buttons.length
    const lines = buttons.map(({ text }, index) => `  ${first + index + 1}. ${text}`)
    const picture = media === null ? '' : `(${media.kind}: ${'file' in media ? media.file : media.make.as})\n`
    process.stdout.write(`\n${picture}${plainText(html)}\n\n${lines.join('\n')}\n> `)
  }
}

function typed(line: string): Input {
  const [, name, payload = ''] = /^\/(\w+)\s*(.*)$/.exec(line.trim()) ?? []
  if (name === 'start') return { kind: 'start', payload }
  const command = commands.find((each) => each === name)
  return command === undefined ? { kind: 'text', text: line } : { kind: 'command', command }
}

/** Terminals show no HTML: links keep their address, the rest of the tags go. */
function plainText(html: string): string {
  return html
    .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2 ($1)')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
