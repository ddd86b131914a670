import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countTables } from '../src/flow/counts.ts'
import { projectRoot, realScript } from './walker.ts'

const path = join(projectRoot, 'README.md')
const between = /(<!-- counts -->\n)([\s\S]*?)(<!-- \/counts -->)/

test('README counts the content as it is (UPDATE=1 writes it anew)', () => {
  const readme = readFileSync(path, 'utf8')
  const now = `\n${countTables(realScript())}\n`
  if (process.env.UPDATE === '1') writeFileSync(path, readme.replace(between, `$1${now}$3`))
  else expect(between.exec(readme)?.[2]).toBe(now)
})
