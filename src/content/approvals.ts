import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writtenLanguages } from '../campaign/campaign.ts'
import { day } from './facts.ts'
import type { Finding } from './finding.ts'
import { checkYaml, readYaml } from './yaml.ts'

export const approvalsFile = 'content/approvals.yaml'

/** A ministry or partner that has approved a topic: one entry of `content/approvals.yaml`. */
const approvalSchema = z.strictObject({
  topic: z.string().min(1),
  by: z.string().min(1),
  on: day,
  /** Fingerprint of what was approved; anything else voids it. */
  version: z
    .string()
    .regex(/^[0-9a-f]{8}$/, 'must be the eight signs that sapar content approve writes, in quotes'),
  /** Languages whose translations were approved as well. */
  languages: z.array(z.enum(writtenLanguages)).min(1).optional(),
})
const approvalsSchema = z.array(approvalSchema)

export type NewApproval = z.infer<typeof approvalSchema>
/** An approval with the place where it stands. */
export type Approval = NewApproval & { line: number; column: number }

/** Reads the approvals, oldest entry first. Without the file there are none. */
export function readApprovals(root: string, findings: Finding[]): Approval[] {
  if (!existsSync(join(root, approvalsFile))) return []
  const yaml = readYaml(root, approvalsFile, findings)
  const approvals = yaml === undefined ? undefined : checkYaml(yaml, approvalsSchema, findings)
  if (yaml === undefined || approvals === undefined) return []
  return approvals.map((approval, index) => ({ ...approval, ...yaml.at([index]) }))
}
