import type { Problem } from '../../content/rules/rule.ts'
import { flowX } from './example.ts'
import { problemAt, type ScriptRule } from './graph.ts'

/** Payloads that mean something else. */
const taken = ['share', 'none', 'other']

export const entryCode: ScriptRule = {
  id: 'entry-code',
  level: 'error',
  says: 'The code of a flow has small letters, digits and hyphens only, and belongs to it alone.',
  wrong: flowX('  a: { kind: card }\n', 'entry: station\n'),
  right: flowX('  a: { kind: card }\n', 'entry: x\n'),
  check(loaded) {
    const codes = new Map(
      Object.keys(loaded.script.content.campaign.entry_codes).map((code) => [code, 'the campaign']),
    )
    return [...loaded.script.flows.values()].flatMap(({ flow, entry }): Problem[] => {
      if (entry === undefined) return []
      const owner = codes.get(entry)
      codes.set(entry, owner ?? `the flow ${flow}`)
      const messages = [
        ...(/^[a-z0-9-]+$/.test(entry) ? [] : ['may have small letters, digits and hyphens only']),
        ...(owner === undefined ? [] : [`already belongs to ${owner}`]),
        ...(taken.includes(entry) || entry.startsWith('share-') ? ['means something else'] : []),
      ]
      return messages.map((message) => problemAt(loaded, flow, ['entry'], `the code ${entry} ${message}`))
    })
  },
}
