import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes the longest goes first, so that no file is left alone at the end of a run. */
const first = ['bot/kill-', 'bot/start', 'cli/', 'staff/content-browser', 'bot/hidden', 'store/seed']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = first.findIndex((part) => moduleId.includes(`/test/${part}`))
      return at === -1 ? first.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres-server.ts', 'test/embedded-copy.ts', 'test/browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A worker reads all code once, not once a file: a fifth of the time of a run. No test changes what a module keeps.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
})
