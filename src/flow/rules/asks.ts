import { readAsks } from '../../content/asks.ts'
import type { Finding } from '../../content/finding.ts'
import { type Problem, problem } from '../../content/rules/rule.ts'
import type { ScriptRule } from './graph.ts'

const asks = (topics: string) =>
  `topics: ${topics}\nemergencies: {}\nrefused: {}\nsmall-talk: {}\nelsewhere: [погода]\ncomplaint: []\nperson: []\ncommands: {}\n`

export const asksKnown: ScriptRule = {
  id: 'asks-known',
  level: 'error',
  says: 'What content/<language>/asks.yaml holds can be read, and each of its topics is the topic of a flow.',
  wrong: { 'content/ru/asks.yaml': asks('{ no.such-topic: [как это] }') },
  right: { 'content/ru/asks.yaml': asks('{}') },
  check({ script }, { root }) {
    const flows = [...script.flows.values()]
    const known = new Set(flows.flatMap(({ topic }) => topic ?? []))
    return script.content.campaign.languages.flatMap((language): Problem[] => {
      const findings: Finding[] = []
      const read = readAsks(root, language, findings)
      if (read === undefined) return findings.map((finding) => problem(finding, finding.message))
      const { asks, yaml } = read
      return Object.keys(asks.topics)
        .filter((topic) => !known.has(topic))
        .map((topic) => ({
          file: yaml.file,
          ...yaml.at(['topics', topic]),
          message: `no flow has the topic ${topic}`,
        }))
    })
  },
}
