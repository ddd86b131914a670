import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadChecked } from '../src/checked.ts'
import { ContentError } from '../src/content/finding.ts'
import { today, writeCampaign } from './lint/fixture.ts'

let root = ''
let data = ''
beforeEach(() => {
  root = writeCampaign({})
  data = mkdtempSync(join(tmpdir(), 'sapar-checked-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
  rmSync(data, { recursive: true })
})

const load = () => loadChecked(root, data, today)

test('content that passed is noted, and a change of a file is held against the rules again', async () => {
  expect((await load()).flows.size).toBeGreaterThan(5)
  const note = readFileSync(join(data, 'checked'), 'utf8')
  expect((await load()).flows.size).toBeGreaterThan(5)
  writeFileSync(join(root, 'content', 'ru', 'about.yaml'), "title: 'Кто мы'\nstart: 'Мы <b>помогаем.'\n")
  await expect(load()).rejects.toThrow(ContentError)
  expect(readFileSync(join(data, 'checked'), 'utf8')).toBe(note)
})

test('a file that cannot be read stops a start also when everything passed before', async () => {
  await load()
  writeFileSync(join(root, 'flows', 'about.yaml'), 'flow: about\nstart: start\nnodes: {}\n  x: [\n')
  await expect(load()).rejects.toThrow(ContentError)
})
