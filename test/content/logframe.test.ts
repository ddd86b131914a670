import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/content/finding.ts'
import { readInterface } from '../../src/content/interface.ts'
import { logframeFile, missingLogframeTexts, readLogframe } from '../../src/content/logframe.ts'
import { projectRoot } from '../walker.ts'

const source = readFileSync(join(projectRoot, logframeFile), 'utf8')

function readFrom(yaml: string) {
  const root = mkdtempSync(join(tmpdir(), 'sapar-'))
  mkdirSync(join(root, 'content'))
  writeFileSync(join(root, logframeFile), yaml)
  const findings: Finding[] = []
  return { logframe: readLogframe(root, findings), findings }
}

test('every output and indicator has its words in every language of the pages', () => {
  const { logframe, findings } = readFrom(source)
  expect(findings).toEqual([])
  if (logframe === undefined) throw new Error('The logframe is not there')
  expect(logframe.indicators.length).toBeGreaterThanOrEqual(10)
  expect(missingLogframeTexts(logframe, readInterface(projectRoot))).toEqual([])
})

test('an indicator without words is a finding that names the file and the key', () => {
  const { logframe } = readFrom(source.replace('id: contracts', 'id: returns'))
  if (logframe === undefined) throw new Error('The logframe is not there')
  const root = mkdtempSync(join(tmpdir(), 'sapar-'))
  cpSync(join(projectRoot, 'content', 'interface'), join(root, 'content', 'interface'), { recursive: true })
  expect(missingLogframeTexts(logframe, readInterface(root))).toContainEqual(
    expect.objectContaining({
      file: 'content/interface/ru/logframe.yaml',
      message: expect.stringContaining('indicator.returns.assumption'),
    }),
  )
})

test('a mistake is a finding at its line, and no file is no logframe', () => {
  const { findings } = readFrom(source.replace('weight: 40', 'weight: 45'))
  expect(findings).toMatchObject([
    { rule: 'shape', file: logframeFile, message: expect.stringContaining('add up to 100') },
  ])
  expect(findings[0]?.line).toBeGreaterThan(1)
  expect(readLogframe(mkdtempSync(join(tmpdir(), 'sapar-')), [])).toBeUndefined()
})
