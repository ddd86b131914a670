import { loadContent } from '../../../src/content/load.ts'
import { lint } from '../../../src/flow/lint.ts'
import { loadFlows } from '../../../src/flow/load.ts'
import { setting } from './setting.ts'

/** How long a fresh process takes to load all content and scripts, or to lint them: printed in milliseconds. */
const root = setting('ROOT')
const before = performance.now()
if (setting('WHAT') === 'lint') {
  const { findings } = lint(root, '2026-11-24')
  if (findings.length > 0) throw new Error('Lint has something to say')
} else {
  const findings: Parameters<typeof loadContent>[1] = []
  loadFlows(root, loadContent(root, findings), findings)
  if (findings.length > 0) throw new Error('Content does not load')
}
process.stdout.write(`${performance.now() - before}\n`)
