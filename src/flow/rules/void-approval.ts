import { approvalsFile } from '../../content/approvals.ts'
import { type Problem, problem } from '../../content/rules/rule.ts'
import { approvalStates } from '../approval.ts'
import { flowX, textsX } from './example.ts'
import type { ScriptRule } from './graph.ts'

const flow = flowX('  a: { kind: card, facts: [f-1], end: true }\n', 'topic: x\n')
const texts = textsX('title: X\na: Встаньте на учёт за 15 дней.\n')
const approval = (version: string) => `- { topic: x, by: Ministry, on: 2026-11-24, version: "${version}" }\n`

export const voidApproval: ScriptRule = {
  id: 'void-approval',
  level: 'warning',
  says: 'What a ministry or partner has approved is shown to it again when a text, a fact or the order of the topic changes.',
  wrong: { ...flow, ...texts, [approvalsFile]: approval('00000000') },
  right: { ...flow, ...texts, [approvalsFile]: approval('b26d8e9e') },
  check: ({ script }) =>
    approvalStates(script).flatMap(({ approval: { topic, by, on, line, column }, state }): Problem[] => {
      const place = { file: approvalsFile, line, column }
      const who = `the approval of ${topic} by ${by} on ${on}`
      if (state === 'gone') return [problem(place, `${who}: no flow has this topic any more`)]
      if (state !== 'void') return []
      return [
        problem(
          place,
          `${who} is void since the topic changed: sapar content approval-pack --topic ${topic}`,
        ),
      ]
    }),
}
