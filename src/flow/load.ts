import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { ContentError, type Finding } from '../content/finding.ts'
import { type Content, loadContent } from '../content/load.ts'
import { checkYaml, readYaml, type YamlFile } from '../content/yaml.ts'
import { Conditions } from './conditions.ts'
import { nothingHidden } from './hidden.ts'
import { tableVars } from './known-vars.ts'
import { type Flow, flowSchema, type Script } from './script.ts'
import { variablesOf } from './vars.ts'

/** A script with the files it came from, so that a finding can name a line. */
export type LoadedScript = { script: Script; files: ReadonlyMap<string, YamlFile> }

/**
 * Content and scripts that can be read, whatever else lint has against them: texts may still be missing. Throws a
 * ContentError when a file cannot be read, because its texts would look as if they were missing.
 */
export function readableScript(root: string): LoadedScript {
  const findings: Finding[] = []
  const loaded = loadFlows(root, loadContent(root, findings), findings)
  if (findings.length > 0) throw new ContentError(findings)
  return loaded
}

const movedSchema = z.record(z.string(), z.string())

/** Reads `flows/` below the project's root. What is wrong is added to the findings, all of it at once. */
export function loadFlows(root: string, content: Content, findings: Finding[]): LoadedScript {
  const flows = new Map<string, Flow>()
  const files = new Map<string, YamlFile>()
  for (const file of flowFiles(root)) {
    const yaml = readYaml(root, file, findings)
    const flow = yaml === undefined ? undefined : checkYaml(yaml, flowSchema, findings)
    if (yaml === undefined || flow === undefined) continue
    if (flow.flow !== basename(file, '.yaml')) {
      findings.push({
        rule: 'shape',
        file,
        ...yaml.at(['flow']),
        message: `flow ${flow.flow} must be named as its file`,
      })
    }
    flows.set(flow.flow, flow)
    files.set(flow.flow, yaml)
  }
  const moved = readMoved(root, findings)
  const names = [...variablesOf(flows.values()), ...tableVars({ flows, content }), 'today']
  const conditions = new Conditions(names)
  return {
    script: { flows, moved, conditions, content, botLink: 'https://t.me/', hidden: nothingHidden },
    files,
  }
}

function flowFiles(root: string): string[] {
  const folder = join(root, 'flows')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'moved.yaml')
  return names.sort().map((name) => join('flows', name))
}

function readMoved(root: string, findings: Finding[]): ReadonlyMap<string, string> {
  const file = join('flows', 'moved.yaml')
  if (!existsSync(join(root, file))) return new Map()
  const yaml = readYaml(root, file, findings)
  return new Map(Object.entries((yaml && checkYaml(yaml, movedSchema, findings)) ?? {}))
}
