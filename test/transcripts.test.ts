import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Message } from '../src/content/message.ts'
import { projectRoot, realScript, Walker } from './walker.ts'

/*
 * A transcript is a conversation as a person would read it. Its lines that begin with `> ` are what the person does
 * (`> [Label]` taps a button, anything else is typed); the rest is what the bot says and is written anew with UPDATE=1.
 */
const folder = join(projectRoot, 'test', 'transcripts')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

function replay(transcript: string): string {
  const lines = transcript.split('\n')
  const title = lines[0] ?? ''
  const walker = new Walker(realScript())
  const said = [title, '']
  for (const line of lines.filter((each) => each.startsWith('> '))) {
    const act = line.slice(2)
    const label = /^\[(.+)\]$/.exec(act)?.[1]
    if (label === undefined) walker.say(act)
    else walker.tap(label)
    said.push(line, '', ...walker.messages.flatMap(({ kind, message }) => [...show(kind, message), '']))
  }
  return `${said.join('\n').trimEnd()}\n`
}

function show(kind: 'kept' | 'card', { html, rows }: Message): string[] {
  const text = (kind === 'kept' ? `(stays in the chat)\n${html}` : html)
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
  return [...text, ...rows.map((row) => `  ${row.map(({ text: label }) => `[${label}]`).join(' ')}`)]
}

describe('the transcripts', () => {
  it.each(files)('%s is what the bot says', (name) => {
    const path = join(folder, name)
    const written = readFileSync(path, 'utf8')
    const said = replay(written)
    if (process.env.UPDATE === '1') writeFileSync(path, said)
    else expect(said).toBe(written)
  })

  it('cover every flow', () => {
    const covered = new Set(files.map((name) => name.split('.')[0]))
    const missing = [...realScript().flows.keys()].filter((flow) => !covered.has(flow))
    expect(missing).toEqual([])
  })
})
