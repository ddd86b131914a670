import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Logframe, logframeSchema } from '../campaign/logframe.ts'
import type { Finding } from './finding.ts'
import { tongues } from './interface.ts'
import type { Phrasebook } from './texts.ts'
import { checkYaml, readYaml } from './yaml.ts'

export const logframeFile = join('content', 'logframe.yaml')

/** What the campaign promised; undefined for a campaign without a logframe. What is wrong becomes findings. */
export function readLogframe(root: string, findings: Finding[]): Logframe | undefined {
  if (!existsSync(join(root, logframeFile))) return undefined
  const yaml = readYaml(root, logframeFile, findings)
  return yaml === undefined ? undefined : checkYaml(yaml, logframeSchema, findings)
}

/** Texts that a logframe needs and the staff pages lack: its outputs and indicators are named in every language. */
export function missingLogframeTexts({ outputs, indicators }: Logframe, phrases: Phrasebook): Finding[] {
  const keys = [
    ...outputs.map(({ id }) => `output.${id}`),
    ...indicators.flatMap(({ id }) =>
      ['', '.verification', '.assumption'].map((part) => `indicator.${id}${part}`),
    ),
  ]
  return tongues.flatMap((tongue) =>
    keys
      .filter((key) => !phrases.has(tongue, `logframe.${key}`))
      .map((key) => ({
        rule: 'interface',
        file: join('content', 'interface', tongue, 'logframe.yaml'),
        line: 1,
        column: 1,
        message: `has no ${key}, which ${logframeFile} needs`,
      })),
  )
}
